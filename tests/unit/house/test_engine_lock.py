"""The exact versions that are shipped: of every package, within its range, with hashes, for every Python."""

import re
import sys

import pytest

packaging = pytest.importorskip("packaging")

from packaging.markers import Marker  # noqa: E402
from packaging.requirements import Requirement  # noqa: E402

PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
SYSTEMS = {"": ("linux", "x86_64"), "-cuda": ("linux", "x86_64"), "-directml": ("win32", "AMD64")}


@pytest.fixture(scope="module", params=SYSTEMS)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def lock(root, variant):
    text = (root / "resources" / f"engine-lock{variant}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return text, [re.split(r"\s+--hash=", line) for line in lines]


def test_every_package_has_hashes_and_one_exact_version(lock):
    for requirement, *hashes in lock[1]:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; |$)", requirement.strip()), requirement
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", found.strip()) for found in hashes), requirement


@pytest.mark.parametrize("python", PYTHONS)
def test_each_python_gets_one_version_within_the_range_of_each_package(lock, root, variant, python):
    lines = (root / "resources" / f"engine-requirements{variant}.txt").read_text(encoding="utf-8").splitlines()
    system, machine = SYSTEMS[variant]
    environment = {
        "python_version": python, "python_full_version": f"{python}.1", "sys_platform": system,
        "platform_machine": machine,
    }  # fmt: skip
    pinned = {}
    for text, *_ in lock[1]:
        pin = Requirement(text.strip())
        if pin.marker is None or Marker(str(pin.marker)).evaluate(environment):
            assert pin.name not in pinned, text
            pinned[pin.name] = str(pin.specifier)[2:]
    for line in lines:
        if line.strip() and not line.startswith("#"):
            wanted = Requirement(line.strip())
            if wanted.marker is not None and not Marker(str(wanted.marker)).evaluate(environment):
                continue
            assert wanted.specifier.contains(pinned[wanted.name]), (python, line, pinned[wanted.name])


def test_the_lock_is_that_of_the_list(lock, root, variant):
    """Else: `bash run.sh python tools/lock_engine.py`."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("lock_engine", root / "tools" / "lock_engine.py")
    module, before = importlib.util.module_from_spec(spec), list(sys.path)
    try:
        spec.loader.exec_module(module)
        assert f"# Ranges: {module.ranges_digest(variant[1:])}\n" in lock[0]
        lines = module.list_of(variant[1:]).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line and line[0] != "#"] == module.ranges_of(variant[1:])
    finally:
        sys.path[:] = before


def test_it_names_no_index(lock):
    assert "://" not in lock[0] and "--index" not in lock[0]
