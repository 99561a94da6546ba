"""Progress of a job in words: the stage, pixels per second and the remaining time."""

from __future__ import annotations

import time

from ...backend.common.wording import duration_text, speed_text
from ...backend.job.events import JobEvent
from ..i18n import tr

_EVERY_S = 5.0  # between two texts in a log
_LEAST_STEP = 0.02  # of the whole, between them
_FIRST_S = 1.0  # of work, before a speed is shown


class ProgressText:
    """Formats the progress events of one job; the speed is measured here if an event has none.

    The time left follows from the speed of the stage alone, since loading or reading before it has another speed. The
    first word of a message names its stage: "reading a.tif" and "reading b.tif" are one.
    """

    def __init__(self) -> None:
        self._timed = ""
        self._begun_at, self._begun_fraction = 0.0, 0.0
        self._stage = ""
        self._told_at = 0.0
        self._told_fraction = 0.0

    def of(self, event: JobEvent) -> str:
        """Return a progress event in words, as "Mapping: 104 kpx/s, 12 s left"."""
        stage = tr("Mapping") if event.message == "mapping" else event.message[:1].upper() + event.message[1:]
        speed, left = event.data.get("px_per_s"), event.data.get("seconds_left")
        if left is None and speed is None:
            left = self._seconds_left(event.message.partition(" ")[0], event.fraction or 0.0)
        parts = [speed_text(speed)] if speed else []
        parts += [tr("{} left").format(duration_text(left))] if left is not None else []
        return f"{stage}: {', '.join(parts)}" if parts else stage

    def _seconds_left(self, stage: str, fraction: float) -> float | None:
        now = time.monotonic()
        if stage != self._timed:
            self._timed, self._begun_at, self._begun_fraction = stage, now, fraction
        spent, done = now - self._begun_at, fraction - self._begun_fraction
        return spent * (1 - fraction) / done if done > 0 and spent > _FIRST_S else None

    def for_log(self, event: JobEvent) -> str:
        """As :meth:`of`, but empty unless the stage is new, or enough time and work have passed: a log keeps all."""
        fraction, now = event.fraction or 0.0, time.monotonic()
        new_stage = bool(event.message) and event.message != self._stage
        timed = "px_per_s" not in event.data or "seconds_left" in event.data
        first_speed = self._told_fraction == 0.0 and fraction > 0 and timed
        later = now - self._told_at >= _EVERY_S and self._told_fraction + _LEAST_STEP <= fraction < 1.0
        if not (new_stage or first_speed or later):
            return ""
        self._stage, self._told_at = event.message, now
        self._told_fraction = fraction if timed else 0.0
        return self.of(event)
