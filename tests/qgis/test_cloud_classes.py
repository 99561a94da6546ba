"""Clouds as classes in QGIS: the same choice in Processing and in the panel, and what the legends then show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsLayerTreeModel, QgsMapLayer, QgsProcessing, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt

from specaware.plugin import catalog
from specaware.plugin.provider import SpecAwareProvider
from specaware.plugin.results.maps import MadeMap
from specaware.plugin.scene.layers import source_of_path
from specaware.plugin.widgets.entries.entries import State
from specaware.plugin.widgets.panel.mapper_dock import MapperDock

from .conftest import CENTERS

Wait = Callable[..., None]
TOP, SIDE = 4, 34
CLOUD = np.interp(CENTERS, [485, 560, 660, 830, 1650, 2215], [0.72, 0.73, 0.74, 0.75, 0.62, 0.48])


@pytest.fixture
def cloudy(raster: Path) -> Path:
    """The raster of the tests below a cloud of water droplets that hides more than any class covers."""
    dataset = gdal.Open(str(raster), gdal.GA_Update)
    patch = np.tile((CLOUD * 1e4).astype(np.int16)[:, None, None], (1, SIDE, SIDE))
    dataset.WriteArray(patch, 10, TOP)
    dataset = None
    return raster


def titles() -> list[str]:
    return [one.title for one in catalog.model_card().classes]


def legend(layer: QgsMapLayer) -> list[str]:
    """What the layer tree shows below a layer."""
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    nodes = model.layerLegendNodes(QgsProject.instance().layerTreeRoot().findLayer(layer.id()))
    return [node.data(Qt.ItemDataRole.DisplayRole) for node in nodes]


def loaded(name: str) -> QgsMapLayer:
    return next(layer for layer in QgsProject.instance().mapLayers().values() if layer.name().startswith(name))


@pytest.mark.parametrize("choice", ["nodata", "class"])
def test_the_legend_of_a_map_names_them(
    provider: SpecAwareProvider, with_engine: str, cloudy: Path, choice: str, wait_until: Wait
) -> None:
    definition = QgsApplication.processingRegistry().algorithmById("specaware:classify").parameterDefinition("CLOUDS")
    assert definition.options() == ["nodata", "class", "keep"] and definition.defaultValue() == "nodata"
    temporary = QgsProcessing.TEMPORARY_OUTPUT
    asked = {"INPUT": str(cloudy), "CLOUDS": choice, "OUTPUT": temporary, "PROBABILITIES": temporary}
    processing.runAndLoadResults("specaware:classify", asked)
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 2)
    layer = loaded("Land cover")
    added = ["Cloud", "Cloud shadow"] if choice == "class" else []
    assert [text for text in legend(layer) if text in {*titles(), *added}] == [*titles(), *added]
    values = gdal.Open(layer.source()).ReadAsArray()
    hidden = values[TOP : TOP + SIDE, 10 : 10 + SIDE]
    assert (hidden == (9 if choice == "class" else 0)).all()
    made = MadeMap.from_layer(layer)
    assert made is not None and [one.title for one in made.classes] == [*titles(), *added]
    largest = max((one for one in made.classes if not one.masked), key=lambda one: one.share)
    band = loaded("Probabilities").renderer().usesBands()[0]
    assert titles()[band - 1] == largest.title  # the cloud, which covers more, has no band
    opened = QgsRasterLayer(layer.source(), "again")  # with the style that lies beside it
    assert [one.label for one in opened.renderer().classes()] == [*titles(), *added]


def test_polygons_of_clouds_have_their_colour(
    provider: SpecAwareProvider, with_engine: str, cloudy: Path, tmp_path: Path, wait_until: Wait
) -> None:
    asked = {"INPUT": str(cloudy), "CLOUDS": "class", "OUTPUT": str(tmp_path / "s.gpkg")}
    processing.runAndLoadResults("specaware:segment", asked)
    wait_until(lambda: len(QgsProject.instance().mapLayers()) == 1)
    layer = loaded("Segments")
    assert [text for text in legend(layer) if text] == [*titles(), "Cloud", "Cloud shadow"]
    clouds = [feature for feature in layer.getFeatures() if feature["class_name"] == "Cloud"]
    assert len(clouds) == 1 and clouds[0]["pixels"] >= SIDE**2 and not isinstance(clouds[0]["confidence"], float)
    category = next(one for one in layer.renderer().categories() if one.value() == clouds[0]["class_id"])
    assert category.symbol().color().name() == "#d9d9d9"


def test_the_panel_offers_the_same_choice(
    dock: MapperDock, cloudy: Path, wait_until: Wait, qgis_iface: QgisInterface
) -> None:
    clouds = dock.form.clouds
    assert [clouds.itemData(i) for i in range(clouds.count())] == ["nodata", "class", "keep"]
    assert clouds.currentData() == "nodata"
    dock.add_sources([source_of_path(str(cloudy))])
    wait_until(lambda: dock.session.model.entries[0].state is State.READY)
    shares = []
    for choice in ("nodata", "class", "keep"):
        clouds.setCurrentIndex(clouds.findData(choice))
        assert dock.form.map.isEnabled()  # another choice makes another map
        dock.form.map.click()
        wait_until(lambda: not dock.session.is_mapping)
        shares.append({one.title: one.share for one in dock.session.model.entries[0].classes})
    assert [list(found)[8:] for found in shares] == [[], ["Cloud", "Cloud shadow"], []]
    assert shares[1]["Cloud"] == max(shares[1].values())
    assert len(QgsProject.instance().mapLayers()) == 3
    again = MapperDock(qgis_iface)
    assert again.form.clouds.currentData() == "keep"  # the choice of the last map
    again.shut_down()
    again.deleteLater()
