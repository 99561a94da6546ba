"""The page of a series: class areas by date as a chart and a table, and the changes between dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...pages.html.charts import Line, lines
from ...pages.html.markup import bullets, chip, document, paragraph, section, table, text
from ...pages.words import Words, series_texts

_APART = "Changes between consecutive dates are detected separately and need not add up to differences of the maps."
_LARGEST = 3  # number of transitions listed between two dates


def series_page(report: Mapping[str, Any], language: str = "") -> str:
    """Return the page of a series report in one of the page languages; "" means English."""
    texts, numbers = series_texts(language), Words(language)

    def word(name: str) -> str:
        return texts.get(name, name)

    dates = report["dates"]
    title = word("Land cover by date")
    named = ", ".join(one["date"] for one in dates)
    body = [
        f"<h1>{text(title)}</h1>",
        paragraph(f"{named}. {word('Dates are compared on the grid of')} {report['common_grid']['raster']}."),
        section(title, paragraph(word("Areas of classes, over the pixels that all dates have in common."), "note"),
                _chart(report, word, numbers), _legend(report), _areas(report, word, numbers)),
        section(word("Changes between dates"), paragraph(word(_APART), "note"), _changes(report, word, numbers)),
    ]  # fmt: skip
    if report["warnings"]:
        body.append(section(word("Warnings"), bullets(report["warnings"])))
    body.append(section(word("To repeat this"), f"<pre>{text(report['command'])}</pre>"))
    return document(title, body, language=numbers.language)


def _occurring(report: Mapping[str, Any]) -> list[int]:
    """Return positions of the classes that occur on any date."""
    tables = [one["table"] for one in report["dates"]]
    return [i for i in range(len(tables[0])) if any(entries[i]["pixels"] for entries in tables)]


def _values(report: Mapping[str, Any], position: int) -> list[float]:
    """Return a class's area by date in hectares; in pixels if areas are unknown."""
    entries = [one["table"][position] for one in report["dates"]]
    return [float(e["pixels"]) if e["area_m2"] is None else e["area_m2"] / 1e4 for e in entries]


def _unit(report: Mapping[str, Any]) -> str:
    return "pixels" if report["dates"][0]["table"][0]["area_m2"] is None else "area (ha)"


def _chart(report: Mapping[str, Any], word: Any, numbers: Words) -> str:  # noqa: ANN401 - a function of a word
    years = [_year(one["date"]) for one in report["dates"]]
    first = report["dates"][0]["table"]
    items = [
        Line(first[i]["title"], first[i]["color"], years, _values(report, i), marked=True) for i in _occurring(report)
    ]
    return lines(
        items, title=word("Land cover by date"), x_title=word("year"), y_title=word(_unit(report)),
        number=lambda value: f"{value:,.6g}" if abs(value) >= 10_000 else f"{value:.8g}",
    )  # fmt: skip


def _year(day: str) -> float:
    """Return a date as a year with decimals."""
    found = date.fromisoformat(day)
    start, end = date(found.year, 1, 1), date(found.year + 1, 1, 1)
    return found.year + (found - start).days / (end - start).days


def _legend(report: Mapping[str, Any]) -> str:
    first = report["dates"][0]["table"]
    items = "".join(f"<span>{chip(first[i]['color'])}{text(first[i]['title'])}</span>" for i in _occurring(report))
    return f'<div class="legend">{items}</div>'


def _areas(report: Mapping[str, Any], word: Any, numbers: Words) -> str:  # noqa: ANN401 - a function of a word
    first = report["dates"][0]["table"]
    head = [f"{word('class')}, {word(_unit(report))}", *(one["date"] for one in report["dates"])]
    rows = [
        [first[i]["title"], *(numbers.number(value, 2) for value in _values(report, i))] for i in _occurring(report)
    ]
    return table(head, rows, numbers=range(1, len(head)))


def _changes(report: Mapping[str, Any], word: Any, numbers: Words) -> str:  # noqa: ANN401 - a function of a word
    rows = []
    for one in report["changes"]:
        largest = [entry for entry in one["transitions"] if entry["before"] is not None][:_LARGEST]
        named = "; ".join(f"{entry['title']} {numbers.percent(entry['share'], 2)} %" for entry in largest)
        rows.append([one["first"], one["second"], f"{numbers.percent(one['changed_share'], 2)} %", named])
    return table([word("from"), word("to"), word("changed"), word("largest changes")], rows, numbers=(2,))
