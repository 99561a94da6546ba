"""Tables as Markdown, CSV and JSON: three forms of the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Table:
    """Rows of one kind.

    Attributes:
        name: stem of its file names.
        title: title of its section.
        note: the protocol and its caveats.
        rows: one mapping per row; missing keys stay empty.
        columns: keys shown in Markdown and CSV, in order; None for all keys, in order of appearance.
    """

    name: str
    title: str
    note: str
    rows: Sequence[dict[str, Any]]
    columns: tuple[str, ...] | None = None

    def header(self) -> list[str]:
        """Return the shown columns."""
        return list(self.columns or dict.fromkeys(key for row in self.rows for key in row))

    def markdown(self) -> str:
        """Return a section with the table."""
        header = self.header()
        lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
        lines += ["| " + " | ".join(_text(row.get(key)) for key in header) + " |" for row in self.rows]
        return "\n".join([f"## {self.title}", "", self.note, "", *lines, ""])

    def write(self, folder: Path) -> None:
        """Write ``<name>.csv`` with the shown columns, and ``<name>.json`` with everything."""
        header = self.header()
        with (folder / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows([["" if row.get(key) is None else row[key] for key in header] for row in self.rows])
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"
        (folder / f"{self.name}.json").write_text(text, encoding="utf-8")


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def write_all(tables: Sequence[Table], folder: Path, *, title: str, intro: str) -> None:
    """Write every table, and ``report.md`` with all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        table.write(folder)
    (folder / "report.md").write_text(document(tables, title=title, intro=intro), encoding="utf-8")


def document(tables: Sequence[Table], *, title: str, intro: str) -> str:
    """Return one Markdown page."""
    return "\n".join([f"# {title}", "", intro, "", *(table.markdown() for table in tables)])
