"""Results of an inspection, as text and as a self-contained page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from ..i18n import tr, trn
from ..results.outputs import spare_rasters

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font-family: sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }}
body {{ color: #222222; background-color: #ffffff; }}
h1 {{ font-size: 1.4em; }} h2 {{ font-size: 1.1em; margin-top: 1.6em; }}
table {{ border-collapse: collapse; font-size: 0.9em; }}
th, td {{ text-align: left; padding: 0.2em 0.9em 0.2em 0; border-bottom: 1px solid #ddd; }}
td.n {{ text-align: right; }} tr.off {{ color: #999; }} p.warning {{ color: #a04000; }}
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""


def summary_line(found: Mapping[str, Any]) -> str:
    """One line about an inspected raster: sensor, bands, level, pixel size."""
    bands = found.get("bands", ())
    used = used_count(found)
    parts = [str(found.get("sensor") or tr("unknown sensor"))]
    parts.append(
        trn("{} band", "{} bands", used).format(used)
        if used == len(bands)
        else trn("{} of {} band", "{} of {} bands", len(bands)).format(used, len(bands))
    )
    meaning = " ".join(str(found[key]) for key in ("level", "quantity") if found.get(key))
    if meaning:
        parts.append(meaning)
    if found.get("gsd_m"):
        parts.append(f"{found['gsd_m']:.3g} m")
    return " · ".join(parts)


def used_count(found: Mapping[str, Any]) -> int:
    """Number of bands that a model may use."""
    return len(found.get("used_bands") or ())


def facts(found: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Rows (what, value, origin) about an inspected raster."""
    count = int(found.get("count") or 0)
    size = trn("{} x {} pixels, {} band, {}", "{} x {} pixels, {} bands, {}", count).format(
        found.get("width"), found.get("height"), count, found.get("dtype")
    )
    scale = found.get("scale")
    offset = found.get("offset") or 0
    rows = [
        (tr("Raster"), str(found.get("path", "")), str(found.get("driver", ""))),
        (tr("Size"), size, ""),
        (tr("Sensor"), str(found.get("sensor") or tr("unknown")), str(found.get("sensor_origin") or "")),
        (tr("Level"), str(found.get("level") or tr("unknown")), str(found.get("level_origin") or "")),
        (tr("Quantity"), _quantity(found), str(found.get("quantity_origin") or "")),
        (
            tr("Scale"),
            tr("unknown") if scale is None else f"{scale:g}" + (f" {offset:+g}" if offset else ""),
            str(found.get("scale_origin") or ""),
        ),
        (tr("Pixel size"), f"{found['gsd_m']:.4g} m" if found.get("gsd_m") else tr("unknown"), ""),
    ]
    if found.get("geolocation"):
        rows.append((tr("Geometry"), tr("sensor geometry; the map is georeferenced"), str(found["geolocation"])))
    if found.get("acquired"):
        rows.append((tr("Acquired"), str(found["acquired"]), ""))
    return rows


def _quantity(found: Mapping[str, Any]) -> str:
    units = str(found.get("units") or "")
    return str(found.get("quantity") or tr("unknown")) + (f", {units}" if units not in ("", "1") else "")


def describe(found: Mapping[str, Any]) -> list[str]:
    """Lines for a log about an inspected raster."""
    return [summary_line(found)] + [
        f"{what}: {value}" + (f" ({origin})" if origin else "") for what, value, origin in facts(found)
    ]


def write_inspection_html(found: Mapping[str, Any], target: Path) -> None:
    """Write the page of ``specaware:inspectsensor``."""
    used = set(found.get("used_bands") or ())
    bands = "".join(_band_row(band, used) for band in found.get("bands", ()))
    head = _row([tr("Band"), tr("Name"), tr("Centre, nm"), tr("FWHM, nm"), tr("Used"), tr("Origin")], tag="th")
    body = (
        _warnings([*found.get("blockers", ()), *found.get("warnings", ())])
        + _table(_row(row) for row in facts(found))
        + _suggestions(found.get("suggestions", ()))
        + f"<h2>{escape(tr('Bands'))}</h2>{_table([head, bands])}"
    )
    name = Path(str(found.get("path", ""))).name
    spare_rasters(target)
    target.write_text(_PAGE.format(title=escape(tr("Bands of {}").format(name)), body=body), encoding="utf-8")


def _band_row(band: Mapping[str, Any], used: set[int]) -> str:
    number = int(band["number"])
    cells = [
        number,
        band.get("name") or "",
        _number(band.get("center_nm")),
        _number(band.get("fwhm_nm")),
        tr("yes") if number in used else tr("no"),
        band.get("origin", "") if number in used else band.get("good_origin") or band.get("origin", ""),
    ]
    return _row(cells, css="" if number in used else "off")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _row(cells: Iterable[Any], *, tag: str = "td", css: str = "") -> str:
    inside = "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells)
    return f'<tr class="{css}">{inside}</tr>'


def _table(rows: Iterable[str]) -> str:
    return "<table>" + "".join(rows) + "</table>"


def _warnings(texts: Iterable[Any]) -> str:
    return "".join(f'<p class="warning">{escape(str(text))}</p>' for text in texts)


def _suggestions(items: Iterable[Any]) -> str:
    return "".join(f"<p>{escape(str(item))}</p>" for item in items)
