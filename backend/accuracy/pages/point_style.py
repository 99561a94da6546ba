"""The QGIS style of sample points: unlabelled points are highlighted; the true class is chosen from a list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..class_map import MapClass

_TO_DO, _DONE = "255,140,0,255", "34,136,51,255"


def points_style(classes: Sequence[MapClass], field: str) -> str:
    """Return QML that styles the points by whether ``field`` is filled in and offers the classes as a list."""
    rules = (("To label", f'"{field}" IS NULL', _TO_DO), ("Labelled", f'"{field}" IS NOT NULL', _DONE))
    entries = "".join(
        f'    <rule key="{number}" symbol="{number}" label="{escape(label)}" filter="{escape(test)}"/>\n'
        for number, (label, test, _) in enumerate(rules)
    )
    symbols = "".join(_symbol(number, color) for number, (_, _, color) in enumerate(rules))
    options = "".join(
        f'        <Option type="Map"><Option type="QString" name="{escape(one.title)}" '
        f'value="{escape(one.name)}"/></Option>\n'
        for one in classes
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22" styleCategories="Symbology|Fields|Forms">\n'
        ' <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0">\n'
        f'  <rules key="root">\n{entries}  </rules>\n  <symbols>\n{symbols}  </symbols>\n </renderer-v2>\n'
        f' <fieldConfiguration>\n  <field name="{escape(field)}">\n'
        '   <editWidget type="ValueMap">\n    <config><Option type="Map">\n'
        f'      <Option type="List" name="map">\n{options}      </Option>\n'
        "    </Option></config>\n   </editWidget>\n  </field>\n </fieldConfiguration>\n"
        "</qgis>\n"
    )


def _symbol(number: int, color: str) -> str:
    """Return a circle symbol with an open centre, so that the pixel below stays visible."""
    values = {
        "name": "circle", "color": color.rpartition(",")[0] + ",40", "outline_color": color, "outline_width": "0.7",
        "outline_style": "solid", "size": "3.5", "size_unit": "MM",
    }  # fmt: skip
    options = "".join(f'<Option type="QString" name="{key}" value="{value}"/>' for key, value in values.items())
    return (
        f'   <symbol type="marker" name="{number}" alpha="1" clip_to_extent="1">\n'
        f'    <layer class="SimpleMarker" enabled="1" pass="0" locked="0">'
        f'<Option type="Map">{options}</Option></layer>\n'
        "   </symbol>\n"
    )
