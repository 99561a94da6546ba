"""Write resources/engine-lock.txt: exact versions of the engine's packages, each with the hashes of all its wheels.

`bash run.sh python tools/lock_engine.py`, after every change of engine-requirements.txt and for newer releases. One
file serves every Python from 3.9 on and every system: a line holds for the Pythons that its marker names.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tools.requirements import requirements  # noqa: E402

LOCK = ROOT / "resources" / "engine-lock.txt"
OLDEST = "3.9"
HEADER = """\
# The engine's packages, exactly: versions that are installed and the hashes of their wheels. Written by
# tools/lock_engine.py from engine-requirements.txt, whose ranges hold where a system has no wheel of these versions.
# Ranges: {digest}
"""


def ranges_digest() -> str:
    """Return the SHA-256 of the ranges that a lock is made for; comments do not count."""
    return hashlib.sha256("\n".join(requirements("engine")).encode()).hexdigest()


def locked() -> str:
    """Return the lines of a lock, from the index that pip is set up for.

    Raises:
        subprocess.CalledProcessError: no versions fit.
    """
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", str(ROOT / "resources" / "engine-requirements.txt")),
        *("--universal", "--python-version", OLDEST, "--generate-hashes", "--only-binary", ":all:"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"),
    ]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def main() -> int:
    """Write the lock; return 1 and say why where no versions fit."""
    try:
        lines = locked()
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{error.stderr}\n")
        return 1
    LOCK.write_text(HEADER.format(digest=ranges_digest()) + lines, encoding="utf-8")
    sys.stdout.write(f"{LOCK}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
