"""The plugin zip and the rules of QGIS's plugin repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tools.package import MAX_BYTES, PackageError, build, content, faults_of_names, read_metadata

from .sources import ROOT


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(build(ROOT, tmp_path_factory.mktemp("dist")))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A smallest publishable tree, without git."""
    for name in ("metadata.txt", "pyproject.toml", "__init__.py", "LICENSE", "README.md"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for room in ("plugin", "backend", "resources"):
        (tmp_path / room).mkdir()
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copytree(ROOT / "resources" / "icons", tmp_path / "resources" / "icons")
    return tmp_path


def test_the_zip_holds_one_folder_named_specaware_with_all_that_runs(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"specaware"}
    inside = {PurePosixPath(name).relative_to("specaware").parts[0] for name in names}
    assert inside == {
        "__init__.py",
        "metadata.txt",
        "LICENSE",
        "README.md",
        "plugin",
        "backend",
        "training",
        "resources",
        "help",
    }
    wanted = {"resources/engine-requirements.txt", "help/index.html", "help/algorithm_classify.html"}
    assert {f"specaware/{name}" for name in wanted} <= set(names)
    assert archive.testzip() is None


def test_fine_tuning_has_all_that_it_imports(archive: zipfile.ZipFile, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    archive.extractall(tmp_path)
    code = (
        "import sys, training.finetune_job, training.tasks.running\n"
        "import training.tasks.data.rasters, training.tasks.networks.making\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'training'), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=tmp_path / "specaware", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    packed = set((tmp_path / "specaware" / "training").rglob("*.py"))
    imported = {Path(line) for line in done.stdout.split()}
    assert imported <= packed and {path.parent.name for path in packed - imported} <= {"tasks", "data", "networks"}


def test_the_zip_is_small_enough_and_holds_nothing_forbidden(archive: zipfile.ZipFile) -> None:
    assert Path(str(archive.filename)).stat().st_size <= MAX_BYTES
    assert faults_of_names([PurePosixPath(name).relative_to("specaware") for name in archive.namelist()]) == []


def test_the_same_tree_gives_the_same_bytes(tree: Path) -> None:
    first = build(tree, tree / "one").read_bytes()
    (tree / "README.md").touch()
    assert build(tree, tree / "two").read_bytes() == first


@pytest.mark.parametrize("name", ["plugin/fast.so", "backend/x.pyc", "resources/get.sh", "plugin/.hidden/a.py"])
def test_forbidden_files_are_refused_by_name(tree: Path, name: str) -> None:
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).write_bytes(b"x")
    with pytest.raises(PackageError, match=name):
        build(tree, tree / "dist")
    assert not list((tree / "dist").glob("*"))


def test_a_missing_licence_is_refused(tree: Path) -> None:
    (tree / "LICENSE").unlink()
    with pytest.raises(PackageError, match="Add LICENSE"):
        build(tree, tree / "dist")


def test_an_oversized_zip_is_refused_and_removed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.package.MAX_BYTES", 1000)
    with pytest.raises(PackageError, match="at most 1,000"):
        build(tree, tree / "dist")
    assert list((tree / "dist").iterdir()) == []


def test_versions_must_agree_and_metadata_be_complete(tree: Path) -> None:
    text = (tree / "metadata.txt").read_text(encoding="utf-8")
    (tree / "metadata.txt").write_text(text.replace("version=0.1.0", "version=9.9.9", 1), encoding="utf-8")
    with pytest.raises(PackageError, match="differ"):
        read_metadata(tree)
    (tree / "metadata.txt").write_text(text.replace("tracker=", "tracked="), encoding="utf-8")
    with pytest.raises(PackageError, match="lacks tracker"):
        read_metadata(tree)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("description=", "description=100 % ", "a % is written %%"),
        ("supportsQt6=True", "supportsQt6=maybe", "supportsQt6 is not as"),
        ("tracker=https:", "tracker=http:", "tracker is not as"),
        ("icon=resources/", "icon=pictures/", "icon pictures/.* is not in the zip"),
        ("screenshot=help/", "screenshot=docs/", "screenshot docs/.* is not in the zip"),
    ],
)
def test_metadata_that_the_plugin_repository_refuses_is_refused_here(
    tree: Path, before: str, after: str, said: str
) -> None:
    text = (tree / "metadata.txt").read_text(encoding="utf-8")
    assert before in text
    (tree / "metadata.txt").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(PackageError, match=said):
        build(tree, tree / "dist")


def test_a_picture_that_is_missing_from_the_help_is_named(tree: Path) -> None:
    (tree / "docs" / "images" / "qgis_panel.png").unlink()
    with pytest.raises(PackageError, match=r"images/qgis_panel\.png"):
        build(tree, tree / "dist")


def test_bytecode_is_left_out_where_there_is_no_git(tree: Path) -> None:
    (tree / "backend" / "__pycache__").mkdir()
    (tree / "backend" / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x")
    assert not [name for name in content(tree) if "pyc" in str(name)]
