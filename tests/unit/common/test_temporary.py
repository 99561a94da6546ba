import os
import subprocess
import sys

import pytest

from backend.common.errors import OutputError
from backend.common.outputs.output_set import OutputSet
from backend.common.outputs.targets import InputFiles, check_target, check_targets
from backend.common.outputs.temporary import check_disk, is_stale, remove_stale, temporary_path


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def dead_process():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_files_take_their_places_together(tmp_path):
    files = OutputSet()
    for name in ("a.tif", "b.json"):
        files.add(tmp_path / "new" / name).write_text(name)
    files.scratch(tmp_path / "new" / "a.tif", "scores").write_text("x")
    assert all(name.startswith(".") for name in names(tmp_path / "new"))
    files.commit()
    assert names(tmp_path / "new") == ["a.tif", "b.json"]


def test_an_abort_leaves_everything_as_it_was(tmp_path):
    (tmp_path / "a[1].tif").write_text("before")
    files = OutputSet()
    temporary = files.add(tmp_path / "a[1].tif")
    temporary.write_text("after")
    temporary.with_name(temporary.name + ".aux.xml").write_text("a library's")
    files.add(tmp_path / "deep" / "er" / "b.tif").write_text("after")
    files.abort()
    assert names(tmp_path) == ["a[1].tif"]
    assert (tmp_path / "a[1].tif").read_text() == "before"


def test_a_file_that_was_never_written_is_an_error_and_nothing_changes(tmp_path):
    (tmp_path / "b.tif").write_text("before")
    files = OutputSet()
    files.add(tmp_path / "b.tif").write_text("after")
    files.add(tmp_path / "a.tif")
    with pytest.raises(OutputError, match="could not be written"):
        files.commit()
    assert names(tmp_path) == ["b.tif"]
    assert (tmp_path / "b.tif").read_text() == "before"


def test_only_temporaries_of_dead_runs_on_this_machine_are_stale(tmp_path):
    mine = temporary_path(tmp_path / "map.tif").name
    pid = str(os.getpid())
    dead = mine.replace(f"-{pid}-", f"-{dead_process()}-")
    other_machine = dead.replace(mine.split(".specaware-")[1].split("-")[0], "elsewhere.example")
    reused = mine.rpartition("-")[0] + "-1.tif"  # the same number, given to a process that started at another time
    for name in (mine, dead, other_machine, reused, ".map.tif", "map.tif", dead + "-journal"):
        (tmp_path / name).write_text("")
    assert not is_stale(mine)
    assert is_stale(dead)
    removed = {p.name for p in remove_stale(tmp_path)}
    assert removed == (
        {dead, dead + "-journal", reused} if os.path.exists("/proc/self/stat") else {dead, dead + "-journal"}
    )
    assert {mine, other_machine, ".map.tif", "map.tif"} <= set(names(tmp_path))


def test_targets_that_cannot_be_written_are_refused_before_a_run(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        check_target(file / "map.tif", overwrite=False)
    with pytest.raises(OutputError, match="is a folder"):
        check_target(tmp_path, overwrite=True)
    with pytest.raises(OutputError, match="exists"):
        check_target(file, overwrite=False)
    with pytest.raises(OutputError, match="input itself"):
        check_targets([(file, True)], InputFiles.of(file))
    check_target(tmp_path / "new" / "map.tif", overwrite=False)
    assert names(tmp_path) == ["file"]


def test_a_full_disk_is_found_before_a_run(tmp_path):
    check_disk(tmp_path, 1)
    with pytest.raises(OutputError, match="free"):
        check_disk(tmp_path, 10**18)


def test_a_block_puts_its_files_in_place_or_leaves_nothing(tmp_path):
    with OutputSet() as files:
        files.add(tmp_path / "a.txt").write_text("a")
        assert not (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_text() == "a"
    with pytest.raises(ValueError, match="half way"), OutputSet() as files:
        files.add(tmp_path / "new" / "b.txt").write_text("b")
        raise ValueError("half way")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
