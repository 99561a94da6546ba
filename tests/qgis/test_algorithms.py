"""The algorithms through ``processing``, with the real worker and model."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import processing
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandGrayRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgisInterface, QgsBrowserGuiModel
from qgis.PyQt.QtWidgets import QTextEdit

from specaware.plugin import catalog
from specaware.plugin.algorithms.parts.loading import Styler
from specaware.plugin.algorithms.parts.parameters import in_words
from specaware.plugin.provider import SpecAwareProvider
from specaware.tests.support.ranges import serving

IDS = (
    "specaware:classify",
    "specaware:segment",
    "specaware:inspectsensor",
    "specaware:classifyscene",
    "specaware:importmodel",
    "specaware:train",
    "specaware:embed",
    "specaware:findsimilar",
    "specaware:assess",
    "specaware:sample",
)


@pytest.fixture(autouse=True)
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


def classify(source: object, target: Path | str, **more: object) -> dict[str, object]:
    return processing.run("specaware:classify", {"INPUT": source, "OUTPUT": str(target), **more})


def titles() -> list[str]:
    return [c.title for c in catalog.model_card().classes]


def colors() -> list[str]:
    return ["#{:02x}{:02x}{:02x}".format(*c.color) for c in catalog.model_card().classes]


@pytest.mark.parametrize("algorithm", IDS)
def test_is_listed_with_help_icon_and_described_parameters(algorithm: str) -> None:
    found = QgsApplication.processingRegistry().algorithmById(algorithm)
    assert found is not None
    assert len(found.shortHelpString()) > 200
    assert found.shortDescription()
    assert not found.icon().isNull()
    assert found.icon().availableSizes() or not found.icon().pixmap(24, 24).isNull()
    assert all(parameter.description() for parameter in found.parameterDefinitions())


def test_models_and_sensors_are_offered_by_name() -> None:
    found = QgsApplication.processingRegistry().algorithmById("specaware:classify")
    assert found.parameterDefinition("MODEL").options() == catalog.model_names()
    assert {"EnMAP", "PRISMA", "Sentinel-2"} <= set(found.parameterDefinition("SENSOR").options())


def test_numbers_that_the_help_offers_mean_the_options_of_their_place() -> None:
    """``qgis_process help`` numbers the options of lists that take words."""
    seen = 0
    for algorithm in QgsApplication.processingRegistry().providerById("specaware").algorithms():
        for definition in algorithm.parameterDefinitions():
            if isinstance(definition, QgsProcessingParameterEnum):
                name, options = definition.name(), definition.options()
                for place, option in enumerate(options):
                    assert [in_words([definition], {name: v})[name] for v in (place, str(place), option)] == [
                        option
                    ] * 3
                assert in_words([definition], {name: str(len(options))}) == {name: str(len(options))}
                seen += 1
    assert seen >= 10


def test_a_sensor_may_be_given_by_its_number(with_engine: str, unknown: Path, tmp_path: Path) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("specaware:inspectsensor")
    number = algorithm.parameterDefinition("SENSOR").options().index("EnMAP")
    ok, message = algorithm.checkParameterValues({"INPUT": str(unknown), "SENSOR": number}, QgsProcessingContext())
    assert ok, message
    ok, message = algorithm.checkParameterValues({"INPUT": str(unknown), "SENSOR": "99"}, QgsProcessingContext())
    assert not ok and "'99' is not known: use one of" in message
    with pytest.raises(QgsProcessingException, match="EnMAP' has 218 or 224 bands but the raster has 64"):
        processing.run(
            "specaware:inspectsensor", {"INPUT": str(unknown), "SENSOR": str(number), "JSON": str(tmp_path / "a.json")}
        )


def test_maps_on_the_grid_of_the_input(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.tif"
    classify(str(stripes), target)
    source, found = gdal.Open(str(stripes)), gdal.Open(str(target))
    classes = found.GetRasterBand(1).ReadAsArray()
    assert found.GetGeoTransform() == source.GetGeoTransform()
    assert found.GetSpatialRef().IsSame(source.GetSpatialRef())
    assert classes.shape == (40, 60)
    assert (classes[0] == 0).all()
    assert (classes[1:] > 0).all()
    assert set(np.unique(classes)) <= {0, *(c.value for c in catalog.model_card().classes)}
    assert np.bincount(classes[1:, :15].ravel()).argmax() != np.bincount(classes[1:, -15:].ravel()).argmax()


def test_an_address_on_the_web_is_mapped_like_the_file(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    maps = []
    with serving(stripes.parent) as (address, _):
        for name, source in (("file", str(stripes)), ("web", f"{address}/{stripes.name}")):
            asked = {"INPUT": source, "OUTPUT": str(tmp_path / f"{name}.tif")}
            processing.run("specaware:classify", asked)
            maps.append(gdal.Open(asked["OUTPUT"]).ReadAsArray())
    assert np.array_equal(*maps)


def test_optional_outputs_and_reports(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    outputs = classify(
        str(stripes),
        tmp_path / "map.tif",
        PROBABILITIES=str(tmp_path / "p.tif"),
        CONFIDENCE=str(tmp_path / "c.tif"),
        REPORT=str(tmp_path / "report.html"),
    )
    assert set(outputs) == {"OUTPUT", "PROBABILITIES", "CONFIDENCE", "REPORT"}
    assert gdal.Open(outputs["PROBABILITIES"]).RasterCount == len(titles())
    assert gdal.Open(outputs["CONFIDENCE"]).RasterCount == 1
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(title.replace("&", "&amp;") in page for title in titles())
    assert page.count("<img ") == 2 and "Mean spectrum of each class" in page and "Probability of the class" in page
    assert json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("algorithm", ["classify", "segment"])
def test_rasters_are_cloud_optimised_on_request(
    with_engine: str, stripes: Path, tmp_path: Path, algorithm: str
) -> None:
    name = "OUTPUT" if algorithm == "classify" else "CLASSES"
    more = {} if algorithm == "classify" else {"OUTPUT": str(tmp_path / "s.gpkg")}
    for form in (True, False):
        path = tmp_path / f"{form}.tif"
        processing.run(f"specaware:{algorithm}", {"INPUT": str(stripes), name: str(path), "COG": form, **more})
        assert (gdal.Open(str(path)).GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") == "COG") is form
        assert isinstance(QgsRasterLayer(str(path), "map").renderer(), QgsPalettedRasterRenderer)


def test_a_report_is_html_or_json(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    classify(str(stripes), tmp_path / "map.tif", REPORT=str(tmp_path / "r.json"))
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["classes"]
    with pytest.raises(QgsProcessingException, match=r"must end in \.html / \.htm / \.json"):
        classify(str(stripes), tmp_path / "b.tif", REPORT=str(tmp_path / "r.txt"))
    (tmp_path / "r.html").write_text("a page of mine", encoding="utf-8")  # Processing replaces files that it is told to
    classify(str(stripes), tmp_path / "c.tif", REPORT=str(tmp_path / "r.html"))
    assert "Land cover: c.tif" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_cover_fractions_in_bands_named_as_the_classes(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    found = QgsApplication.processingRegistry().algorithmById("specaware:classify").parameterDefinition("FRACTIONS")
    assert not found.createByDefault() and found.flags() & found.FlagOptional
    outputs = classify(str(stripes), tmp_path / "map.tif", FRACTIONS=str(tmp_path / "f.tif"))
    assert set(outputs) == {"OUTPUT", "FRACTIONS"}
    dataset = gdal.Open(outputs["FRACTIONS"])
    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    assert [band.GetDescription() for band in bands] == titles()
    assert {(band.GetScale(), band.GetNoDataValue()) for band in bands} == {(1 / 250, 255)}
    values = dataset.ReadAsArray().astype(int)
    assert (values[:, 0] == 255).all()
    assert np.abs(values[:, 1:].sum(axis=0) - 250).max() <= len(bands) / 2


def test_no_optional_output_no_file(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    classify(str(stripes), tmp_path / "map.tif")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"map.tif", "map.tif.aux.xml", "map.json", "map.qml"}


def test_the_file_opens_with_names_and_colours(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    classify(str(stripes), tmp_path / "map.tif")
    layer = QgsRasterLayer(str(tmp_path / "map.tif"), "map")
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [c.label for c in renderer.classes()] == titles()
    assert [c.color.name() for c in renderer.classes()] == colors()


def test_a_layer_is_mapped_and_the_result_styled_on_load(
    with_engine: str, stripes: Path, wait_until: Callable[..., None]
) -> None:
    layer = QgsRasterLayer(str(stripes), "stripes")
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 3))
    QgsProject.instance().addMapLayer(layer)
    processing.runAndLoadResults("specaware:classify", {"INPUT": layer, "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT})
    loaded = [found for found in QgsProject.instance().mapLayers().values() if found is not layer]
    assert len(loaded) == 1
    assert [c.label for c in loaded[0].renderer().classes()] == titles()
    assert isinstance(layer.renderer(), QgsSingleBandGrayRenderer)
    assert Styler.waiting == []
    assert loaded[0].name() == "Land cover · specaware-fast"
    wait_until(lambda: QgsProject.instance().layerTreeRoot().findGroup("stripes") is not None, 5)
    group = QgsProject.instance().layerTreeRoot().findGroup("stripes")
    assert [node.layerId() for node in group.findLayers()] == [loaded[0].id()]
    assert len(QgsProject.instance().layerTreeRoot().findLayers()) == 2


def test_segments_carry_class_area_and_confidence(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    target = tmp_path / "segments.gpkg"
    processing.run("specaware:segment", {"INPUT": str(stripes), "OUTPUT": str(target), "MIN_AREA": 9000})
    layer = QgsVectorLayer(str(target), "segments")
    features = list(layer.getFeatures())
    assert features
    assert all(f.geometry().isGeosValid() for f in features)
    assert all(f["class_name"] in titles() and 0 < f["confidence"] <= 100 for f in features)
    assert min(f["area_m2"] for f in features) >= 9000
    assert sum(f["area_m2"] for f in features) == pytest.approx(39 * 60 * 900)
    assert sum(f.geometry().area() for f in features) == pytest.approx(39 * 60 * 900)
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    assert [c.label() for c in layer.renderer().categories()] == titles()


def test_extent_is_given_in_another_crs(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    classify(str(stripes), tmp_path / "part.tif", EXTENT="366300,366900,5805200,5805600 [EPSG:32633]")
    found = gdal.Open(str(tmp_path / "part.tif"))
    assert (found.RasterXSize, found.RasterYSize) == (20, 14)
    west, north = found.GetGeoTransform()[0], found.GetGeoTransform()[3]
    assert ((west - 366000) / 30, (5806000 - north) / 30) == (10, 13)
    classify(str(stripes), tmp_path / "lonlat.tif", EXTENT="13.035,13.04,52.385,52.389 [EPSG:4326]")
    assert gdal.Open(str(tmp_path / "lonlat.tif")).RasterXSize < 60


def test_inspection_gives_the_same_as_page_and_json(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    processing.run(
        "specaware:inspectsensor",
        {"INPUT": str(stripes), "HTML": str(tmp_path / "i.html"), "JSON": str(tmp_path / "i.json")},
    )
    found = json.loads((tmp_path / "i.json").read_text(encoding="utf-8"))
    page = (tmp_path / "i.html").read_text(encoding="utf-8")
    assert len(found["bands"]) == 64
    assert found["bands"][0]["center_nm"] == 420.0
    assert found["bands"][0]["fwhm_nm"] == 12.0
    assert all(f"{band['center_nm']:.2f}" in page for band in found["bands"])


def test_sensor_settings_reach_the_engine(with_engine: str, unknown: Path, tmp_path: Path) -> None:
    table = tmp_path / "bands.txt"
    table.write_text("\n".join(f"{500 + 20 * i} 15" for i in range(64)), encoding="utf-8")
    target = tmp_path / "i.json"
    settings = {"LEVEL": "L2", "SCALE": 2e-4, "WAVELENGTHS": str(table), "HTML": None, "JSON": str(target)}
    with pytest.raises(QgsProcessingException, match="unit"):
        processing.run("specaware:classify", {"INPUT": str(unknown), "OUTPUT": str(tmp_path / "m.tif"), **settings})
    processing.run("specaware:inspectsensor", {"INPUT": str(unknown), **settings})
    found = json.loads(target.read_text(encoding="utf-8"))
    assert found["bands"][3]["center_nm"] == 560.0
    assert found["scale"] == 2e-4


BAD = {
    "a raster without wavelengths": ({}, "no wavelengths"),
    "an unknown model": ({"MODEL": "nonesuch"}, "installed: "),
    "an unknown sensor": ({"SENSOR": "nonesuch"}, "use one of"),
    "an empty extent": ({"EXTENT": "0,0,0,0"}, "min < max|is empty"),
    "an output of another kind": ({"OUTPUT": "map.jpg"}, "must end in"),
    "a negative scale": ({"SCALE": -1}, "greater than 0"),
    "a card that is not there": ({"MODEL_FILE": "/nonesuch/card.json"}, "does not exist"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_leaves_no_file(with_engine: str, unknown: Path, case: str) -> None:
    parameters, message = BAD[case]
    before = sorted(unknown.parent.iterdir())
    with pytest.raises(QgsProcessingException, match=message) as caught:
        processing.run(
            "specaware:classify", {"INPUT": str(unknown), "OUTPUT": str(unknown.parent / "map.tif"), **parameters}
        )
    sentence = str(caught.value).strip().splitlines()[-1]
    assert sentence.endswith(".")
    assert sorted(unknown.parent.iterdir()) == before


def test_an_extent_elsewhere_is_refused(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="does not touch"):
        classify(str(stripes), tmp_path / "map.tif", EXTENT="0,1,0,1")
    assert list(tmp_path.iterdir()) == []


def test_layers_that_are_no_files_are_refused(with_engine: str, tmp_path: Path) -> None:
    layer = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "web", "wms")
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match="export it to a GeoTIFF"):
        classify(layer.id(), tmp_path / "map.tif")


def test_no_engine_says_how_to_get_one(stripes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPECAWARE_ENGINE_PYTHON", raising=False)
    with pytest.raises(QgsProcessingException, match="Set up"):
        classify(str(stripes), tmp_path / "map.tif")


class Impatient(QgsProcessingFeedback):
    """Cancels as soon as mapping has begun, and notes how far it came."""

    def __init__(self) -> None:
        super().__init__(False)
        self.furthest = 0.0
        self.progressChanged.connect(self._stop)

    def _stop(self, value: float) -> None:
        self.furthest = max(self.furthest, value)
        if value > 0 and not self.isCanceled():
            self.cancel()


def test_cancel_is_prompt_counts_as_failure_and_leaves_nothing(
    with_engine: str, tmp_path: Path, make_raster: Callable[..., Path], children: Callable[[], set[int]]
) -> None:
    source = make_raster(tmp_path / "large.tif", rows=1000, cols=1000)
    before, processes = sorted(tmp_path.iterdir()), children()
    feedback = Impatient()
    with pytest.raises(QgsProcessingException, match="cancel"):
        processing.run(
            "specaware:classify", {"INPUT": str(source), "OUTPUT": str(tmp_path / "map.tif")}, feedback=feedback
        )
    assert 0 < feedback.furthest < 60  # percent; tests/bench/bench_cancel.py measures how long it takes
    assert sorted(tmp_path.iterdir()) == before
    assert children() == processes


def test_deleting_the_layer_mid_run_ends_cleanly(
    with_engine: str, tmp_path: Path, make_raster: Callable[..., Path]
) -> None:
    """The run goes on from the file: it touches no layer after it was prepared."""
    source = make_raster(tmp_path / "gone.tif", rows=200, cols=200)
    layer = QgsRasterLayer(str(source), "gone")
    QgsProject.instance().addMapLayer(layer)
    algorithm = QgsApplication.processingRegistry().algorithmById("specaware:classify").create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": layer.id(), "OUTPUT": str(tmp_path / "map.tif")}
    assert algorithm.prepare(parameters, context, feedback)
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(algorithm.runPrepared(parameters, context, feedback)))
    thread.start()
    QgsProject.instance().clear()
    thread.join(60)
    assert done
    assert (tmp_path / "map.tif").is_file()


@pytest.mark.parametrize("name", ["classify", "inspectsensor", "train", "assess"])
def test_no_page_is_announced_after_a_run_that_failed_or_was_cancelled(
    qgis_iface: QgisInterface, provider: SpecAwareProvider, name: str
) -> None:
    """QGIS's dialog tells of pages whatever came of the run; those that were written are named in the log."""
    browser = QgsBrowserGuiModel()
    qgis_iface.browserModel = lambda: browser
    window = processing.createAlgorithmDialog(f"specaware:{name}", {})
    window.iterateParam = None  # as a run sets it
    window.finish(False, {}, QgsProcessingContext(), QgsProcessingFeedback())
    log = window.findChild(QTextEdit, "txtLog").toPlainText()
    assert "finished" in log
    assert "HTML output" not in log
    window.close()


def test_a_page_that_was_written_is_named_in_the_log(with_engine: str, stripes: Path, tmp_path: Path) -> None:
    feedback = QgsProcessingFeedback(False)
    values = {"INPUT": str(stripes), "HTML": str(tmp_path / "bands.html")}
    found = processing.run("specaware:inspectsensor", values, feedback=feedback)
    assert f"Report: {found['HTML']}" in feedback.textLog()
