"""The page of an assessment: one self-contained HTML file with figures that opens offline."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ...pages.words import Words, assessment_texts
from .figures import bars_svg, matrix_svg
from .table import CLASSES, MAP, MATRIX, class_rows, map_rows, matrix_rows
from .table import TEXTS as TABLE_TEXTS

_ESTIMATED = (
    "Estimated for the whole map, weighted by the share of each mapped class (Olofsson et al. 2014, Remote Sensing of "
    "Environment 148, 42-57); ± is half a 95 % confidence interval."
)
_WITHOUT = "Without confidence intervals:"
_LABELS_ONLY = "Computed from the labels alone, each with the same weight; labels in rows, the map in columns."
_DESIGNS = {
    "random": "drawn at random over the whole map", "stratified": "drawn at random within the classes of the map",
    "clustered": "clustered", "": "not stated",
}  # fmt: skip
_ORIGINS = {"stated": "as stated", "recognised": "recognised from the sample", "polygons": "polygons", "": ""}
_PART = "These estimates hold for {} of the map."
TEXTS = (
    *TABLE_TEXTS, _ESTIMATED, _WITHOUT, _LABELS_ONLY, _PART, *_DESIGNS.values(), *filter(None, _ORIGINS.values()),
    "Accuracy of {}", "Class map", "Labels", "Sampling design", "Labels that count", "Overall accuracy of the labels",
    "Overall accuracy of the map", "Mean IoU", "Warnings", "To repeat this", "Estimated areas",
)  # fmt: skip
"""All English texts of the page."""

_STYLE = """
body { font-family: sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em; color: #222; background: #fff; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 1.8em; } p.warning { color: #a04000; }
table { border-collapse: collapse; font-size: 0.9em; } svg { max-width: 100%; height: auto; display: block; }
th, td { padding: 0.2em 0.5em; border-bottom: 1px solid #ddd; text-align: right; }
td { white-space: nowrap; } svg { margin-bottom: 1em; } #facts td { white-space: normal; }
th:first-child, td:first-child, #facts td { text-align: left; } div.wide { overflow-x: auto; }
p.note { color: #555; max-width: 46em; } b.big { font-size: 1.3em; } code { overflow-wrap: anywhere; }
"""


def accuracy_page(report: Mapping[str, Any], language: str = "") -> str:
    """Return the page in a language of :data:`backend.pages.words.LANGUAGES`; "" means English."""
    return _Page(report, language).text()


class _Page:
    """One page: a report in one language."""

    def __init__(self, report: Mapping[str, Any], language: str) -> None:
        self._report, self._numbers, self._words = report, Words(language), assessment_texts(language)
        self._figures, self._found = report["accuracy"], report["map_estimates"]

    def word(self, text: str) -> str:
        return self._words.get(text) or text

    def percent(self, value: float | None) -> str:
        """Return a share in percent with two decimals; "-" for None."""
        return "-" if value is None else f"{self._numbers.percent(value, 2)} %"

    def hectares(self, square_metres: float | None) -> str:
        """Return an area in hectares, without decimals from 1000 ha; "" for None."""
        if square_metres is None:
            return ""
        hectares = square_metres / 1e4
        return self._numbers.number(hectares, 0 if hectares >= 1000 else 2)

    def text(self) -> str:
        name = self._report["map"]["file"]["name"]
        title = escape(self.word("Accuracy of {}").replace("{}", name))
        body = "\n".join([f"<h1>{title}</h1>", self._facts(), *self._map(), *self._matrix(), *self._end()])
        head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        start = f'<!DOCTYPE html>\n<html lang="{self._numbers.language}"><head>{head}</head>'
        return f"{start}<body>\n{body}\n</body></html>\n"

    def _facts(self) -> str:
        design, labels = self._report["design"], self._report["labels"]
        kind = self.word(_DESIGNS[design["kind"]])
        origin = f" ({self.word(_ORIGINS[design['origin']])})" if design["origin"] else ""
        half = self._found["oa_95"]
        interval = "" if half is None else f" ± {self.percent(half)}"
        rows = [
            ("Class map", escape(self._report["map"]["path"])),
            ("Labels", f"{escape(labels['path'])} ({escape(labels['field'])})"),
            ("Sampling design", escape(kind + origin)),
            ("Labels that count", str(self._figures["labels"])),
            ("Overall accuracy of the labels", self.percent(self._figures["oa"])),
            ("Overall accuracy of the map", f'<b class="big">{self.percent(self._found["oa"])}{interval}</b>'),
            ("Mean IoU", self.percent(self._figures["miou"])),
        ]
        cells = "".join(f"<tr><td>{escape(self.word(name))}</td><td>{text}</td></tr>" for name, text in rows)
        return f'<table id="facts">{cells}</table>'

    def _map(self) -> list[str]:
        found = self._found
        parts = [f"<h2>{escape(self.word(MAP))}</h2>", f'<p class="note">{escape(self.word(_ESTIMATED))}</p>']
        if found["reason"]:
            parts.append(f'<p class="warning">{escape(self.word(_WITHOUT))} {escape(found["reason"])}</p>')
        if found["left_out"]:
            part = self.word(_PART).replace("{}", self.percent(found["share_of_map"]))
            parts.append(f'<p class="warning">{escape(part)}</p>')
        if found["oa"] is None:
            return parts
        colors = {one["name"]: one["color"] for one in self._figures["classes"]}
        rows = [(one["title"], colors[one["name"]], one) for one in found["classes"]]
        parts.append(
            bars_svg(
                rows, [("users", "users_95"), ("producers", "producers_95")],
                heads=[self.word("user's accuracy"), self.word("producer's accuracy")], percent=self._numbers.percent,
            )
        )  # fmt: skip
        parts.append(f"<h3>{escape(self.word('Estimated areas'))}</h3>")
        parts.append(
            bars_svg(
                rows, [("mapped_share", ""), ("area_share", "area_share_95")],
                heads=[self.word("mapped share"), self.word("estimated share")], percent=self._numbers.percent,
            )
        )  # fmt: skip
        return [*parts, self._table(map_rows(self._report, self.word, self.percent, self.hectares), "map")]

    def _matrix(self) -> list[str]:
        figures = self._figures
        return [
            f"<h2>{escape(self.word(MATRIX))}</h2>", f'<p class="note">{escape(self.word(_LABELS_ONLY))}</p>',
            matrix_svg([one["title"] for one in figures["classes"]], figures["confusion"]),
            self._table(matrix_rows(self._report, self.word), "matrix"),
            f"<h2>{escape(self.word(CLASSES))}</h2>",
            self._table(class_rows(self._report, self.word, self.percent), "classes"),
        ]  # fmt: skip

    def _end(self) -> list[str]:
        warnings = [f'<p class="warning">{escape(text)}</p>' for text in self._report["warnings"]]
        heading = [f"<h2>{escape(self.word('Warnings'))}</h2>"] if warnings else []
        repeat = f"<h2>{escape(self.word('To repeat this'))}</h2><p><code>{escape(self._report['command'])}</code></p>"
        return [*heading, *warnings, repeat]

    @staticmethod
    def _table(rows: list[list[str]], name: str) -> str:
        first, *others = ([escape(cell) for cell in row] for row in rows)
        lines = ["".join(f"<th>{cell}</th>" for cell in first)]
        lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in others]
        return f'<div class="wide"><table id="{name}">' + "".join(f"<tr>{row}</tr>" for row in lines) + "</table></div>"
