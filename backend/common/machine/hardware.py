"""What this machine has to run networks faster: a graphics driver, instructions of the processor."""

from __future__ import annotations

import importlib
import os
import platform
import re
import sys
from pathlib import Path

NVIDIA_SIGNS = ("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg", "C:/Windows/System32/nvcuda.dll")
FAST_INT8 = frozenset({"avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm"})
"""Instructions that add products of bytes four at a time; without them int8 gains next to nothing."""
FAST_BFLOAT16 = frozenset({"amx_bf16"})
"""Instructions that multiply matrices of bfloat16; AVX-512's own halve the storage but gain little here."""
_CPUINFO = Path("/proc/cpuinfo")


def available_threads() -> int:
    """Return how many processor threads this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_nvidia_driver() -> bool:
    """Return True if this machine has a driver of NVIDIA's; macOS has none."""
    return sys.platform != "darwin" and any(Path(sign).exists() for sign in NVIDIA_SIGNS)


def processor_features() -> frozenset[str]:
    """Return instruction sets by their names in Linux; elsewhere as far as numpy and the kind of processor tell."""
    if _CPUINFO.exists():
        return features_of(_CPUINFO.read_text(encoding="utf-8", errors="replace"))
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return frozenset({"asimddp"})  # every Apple processor since the first for Macs (ARMv8.4)
    return _known_to_numpy()


def features_of(cpuinfo: str) -> frozenset[str]:
    """Return what the text of /proc/cpuinfo lists as flags (x86) or features (ARM); of several processors the common.

    Names that differ with the age of the kernel are given in one form: ``avx512_vnni``.
    """
    lists = re.findall(r"^(?:flags|Features)\s*:\s*(.*)$", cpuinfo, re.MULTILINE)
    sets = [frozenset(text.replace("avx512vnni", "avx512_vnni").split()) for text in lists]
    return frozenset.intersection(*sets) if sets else frozenset()


def _known_to_numpy() -> frozenset[str]:
    """Return what numpy has found of the processor, which Windows does not tell otherwise: Ice Lake has VNNI."""
    try:
        found = importlib.import_module("numpy._core._multiarray_umath").__cpu_features__
    except (ImportError, AttributeError):  # another numpy than those it was tried with
        return frozenset()
    names = {"AVX512_ICL": "avx512_vnni", "ASIMDDP": "asimddp", "AVX2": "avx2", "AVX512F": "avx512f"}
    return frozenset(name for key, name in names.items() if found.get(key))


def fastest_precision(features: frozenset[str], *, can_int8: bool, has_torch: bool) -> str:
    """Return the numbers that a processor with these instructions computes fastest in: one of ``jobs.PRECISIONS``.

    Args:
        features: as of :func:`processor_features`.
        can_int8: the model has int8 weights that keep its labels.
        has_torch: torch, which computes in bfloat16, is installed.
    """
    if can_int8 and features & FAST_INT8:
        return "int8"
    if has_torch and features & FAST_BFLOAT16:
        return "bfloat16"
    return "float32"
