"""Build the plugin zip, `dist/specaware-<version>.zip`, and check it against the rules of QGIS's plugin repository.

Only what runs in a user's QGIS goes in, and the help, made from docs/ (see help_pages.py). The same tree always gives
the same bytes.
"""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tools.help_pages import HelpError, help_files  # noqa: E402

NAME = "specaware"
CONTENT = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "plugin", "backend", "resources")
TRAINING = (
    *("training/__init__.py", "training/finetune_job.py", "training/tasks", "training/configs/finetune_*.toml"),
    *(f"training/common/{name}.py" for name in ("__init__", "checkpoint", "config", "scenes")),
    *(f"training/common/loop/{name}.py" for name in ("__init__", "numerics", "optim", "parallel", "stopping")),
    "training/shards/__init__.py",
    *("training/pretraining/__init__.py", "training/pretraining/pretrained.py"),
    *("training/pretraining/progress/__init__.py", "training/pretraining/progress/keep.py", "training/shards/files.py"),
)
"""What fine-tuning runs, of the training loops; a test holds it against what they import."""
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
HELP = "help"
# Rules of plugins.qgis.org: "Publish a plugin" and its validator, 2026
MAX_BYTES = 25_000_000
MAX_SCREENSHOT_BYTES = 2 * 1024 * 1024
COMPILED = {".a", ".dll", ".dylib", ".exe", ".o", ".pyc", ".pyd", ".pyo", ".so"}
MANDATORY_FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md")
MANDATORY_KEYS = (
    *("name", "description", "about", "version", "qgisMinimumVersion"),
    *("author", "email", "tracker", "repository"),
)
ADDRESSES = ("homepage", "repository", "tracker")
FLAGS = ("experimental", "deprecated", "server", "supportsQt6")


class PackageError(Exception):
    """The tree cannot be published as it is; the message says what to change."""


def git_files(root: Path, *paths: str) -> list[PurePosixPath]:
    """Return the files below ``paths`` that git knows or would add, relative to ``root``; none where git is no help."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *paths]
    try:
        listing = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):  # no git here, or an unpacked archive
        return []
    return [PurePosixPath(name) for name in listing.split("\0") if name]


def content(root: Path) -> list[PurePosixPath]:
    """Return the files that belong into the zip, relative to ``root``, sorted."""
    names = set(git_files(root, *CONTENT, *TRAINING))
    if not names:
        tops = [*(root / part for part in CONTENT), *(path for part in TRAINING for path in root.glob(part))]
        files = (path for top in tops for path in [top, *top.rglob("*")])
        names = {PurePosixPath(path.relative_to(root).as_posix()) for path in files}
        names = {name for name in names if "__pycache__" not in name.parts}
    return sorted(name for name in names if (root / name).is_file())


def faults_of_names(names: list[PurePosixPath]) -> list[str]:
    """Return one sentence per file that may not be published, and per file that must be there and is not."""
    faults = [f"Take {name} out: compiled files may not be published." for name in names if name.suffix in COMPILED]
    faults += [f"Take {name} out: shell scripts may not be published." for name in names if name.suffix == ".sh"]
    hidden = [name for name in names if any(part.startswith(".") for part in name.parts)]
    faults += [f"Take {name} out: hidden files may not be published." for name in hidden]
    present = {str(name) for name in names}
    faults += [f"Add {name}: it is mandatory." for name in MANDATORY_FILES if name not in present]
    return faults


def read_metadata(root: Path) -> dict[str, str]:
    """Return the general section of metadata.txt, read as the plugin repository reads it.

    Raises:
        PackageError: a mandatory key is missing or empty, a value is not of its kind, or the version differs from
            pyproject.toml.
    """
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    try:
        parser.read(root / "metadata.txt", encoding="utf-8")
        general = dict(parser["general"]) if parser.has_section("general") else {}
    except configparser.Error as error:
        raise PackageError(f"metadata.txt cannot be read ({error}): a % is written %%.") from error
    missing = [key for key in MANDATORY_KEYS if not general.get(key, "").strip()]
    if missing:
        raise PackageError(f"metadata.txt lacks {', '.join(missing)}: add it to [general].")
    wrong = [key for key in ADDRESSES if not general.get(key, "https://").startswith("https://")]
    wrong += [key for key in FLAGS if general.get(key, "True") not in ("True", "False")]
    wrong += ["author"] if "/" in general["author"] else []
    if wrong:
        raise PackageError(f"metadata.txt: {', '.join(wrong)} is not as the plugin repository wants it; see its rules.")
    match = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    if match is None or match[1] != general["version"]:
        raise PackageError("The versions in metadata.txt and pyproject.toml differ: write the same in both.")
    return general


def faults_of_pictures(general: dict[str, str], files: dict[str, bytes]) -> list[str]:
    """Return one sentence per picture of metadata.txt that is not in the zip or too large."""
    faults = []
    for key, most in (("icon", MAX_BYTES), ("screenshot", MAX_SCREENSHOT_BYTES)):
        name = general.get(key, "")
        if not name:
            continue
        if name not in files:
            faults.append(f"The {key} {name} of metadata.txt is not in the zip: correct the path.")
        elif len(files[name]) > most:
            faults.append(f"The {key} {name} has {len(files[name]):,} bytes of at most {most:,}: make it smaller.")
    return faults


def build(root: Path, folder: Path) -> Path:
    """Write the zip into ``folder`` and return its path.

    Raises:
        PackageError: the tree breaks a rule of the plugin repository.
    """
    general = read_metadata(root)
    names = content(root)
    files = {str(name): (root / name).read_bytes() for name in names}
    try:
        pages = help_files(root / "docs", general["repository"])
    except HelpError as error:
        raise PackageError(str(error)) from error
    files |= {f"{HELP}/{name}": data for name, data in pages.items()}
    faults = faults_of_names([PurePosixPath(name) for name in files]) + faults_of_pictures(general, files)
    if faults:
        raise PackageError(" ".join(faults))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{NAME}-{general['version']}.zip"
    temporary = target.with_suffix(".zip.part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    size = temporary.stat().st_size
    if size > MAX_BYTES:
        temporary.unlink()
        raise PackageError(f"The zip would have {size:,} bytes of at most {MAX_BYTES:,}: make resources smaller.")
    temporary.replace(target)
    return target


def main() -> int:
    """Build the zip; return 1 and say why where a rule is broken."""
    try:
        target = build(ROOT, ROOT / "dist")
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{target} ({target.stat().st_size:,} bytes of {MAX_BYTES:,})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
