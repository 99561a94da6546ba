"""The page of a land-cover map: image and map, areas, confidence, spectra, bands, model, and how to repeat it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from ..catalog.cards import OWN_LABELS
from ..products.quality import SPECTRAL_TESTS, SPECTRAL_TESTS_ALONE
from .facts import BandFacts, MapFacts
from .html import markup as m
from .html.charts import Bar, Line, bars, histogram, lines
from .pictures import Thinned, colored, histogram_of, png
from .sources import SourceView
from .words import Words

_GAP = 4.0  # times the usual distance of bands: wider gaps interrupt the line of a spectrum
_GAP_NM = 60.0
_FEW_BANDS = 40  # multispectral bands are far apart: each is marked, and all are joined
_WIDE = 1.8  # ratio of width to height from which an image is shown above the map


@dataclass(frozen=True)
class Seen:
    """Data read from a map's files: ``confidence`` and ``unknown`` are counts of whole percent (256,), or None."""

    map: Thinned
    source: SourceView
    confidence: Any = None
    unknown: Any = None
    map_changed: bool = False
    training_data: str = ""


def page_of(facts: MapFacts, seen: Seen, words: Words) -> str:
    """Return the page."""
    title = words("title", facts.name)
    parts = [
        _head(title, facts, words),
        _warnings(facts, seen, words),
        m.section(words("pictures"), _pictures(facts, seen, words), _legend(facts)),
        m.section(words("areas"), _areas(facts, words)),
        _confidence(facts, seen, words),
        _spectra(facts, seen.source, words),
        m.section(words("bands"), _bands(facts, words)),
        _clouds(facts, words),
        m.section(words("model"), _model(facts, seen, words)),
        m.section(words("caveats"), m.bullets(_caveats(seen, words))),
        m.section(words("repeat"), f"<pre>{m.text(facts.data.get('command') or '')}</pre>"),
        _technical(facts, words),
    ]
    return m.document(title, [part for part in parts if part], language=words.language)


def _head(title: str, facts: MapFacts, words: Words) -> str:
    data, source = facts.data, facts.source
    made = words("made", str(data.get("created") or "?")[:10], data.get("specaware"), facts.model.get("name"))
    window = facts.window
    read = words("read", facts.job.source, words.number(window.height), words.number(window.width))
    gsd = source.get("gsd_m")
    quantity = source.get("quantity")
    known = {
        "sensor": source.get("sensor"),
        "level": source.get("level"),
        "quantity": words(quantity) if quantity in ("reflectance", "radiance") else None,
        "gsd": f"{words.tick(round(gsd, 1))} m" if isinstance(gsd, (int, float)) else None,
        "acquired": source.get("acquired"),
    }
    line = " · ".join(f"{words(key)}: {value or words('unknown')}" for key, value in known.items())
    return f"<h1>{m.text(title)}</h1>" + m.paragraph(made) + m.paragraph(read) + m.paragraph(line, "note")


def _warnings(facts: MapFacts, seen: Seen, words: Words) -> str:
    own = [words("changed_map")] if seen.map_changed else []
    if seen.source.problem is not None:
        key, value = seen.source.problem
        own.append(words(key, value))
    found = [*own, *facts.warnings]
    if not found:
        return ""
    note = m.paragraph(words("engine_language"), "note") if facts.warnings else ""
    return f'<div class="warn"><b>{m.text(words("warnings"))}</b>{m.bullets(found)}{note}</div>'


def _pictures(facts: MapFacts, seen: Seen, words: Words) -> str:
    figures = []
    source = seen.source
    if source.image:
        names = ", ".join(words.number(nm) for nm in source.bands_nm)
        figures.append(
            m.figure(source.image, f"{words(source.kind, names)}. {words('stretch')}", alt=words("pictures"))
        )
    picture = png(colored(seen.map.classes, {c.value: c.color for c in facts.classes}))
    step = seen.map.step
    thinned = f" {words('every', step, step)}" if step > 1 else ""
    caption = f"{words('map')} ({facts.name}).{thinned}"
    figures.append(m.figure(picture, caption, alt=words("map")))
    height, width = facts.size
    css = "pair stacked" if width > _WIDE * height else "pair"
    return f'<div class="{css}">{"".join(figures)}</div>'


def _legend(facts: MapFacts) -> str:
    found = [c for c in facts.classes if c.pixels]
    return (
        '<div class="legend">' + "".join(f"<span>{m.chip(c.color)}{m.text(c.title)}</span>" for c in found) + "</div>"
    )


def _areas(facts: MapFacts, words: Words) -> str:
    known = any(c.area_m2 is not None for c in facts.classes)
    rows, chart = [], []
    for c in sorted(facts.classes, key=lambda c: (-c.share, c.value)):
        hectares = "" if c.area_m2 is None else words.number(c.area_m2 / 1e4, 2)
        share = f"{words.percent(c.share)} %"
        values = [words.number(c.pixels), *([hectares] if known else []), share]
        name = f"<td>{m.chip(c.color)}{m.text(c.title)}</td>"
        rows.append(f"<tr>{name}{m.cells(values, numbers=range(len(values)))}</tr>")
        if c.pixels:
            chart.append(Bar(c.title, c.color, c.share, f"{share} · {hectares} ha" if hectares else share))
    mapped = sum(c.pixels for c in facts.classes)
    area = sum(c.area_m2 or 0.0 for c in facts.classes)
    whole = [words.number(mapped), *([words.number(area / 1e4, 2)] if known else []), f"{words.percent(1.0)} %"]
    total = f'<tr class="sum"><td>{m.text(words("total"))}</td>{m.cells(whole, numbers=range(len(whole)))}</tr>'
    names = [words("pixels"), *([words("hectares")] if known else []), words("share")]
    head = f"<th>{m.text(words('class'))}</th>" + "".join(f'<th class="n">{m.text(name)}</th>' for name in names)
    table = f'<table id="areas"><tr>{head}</tr>{"".join(rows)}{total}</table>'
    left = math.prod(facts.size) - mapped
    notes = [] if known else [words("no_area")]
    notes += [words("no_data", words.number(left))] if left > 0 else []
    text = "".join(m.paragraph(note, "note") for note in notes)
    return f'<div class="pair"><div>{table}{text}</div><div>{bars(chart, title=words("areas"))}</div></div>'


def _confidence(facts: MapFacts, seen: Seen, words: Words) -> str:
    parts = []
    if seen.confidence is not None:
        shares, mean, low = histogram_of(seen.confidence)
        parts.append(m.paragraph(words("confidence_text", words.number(mean, 1), words.percent(low))))
        parts.append(
            histogram(
                shares, title=words("confidence"), x_title=words("confidence_axis"), y_title=words("share_axis"),
                number=words.tick,
            )
        )  # fmt: skip
    if seen.unknown is not None:
        known = seen.unknown[:101]
        share = float(known[50:].sum() / max(known.sum(), 1))
        parts.append(m.paragraph(words("unknown_text", words.percent(share))))
    return m.section(words("confidence"), *parts) if parts else ""


def _spectra(facts: MapFacts, source: SourceView, words: Words) -> str:
    if not source.spectra:
        return ""
    order = np.argsort(source.center_nm, kind="stable")
    x = np.asarray(source.center_nm)[order]
    drawn, counts = [], []
    for c in facts.classes:
        if c.value in source.spectra:
            pixels, mean = source.spectra[c.value]
            few = len(x) < _FEW_BANDS
            xs, ys = (x.tolist(), mean[order].tolist()) if few else _with_gaps(x, mean[order])
            drawn.append(Line(c.title, c.color, xs, ys, marked=few))
            counts.append(f"{c.title} {words.number(pixels)}")
    keys = "".join(f"<span>{m.chip(line.color)}{m.text(line.title)}</span>" for line in drawn)
    axis = "sensor_axis" if facts.source.get("level_used") == "L1" else "reflectance_axis"
    chart = lines(drawn, title=words("spectra"), x_title=words("wavelength"), y_title=words(axis), number=words.tick)
    return m.section(
        words("spectra"), chart, f'<div class="legend">{keys}</div>',
        m.paragraph(words("spectra_text", ", ".join(counts)), "note"),
    )  # fmt: skip


def _with_gaps(x: Any, y: Any) -> tuple[list[float], list[float]]:  # noqa: ANN401 - arrays of numbers
    """Return a line that is interrupted where bands are missing, as in the water windows."""
    distances = np.diff(x)
    limit = max(_GAP_NM, _GAP * float(np.median(distances))) if len(distances) else math.inf
    xs, ys = [float(v) for v in x], [float(v) for v in y]
    for place in reversed(np.flatnonzero(distances > limit).tolist()):
        xs.insert(place + 1, xs[place])
        ys.insert(place + 1, math.nan)
    return xs, ys


def _bands(facts: MapFacts, words: Words) -> str:
    used = facts.used
    centers = [band.center_nm for band in used if band.center_nm is not None]
    low, high = (min(centers), max(centers)) if centers else (0.0, 0.0)
    text = words(
        "bands_used",
        len(used),
        len(facts.bands),
        words.number(low),
        words.number(high),
        _ranges([b.number for b in used]),
    )
    reasons: dict[str, list[int]] = {}
    for band in facts.bands:
        if not band.used:
            reasons.setdefault(words.reason(band.reason), []).append(band.number)
    left = "; ".join(f"{reason} {_ranges(numbers)}" for reason, numbers in reasons.items())
    return m.paragraph(text) + (m.paragraph(words("bands_left", left)) if left else "")


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as text such as 1-5, 8."""
    parts = []
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(parts)


def _clouds(facts: MapFacts, words: Words) -> str:
    if not facts.clouds:
        return ""
    clouds = facts.data["clouds"]
    total = max(facts.window.height * facts.window.width, 1)
    rows = [
        [name.replace("_", " "), words.number(count), f"{words.percent(count / total)} %"]
        for name, count in facts.clouds
    ]
    handling = clouds.get("handling")
    is_found = clouds.get("by") in (SPECTRAL_TESTS, SPECTRAL_TESTS_ALONE)
    if is_found and not any(count for _, count in facts.clouds):
        return m.section(words("clouds"), m.paragraph(words("clouds_none")))
    text = words("clouds_found") if is_found else words("clouds_by", clouds.get("by"))
    if clouds.get("by") == SPECTRAL_TESTS_ALONE:
        text = words("clouds_found_large")
    if handling in ("kept", "classes", "nodata"):
        text += " " + words(f"clouds_{handling}")
    table = m.table([words("kind"), words("pixels"), words("share")], rows, numbers=(1, 2))
    return m.section(words("clouds"), m.paragraph(text), table)


def _model(facts: MapFacts, seen: Seen, words: Words) -> str:
    model = facts.model
    own = ", ".join(c.title for c in facts.classes if not c.masked)
    parts = [m.paragraph(words("model_maps", model.get("name"), own))]
    limits = model.get("center_nm")
    if isinstance(limits, list) and len(limits) == 2:
        levels = m.short(model.get("levels")).replace(", ", "/")
        unknown = words("unknown")
        parts.append(
            m.paragraph(
                words(
                    "model_needs",
                    model.get("min_bands"),
                    *map(m.short, limits),
                    levels,
                    model.get("license") or unknown,
                )
            )
        )
    if seen.training_data:
        parts.append(m.paragraph(words("model_trained", seen.training_data)))
    if not facts.metrics:
        return "".join([*parts, m.paragraph(words("no_accuracy"))])
    rows = [
        [
            words("own_labels") if metric.dataset == OWN_LABELS else metric.dataset, words.protocol(metric.protocol),
            "" if metric.pixels is None else words.number(metric.pixels),
            "" if metric.oa is None else f"{words.percent(metric.oa)} %",
            "" if metric.miou is None else f"{words.percent(metric.miou)} %",
        ]
        for metric in facts.metrics
    ]  # fmt: skip
    key = "accuracy_own" if all(metric.dataset == OWN_LABELS for metric in facts.metrics) else "accuracy"
    head = [words("scene"), words("protocol"), words("pixels"), words("correct"), words("miou")]
    return "".join([*parts, m.paragraph(words(key)), m.table(head, rows, numbers=(2, 3, 4))])


def _caveats(seen: Seen, words: Words) -> list[str]:
    found = [words("caveat_classes"), words("caveat_areas")]
    return found if seen.confidence is not None else [*found, words("caveat_confidence")]


def _technical(facts: MapFacts, words: Words) -> str:
    """Return the whole report in a folded section."""
    rest = {key: value for key, value in facts.data.items() if key not in ("bands", "warnings", "classes")}
    head = [words(key) for key in ("band", "centre", "fwhm", "used", "reason")]
    table = m.table(head, (_band_row(band, words) for band in facts.bands), numbers=(0, 1, 2))
    inside = f"{m.tree(rest)}<h3>{m.text(words('all_bands'))}</h3>{table}"
    return f"<details><summary>{m.text(words('technical'))}</summary>{inside}</details>"


def _band_row(band: BandFacts, words: Words) -> list[str]:
    numbers = ["" if nm is None else words.number(nm, 2) for nm in (band.center_nm, band.fwhm_nm)]
    return [str(band.number), *numbers, words("yes") if band.used else "", words.reason(band.reason)]
