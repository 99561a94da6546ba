"""The memory of this process, where the system reports it."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")
DEFAULT_MEMORY_MB = 1536  # memory ceiling of a job that states none


def anonymous_mb() -> int | None:
    """Return resident memory in MiB without mapped files (proc(5), RssAnon); None on systems other than Linux.

    Pages of a memory-mapped raster do not count: the system reclaims them when it needs memory.
    """
    try:
        text = _STATUS.read_text(encoding="ascii")
    except OSError:
        return None
    line = next((part for part in text.splitlines() if part.startswith("RssAnon:")), None)
    return None if line is None else int(line.split()[1]) // 1024


class PeakMemory:
    """The largest of the values read at each :meth:`look`."""

    def __init__(self) -> None:
        self.peak_mb: int | None = None

    def look(self) -> None:
        """Read the memory once; takes about 50 microseconds."""
        now = anonymous_mb()
        if now is not None:
            self.peak_mb = max(now, self.peak_mb or 0)
