"""Print the pip requirements of dependency groups: `requirements.py GROUP...`, "engine" being the run-time list.

pip learned `--group` in version 25.1 only, which Debian 12 does not have.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def requirements(group: str) -> list[str]:
    """Return the requirement lines of one group of pyproject.toml, or of the engine.

    Raises:
        KeyError: no group of this name.
    """
    if group == "engine":
        lines = (ROOT / "resources" / "engine-requirements.txt").read_text(encoding="utf-8").splitlines()
        return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    with (ROOT / "pyproject.toml").open("rb") as file:
        return list(tomllib.load(file)["dependency-groups"][group])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write("".join(f"{line}\n" for line in requirements(name)))
