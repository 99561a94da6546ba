"""Archives that attack: names that lead out of them, and text that unpacks to far more than it says."""

import tarfile
import zipfile

import pytest

from backend.common.errors import InputError
from backend.products.files import package
from backend.products.inspect import inspect_raster
from tests.contract import scenes_products


def outside(folder):
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.parametrize("prefix", ["../../", "/tmp/specaware-evil/", "a/../../../"])
def test_names_that_lead_out_of_an_archive_write_and_read_nothing_there(tmp_path, kind, prefix):
    (tmp_path / "made").mkdir()
    (tmp_path / "in" / "deep").mkdir(parents=True)
    made = scenes_products.enmap(tmp_path / "made")
    archive = tmp_path / "in" / "deep" / f"a.{kind}"
    members = sorted((tmp_path / "made").iterdir())
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as file:
            for path in members:
                file.write(path, prefix + path.name)
    else:
        with tarfile.open(archive, "w") as file:
            for path in members:
                file.add(path, prefix + path.name)
    assert made.path.is_file()
    before = outside(tmp_path)
    try:
        assert inspect_raster(archive)["count"] == 224  # of the archive itself, whatever its members are called
    except InputError as error:
        assert "\n" not in str(error)
    assert outside(tmp_path) == before


def test_metadata_that_unpack_without_end_are_cut(tmp_path, monkeypatch):
    made = scenes_products.enmap(tmp_path)
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(tmp_path.glob("ENMAP*")):
            if path == made.path:
                file.writestr(path.name, path.read_text() + " " * 5_000_000)
            else:
                file.write(path, path.name)
    monkeypatch.setattr(package, "_MAX_TEXT", 1_000_000)
    found = package.package_of(archive)
    assert len(found.text(made.path.name)) <= 1_000_000
