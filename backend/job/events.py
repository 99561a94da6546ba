"""Events of jobs, and their JSON lines between client and worker. Python 3.9: QGIS imports this module.

A line from the worker is a :class:`JobEvent`. It carries ``version``; unknown fields are refused.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from typing import Any

from ..common.documents import dumped, parse_document
from ..common.errors import CancelledError, InputError, ModelError, expected
from ..common.fields import expect, refuse_unknown
from ..common.locations import last_part, without_keys
from ..common.wording import shown

PROTOCOL_VERSION = 1
EVENT_TYPES = ("progress", "log", "warning", "result", "error")
FINAL_EVENTS = ("result", "error")
_LONGEST = 1200  # characters of a sentence


@dataclass(frozen=True)
class JobEvent:
    """Something that happened in a job.

    "progress": ``fraction`` 0..1, ``message`` names the stage, ``data`` {done_px, total_px, px_per_s, seconds_left}.
    "log", "warning": ``message``. "result": ``data``, the last event of a successful job.
    "error": ``code`` and ``message``, the last event of a failed one ("cancelled" if the user stopped it).
    """

    type: str
    job: str = ""
    message: str = ""
    code: str = ""
    fraction: float | None = None
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse unknown event types."""
        if self.type not in EVENT_TYPES:
            raise InputError(f"Event type '{self.type}' is not known; use one of {', '.join(EVENT_TYPES)}.")

    @property
    def is_final(self) -> bool:
        """True for the last event of a job."""
        return self.type in FINAL_EVENTS

    def to_line(self) -> str:
        """Return the event as one JSON line (no newline at the end); empty fields are left out."""
        values = {k: v for k, v in asdict(self).items() if v not in ("", None, {})}
        return dump_line({"version": PROTOCOL_VERSION, **values})

    @classmethod
    def from_line(cls, line: str) -> JobEvent:
        """Parse one JSON line.

        Raises:
            InputError: not JSON, another protocol version, an unknown field, or a value of the wrong type.
        """
        values = {k: v for k, v in parse_line(line).items() if k != "version"}
        refuse_unknown(values, cls, "event")
        for name in ("type", "job", "message", "code"):
            expect(values, name, str, "event")
        expect(values, "data", dict, "event")
        if "type" not in values:
            raise InputError("The event names no type; update the engine and the plugin together.")
        if values.get("fraction") is not None:
            expect(values, "fraction", (int, float), "event")
        return cls(**values)

    @classmethod
    def from_error(cls, error: BaseException, *, job: str = "", about: str = "") -> JobEvent:
        """Return the error event of an exception; unexpected ones get the code "internal".

        ``about`` is the path of what failed: the message starts with its name unless it is named already. A missing or
        damaged model and a cancel are not about the raster, so they get no name.
        """
        ours = expected(error)
        if ours is not None:
            about = "" if isinstance(ours, (CancelledError, ModelError)) else about
            return cls("error", job=job, code=ours.code, message=named(one_sentence(ours), about))
        text = f"The engine failed unexpectedly ({type(error).__name__}: {one_sentence(error)}); please report it."
        return cls("error", job=job, code="internal", message=named(text, about))


def cancel_line(job: str = "") -> str:
    """Return the line that cancels ``job``, or all jobs of the worker if empty."""
    return dump_line({"type": "cancel", "version": PROTOCOL_VERSION, "job": job})


def parse_line(line: str) -> dict[str, Any]:
    """Parse a protocol line into a dict and check its version.

    Raises:
        InputError: not a JSON object, or another protocol version.
    """
    try:
        data = parse_document(line)
    except ValueError as exc:
        raise InputError(f"A line of the worker protocol is not JSON ({exc}); send one JSON object per line.") from exc
    if not isinstance(data, dict):
        raise InputError("A line of the worker protocol is not a JSON object; send one JSON object per line.")
    if data.get("version") != PROTOCOL_VERSION:
        raise InputError(
            f"Protocol version {shown(data.get('version'))} is not {PROTOCOL_VERSION}; "
            "update the engine and the plugin together."
        )
    return data


def named(message: str, path: str) -> str:
    """Return a message that names the file or folder ``path``, with the name put first if it is missing."""
    name = last_part(path)
    return message if name in message else f"{name}: {message}"


def one_sentence(error: BaseException) -> str:
    """Return an exception's text on one line without keys of addresses, shortened in the middle if very long."""
    text = without_keys(" ".join(str(error).split())) or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 303]}...{text[-300:]}"


def dump_line(data: dict[str, Any]) -> str:
    """Return a JSON line; NaN and infinity become null."""
    return dumped(_finite(data), separators=(",", ":"))


def _finite(value: object) -> object:
    """Replace NaN and infinity, which JSON lacks, by null; tuples become lists."""
    if isinstance(value, dict):
        return {str(k): _finite(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
