"""Write resources/engine-lock.txt: exact versions of the engine's packages, each with the hashes of all its wheels.

`bash run.sh python tools/lock_engine.py`, after every change of engine-requirements.txt and for newer releases. One
file serves every Python from 3.9 on and every system: a line holds for the Pythons that its marker names. The engines
for graphics cards, and the one that trains, have lists of their own, which are written here too.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tools.requirements import requirements  # noqa: E402

RESOURCES = ROOT / "resources"
LOCK = RESOURCES / "engine-lock.txt"
OLDEST = "3.9"
_X86 = "(platform_machine == 'x86_64' or platform_machine == 'AMD64') and sys_platform != 'darwin'"
_TRAINS = "python_full_version >= '3.11' and (sys_platform != 'darwin' or platform_machine == 'arm64')"
VARIANTS = {
    "cuda": (
        # 1.21: first with these extras, which bring the libraries of CUDA and cuDNN; none for Python 3.9.
        f"onnxruntime-gpu[cuda,cudnn]>=1.21,<2 ; python_full_version >= '3.10' and {_X86}",
        f"onnxruntime>=1.19.2,<2 ; python_full_version < '3.10' and {_X86}",
    ),
    # 1.19.2: last with wheels for Python 3.9, as of onnxruntime itself.
    "directml": ("onnxruntime-directml>=1.19.2,<2 ; sys_platform == 'win32'",),
    "training": (
        "onnxruntime>=1.19.2,<2",
        # 2.13.0: the release that exported graphs are checked with; none for Macs with a processor of Intel's.
        f"torch==2.13.0 ; {_TRAINS}",
        # 1.17: first that supports numpy 2; torch writes graphs with it.
        f"onnx>=1.17,<2 ; {_TRAINS}",
    ),
}  # fmt: skip
"""What takes the place of the processor's onnxruntime: builds for graphics cards, or itself and what trains."""
VARIANT_HEADER = """\
# The engine's packages for {name}; written by tools/lock_engine.py from
# engine-requirements.txt, where the reasons for the ranges stand.
"""
HEADER = """\
# The engine's packages, exactly: versions that are installed and the hashes of their wheels. Written by
# tools/lock_engine.py from {list}, whose ranges hold where a system has no wheel of these versions.
# Ranges: {digest}
"""


def ranges_digest(variant: str = "") -> str:
    """Return the SHA-256 of the ranges that a lock is made for; comments do not count."""
    return hashlib.sha256("\n".join(ranges_of(variant)).encode()).hexdigest()


def ranges_of(variant: str = "") -> list[str]:
    """Return the requirement lines of the engine, or of a variant of it."""
    lines = requirements("engine")
    if not variant:
        return lines
    return [*(line for line in lines if not line.startswith("onnxruntime")), *VARIANTS[variant]]


def list_of(variant: str = "") -> Path:
    """Return the list of packages of a variant."""
    return RESOURCES / f"engine-requirements{variant and f'-{variant}'}.txt"


def lock_of(variant: str = "") -> Path:
    """Return the lock of a variant."""
    return RESOURCES / f"engine-lock{variant and f'-{variant}'}.txt"


def locked(variant: str = "") -> str:
    """Return the lines of a lock, from the index that pip is set up for.

    Raises:
        subprocess.CalledProcessError: no versions fit.
    """
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", str(list_of(variant))),
        *("--universal", "--python-version", OLDEST, "--generate-hashes", "--only-binary", ":all:"),
        *("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"),
    ]
    if variant:  # the packages they share stay the same
        command += ["--constraint", str(LOCK)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def main() -> int:
    """Write the locks; return 1 and say why where no versions fit."""
    for variant in ("", *VARIANTS):
        if variant:
            text = VARIANT_HEADER.format(name=variant) + "".join(f"{line}\n" for line in ranges_of(variant))
            list_of(variant).write_text(text, encoding="utf-8")
        try:
            lines = locked(variant)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{error.stderr}\n")
            return 1
        header = HEADER.format(digest=ranges_digest(variant), list=list_of(variant).name)
        lock_of(variant).write_text(header + lines, encoding="utf-8")
        sys.stdout.write(f"{lock_of(variant)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
