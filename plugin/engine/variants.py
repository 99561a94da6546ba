"""The engines for a machine: for its processor, its graphics card, or with PyTorch for fine-tuning; their sizes."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

from ...backend.common.machine.hardware import has_nvidia_driver
from ..i18n import tr
from ..paths import ENGINE_REQUIREMENTS
from .environment import system_name

_X86 = ("x86_64", "amd64")


@dataclass(frozen=True)
class Machine:
    """What decides which engines are offered.

    ``system``: as of :func:`.environment.system_name`; ``processor``: as of ``platform.machine``; ``nvidia``: a driver
    of NVIDIA's is there.
    """

    system: str
    processor: str
    nvidia: bool


@dataclass(frozen=True)
class Variant:
    """One engine: ``key`` is "" for that of the processor; sizes of the download and on disk in MB."""

    key: str
    download_mb: int
    disk_mb: int

    @property
    def requirements(self) -> Path:
        """Its list of packages."""
        return requirements_of(self.key)

    @property
    def title(self) -> str:
        """Name shown to the user."""
        titles = {
            "cuda": tr("NVIDIA graphics card (CUDA)"), "directml": tr("Graphics card (DirectML)"),
            "training": tr("Processor, with fine-tuning (PyTorch)"),
        }  # fmt: skip
        return titles.get(self.key, tr("Processor"))


PROCESSOR = Variant("", 120, 400)
CUDA = Variant("cuda", 1700, 3000)  # CUDA's and cuDNN's own libraries, which a driver does not bring
DIRECTML = Variant("directml", 130, 420)
TRAINING = {
    "linux": Variant("training", 2700, 6000),  # its PyTorch comes with CUDA's libraries: 527 MB itself
    "windows": Variant("training", 280, 1200),
    "macos": Variant("training", 270, 1100),
}
"""The engine that fine-tunes, by system: PyTorch maps nothing, but trains; on Linux on a graphics card, too."""
VARIANTS = (PROCESSOR, CUDA, DIRECTML, TRAINING["linux"])


def requirements_of(key: str) -> Path:
    """Return the list of packages of a variant; that of the processor if there is no such variant."""
    path = ENGINE_REQUIREMENTS.with_name(f"engine-requirements-{key}.txt")
    return path if key and path.is_file() else ENGINE_REQUIREMENTS


def this_machine() -> Machine:
    """Return the properties of this machine."""
    return Machine(system_name(), platform.machine().lower(), has_nvidia_driver())


def offered(machine: Machine) -> tuple[Variant, ...]:
    """Return the engines for a machine, the processor's first; CoreML, on macOS, is part of that one.

    CUDA has packages for 64-bit Linux and Windows, DirectML for Windows, where it reaches cards of any make. PyTorch
    has packages for these two and for Macs with a processor of Apple's.
    """
    found = [PROCESSOR]
    if machine.processor in _X86 and machine.system != "macos":
        if machine.nvidia:
            found.append(CUDA)
        if machine.system == "windows":
            found.append(DIRECTML)
    if (machine.processor == "arm64") if machine.system == "macos" else machine.processor in _X86:
        found.append(TRAINING[machine.system])
    return tuple(found)


def variant_of(key: str) -> Variant:
    """Return the variant of a key; the processor's if it is not known."""
    return next((variant for variant in VARIANTS if variant.key == key), PROCESSOR)
