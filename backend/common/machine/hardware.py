"""What this machine has to run networks faster: a graphics driver and processor instructions."""

from __future__ import annotations

import importlib
import os
import platform
import re
import sys
from pathlib import Path

NVIDIA_SIGNS = ("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg", "C:/Windows/System32/nvcuda.dll")
FAST_INT8 = frozenset({"avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm"})
"""Instructions that sum products of four bytes at once; without them int8 gains next to nothing."""
FAST_BFLOAT16 = frozenset({"amx_bf16"})
"""Instructions that multiply bfloat16 matrices; plain AVX-512 halves the storage but is hardly faster here."""
_CPUINFO = Path("/proc/cpuinfo")


def available_threads() -> int:
    """Return how many processor threads this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_nvidia_driver() -> bool:
    """Return True if an NVIDIA driver is installed; always False on macOS."""
    return sys.platform != "darwin" and any(Path(sign).exists() for sign in NVIDIA_SIGNS)


def processor_features() -> frozenset[str]:
    """Return instruction sets by their Linux names; on other systems, those that numpy and platform report."""
    if _CPUINFO.exists():
        return features_of(_CPUINFO.read_text(encoding="utf-8", errors="replace"))
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return frozenset({"asimddp"})  # all Apple processors in Macs (ARMv8.4)
    return _known_to_numpy()


def features_of(cpuinfo: str) -> frozenset[str]:
    """Return the flags (x86) or features (ARM) in the text of /proc/cpuinfo that all processors share.

    Names that depend on the kernel version are returned in one form: ``avx512_vnni``.
    """
    lists = re.findall(r"^(?:flags|Features)\s*:\s*(.*)$", cpuinfo, re.MULTILINE)
    sets = [frozenset(text.replace("avx512vnni", "avx512_vnni").split()) for text in lists]
    return frozenset.intersection(*sets) if sets else frozenset()


def _known_to_numpy() -> frozenset[str]:
    """Return what numpy has detected of the processor; Windows has no other source. Ice Lake has VNNI."""
    try:
        found = importlib.import_module("numpy._core._multiarray_umath").__cpu_features__
    except (ImportError, AttributeError):  # an untested version of numpy
        return frozenset()
    names = {"AVX512_ICL": "avx512_vnni", "ASIMDDP": "asimddp", "AVX2": "avx2", "AVX512F": "avx512f"}
    return frozenset(name for key, name in names.items() if found.get(key))


def fastest_precision(features: frozenset[str], *, can_int8: bool, has_torch: bool) -> str:
    """Return the precision in which a processor with these instructions is fastest: one of ``jobs.PRECISIONS``.

    Args:
        features: see :func:`processor_features`.
        can_int8: the model has int8 weights whose labels agree with float32.
        has_torch: torch is installed, which can compute in bfloat16.
    """
    if can_int8 and features & FAST_INT8:
        return "int8"
    if has_torch and features & FAST_BFLOAT16:
        return "bfloat16"
    return "float32"
