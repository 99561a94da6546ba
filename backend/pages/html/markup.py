"""HTML of pages: everything from files goes through :func:`text`, and pictures are inside the page."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from ...common.locations import without_keys

GENERATOR = '<meta name="generator" content="SpecAware">'
_SMALL_PX = 450  # narrower pictures are enlarged on the page, with their pixels as squares
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#222;background:#fff;
max-width:64em;margin:2em auto;padding:0 1.2em}
h1{font-size:1.5em;margin:0 0 .2em;overflow-wrap:anywhere}h2{font-size:1.15em;margin:2em 0 .5em;
border-bottom:1px solid #ddd;padding-bottom:.2em}h3{font-size:1em;margin:1.2em 0 .3em}
p{margin:.4em 0}.note{color:#555;font-size:.9em}.warn{background:#fff6e5;border-left:4px solid #e69500;
padding:.5em .9em;margin:1em 0}.warn ul,ul.plain{margin:.3em 0;padding-left:1.2em}
table{border-collapse:collapse;font-size:.93em}th,td{padding:.25em .8em .25em 0;text-align:left;
border-bottom:1px solid #e3e3e3;vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;white-space:nowrap}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}tr.sum td{font-weight:600}
.pair{display:flex;flex-wrap:wrap;gap:1.2em;align-items:flex-start}.pair>*{flex:1 1 20em;min-width:0;margin:0}
.stacked>*{flex-basis:100%}
figure img{display:block;width:100%;max-height:44em;object-fit:contain;object-position:left top;background:#f4f4f4}
img.small{image-rendering:pixelated}
figcaption{font-size:.9em;color:#444;margin:.4em 0}
.legend span{display:inline-block;margin:.1em 1.1em .1em 0}.legend{margin:.6em 0;
font-size:.93em}.chip{display:inline-block;width:.85em;height:.85em;border:1px solid #0003;margin-right:.4em;
vertical-align:-.08em}svg{max-width:100%;height:auto;font:12px system-ui,"Segoe UI",Arial,sans-serif}
pre{background:#f4f4f4;padding:.7em .9em;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9em}
details{margin-top:2em}details td:first-child{white-space:nowrap}
summary{cursor:pointer;font-weight:600;font-size:1.15em}
@media print{body{margin:0;max-width:none}figure,svg,tr{break-inside:avoid}}
"""


def text(value: object) -> str:
    """Return any value as text that no browser takes for markup, without keys of web addresses."""
    return escape(without_keys(str(value)))


def document(title: str, body: Iterable[str], *, language: str) -> str:
    """Return a complete page, which loads nothing; its policy forbids loading."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{GENERATOR}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title><style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def is_own_page(start: bytes) -> bool:
    """Return True for the beginning of a page made here, which may be overwritten by a newer one."""
    return GENERATOR.encode() in start


def section(title: str, *parts: str) -> str:
    """Return parts under a heading."""
    return f"<h2>{text(title)}</h2>\n" + "\n".join(part for part in parts if part)


def paragraph(sentence: str, css: str = "") -> str:
    """Return one paragraph of plain text; "" for an empty text."""
    return f"<p{_css(css)}>{text(sentence)}</p>" if sentence else ""


def bullets(sentences: Sequence[str]) -> str:
    """Return a list of plain sentences; "" for none."""
    return '<ul class="plain">' + "".join(f"<li>{text(s)}</li>" for s in sentences) + "</ul>" if sentences else ""


def chip(color: str) -> str:
    """Return a small square in a colour."""
    return f'<span class="chip" style="background:{text(color)}"></span>'


def figure(data: bytes, caption: str, *, alt: str) -> str:
    """Return a PNG picture with its caption."""
    source = base64.b64encode(data).decode("ascii")
    width = int.from_bytes(data[16:20], "big")  # of the image header, the first chunk of a PNG file (ISO/IEC 15948)
    image = f'<img{_css("small" if width < _SMALL_PX else "")} alt="{text(alt)}" src="data:image/png;base64,{source}">'
    return f"<figure>{image}<figcaption>{text(caption)}</figcaption></figure>"


def table(head: Sequence[object], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> str:
    """Return a table of plain texts; the columns ``numbers`` are right-aligned."""
    wanted = set(numbers)
    first = "".join(f"<th{_css('n' if i in wanted else '')}>{text(cell)}</th>" for i, cell in enumerate(head))
    return f"<table><tr>{first}</tr>" + "".join(f"<tr>{cells(row, numbers=numbers)}</tr>" for row in rows) + "</table>"


def cells(row: Sequence[object], *, numbers: Sequence[int] = ()) -> str:
    """Return the cells of one row of a table."""
    wanted = set(numbers)
    return "".join(f"<td{_css('n' if i in wanted else '')}>{text(cell)}</td>" for i, cell in enumerate(row))


def tree(value: Mapping[str, Any]) -> str:
    """Return a JSON object as headings and tables down to three levels; deeper values are put on one line."""
    parts = []
    for key, inner in value.items():
        title = text(str(key).replace("_", " "))
        if isinstance(inner, Mapping) and inner:
            parts.append(f"<h3>{title}</h3>{table(('', ''), ((k, short(v)) for k, v in inner.items()))}")
        elif isinstance(inner, list) and inner and all(isinstance(item, Mapping) for item in inner):
            names = list(dict.fromkeys(name for item in inner for name in item))
            rows = ([short(item.get(name)) for name in names] for item in inner)
            parts.append(f"<h3>{title}</h3>{table(names, rows)}")
        else:
            parts.append(f"<p><b>{title}</b>: {text(short(inner))}</p>")
    return "".join(parts)


def short(value: object) -> str:
    """Return a JSON value on one line."""
    if isinstance(value, float):
        return f"{value:.8g}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {short(inner)}" for key, inner in value.items() if inner not in (None, "", {}))
    if isinstance(value, list):
        return ", ".join(short(item) for item in value)
    return "" if value is None else str(value)


def _css(name: str) -> str:
    return f' class="{name}"' if name else ""
