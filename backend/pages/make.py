"""The job that makes the page of a finished map."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..catalog import store as model_store
from ..common.errors import InputError, OutputError, SpecAwareError
from ..common.outputs.output_set import OutputSet
from ..common.outputs.targets import InputFiles, check_targets
from ..job.events import JobEvent
from ..job.kinds.base import JobContext
from ..job.spec import JobSpec
from ..mapping.report import whole_digest
from .facts import MapFacts, read_facts
from .html.markup import is_own_page
from .land_cover import Seen, page_of
from .pictures import Check, thinned
from .sources import view_of
from .words import Words

_SUFFIXES = (".html", ".htm")
_CACHE_BYTES = 64 * 2**20  # GDAL's cache for a row of blocks
_HEAD = 1000  # leading bytes of a page in which ours are recognised

Send = Callable[[JobEvent], None]


def run_report(spec: JobSpec, context: JobContext) -> dict[str, Any]:
    """Make the page of a map.

    Args:
        spec: a job of kind "report": ``source`` is the class map or the report beside it, ``outputs.page`` the page
            (default: the map's name with .html), ``language`` one of :data:`backend.pages.words.LANGUAGES`.
        context: engines, events and cancellation of the job.

    Returns:
        The data of the result event: outputs, source ("shown" or why not), seconds.

    Raises:
        InputError: the map does not exist, or its report is damaged.
        OutputError: the page cannot be written, or would replace a file of another kind.
    """
    import rasterio

    send, token = context.send, context.token
    started = time.perf_counter()
    words = Words(spec.language)
    facts = read_facts(Path(spec.source))
    classes = _class_map(facts, Path(spec.source))
    page = Path(spec.outputs.page or classes.with_suffix(_SUFFIXES[0]))
    _check_page(page, InputFiles.of(classes, facts.path, facts.job.source), overwrite=spec.options.overwrite)
    send(JobEvent("log", job=spec.id, message="Reading the map and its raster."))
    with rasterio.Env(GDAL_CACHEMAX=_CACHE_BYTES):
        seen = _look(facts, classes, may_follow=spec.options.outside_files, check=token.check)
    problem = seen.source.problem
    if problem is not None:
        send(JobEvent("warning", job=spec.id, message=Words("en")(*problem)))
    _write(page, page_of(facts, seen, words), token.check)
    return {
        "outputs": {"page": str(page)}, "map": str(classes), "source": "shown" if problem is None else problem[0],
        "seconds": round(time.perf_counter() - started, 3),
    }  # fmt: skip


def _class_map(facts: MapFacts, given: Path) -> Path:
    """Return the class map: the given file if it is one, else the one named in the report."""
    found = given if given.is_file() and given != facts.path else facts.output("classes")
    if found is None:
        raise InputError(f"The map of report {facts.path} no longer exists; give a map that does.")
    return found


def _check_page(page: Path, inputs: InputFiles, *, overwrite: bool) -> None:
    """Check the path of the page; a page of ours is always overwritten.

    Raises:
        OutputError: it is not an .html file, exists and is not a page of ours, or cannot be written.
    """
    if page.suffix.lower() not in _SUFFIXES:
        raise OutputError(f"Page {page} must end in .html; change its name.")
    own = False
    if page.is_file():
        with page.open("rb") as file:
            own = is_own_page(file.read(_HEAD))
    check_targets([(page, overwrite or own)], inputs)


def _look(facts: MapFacts, classes: Path, *, may_follow: bool, check: Check) -> Seen:
    """Read the map's files.

    Raises:
        InputError: the class map is damaged, or does not belong to the report.
    """
    thin = thinned(classes, check)
    if thin.size != facts.size:
        raise InputError(f"'{classes.name}' does not have the size stated in {facts.path.name}; map the raster again.")
    stated = facts.data.get("output_files")
    known = stated.get("classes") if isinstance(stated, dict) else None
    beside = {key: facts.output(key) for key in ("confidence", "unknown")}
    return Seen(
        map=thin,
        source=view_of(facts, thin, classes, may_follow=may_follow, check=check),
        map_changed=known is not None and whole_digest(classes, check=check) != known,
        training_data=_training_data(facts),
        **{key: thinned(path, check).counts for key, path in beside.items() if path is not None},
    )


def _training_data(facts: MapFacts) -> str:
    """Return what the model was trained on according to its card, if the model is still installed."""
    try:
        card = model_store.find(str(facts.job.model))
    except SpecAwareError:
        return ""
    same = card.sha256 == facts.model.get("sha256")
    return str(card.properties.get("specaware:training_data") or "") if same else ""


def _write(page: Path, text: str, check: Check) -> None:
    try:
        with OutputSet() as files:
            files.add(page).write_text(text, encoding="utf-8")
            check()
    except OSError as exc:
        raise OutputError(f"Page {page} could not be written ({exc.strerror}); check the disk and folder.") from exc
