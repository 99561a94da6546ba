"""Maps of the bundled model where scale, offset or fill are stated wrongly or not at all: the right map or a stop."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import rasterio

from backend.catalog import store as model_store
from backend.common.errors import SensorError
from backend.engines.onnx_engine import OnnxEngine
from backend.job.kinds.base import JobContext
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.run import run_map

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "simulated_enmap_30m.tif"
SENTINEL_NM = (443, 490, 560, 665, 705, 740, 783, 842, 865, 945, 1610, 2190)
OLI_NM = (482.04, 561.41, 654.59, 864.67, 1608.86, 2200.73, 11450.0, 20000.0)


@pytest.fixture(scope="module")
def engine() -> OnnxEngine:
    return OnnxEngine(model_store.find(""))


def map_of(engine: OnnxEngine, folder: Path, source: Path, **overrides: object) -> tuple[np.ndarray, list[str]]:
    """Return the classes of a raster and the warnings."""
    target, said = folder / "map" / "classes.tif", []
    spec = JobSpec(
        kind="map", source=str(source), overrides=overrides, outputs=Outputs(classes=str(target)),
        options=Options(overwrite=True),
    )  # fmt: skip
    run_map(spec, JobContext.of(engine, send=said.append))
    with rasterio.open(target) as file:
        return file.read(1), [event.message for event in said if event.type == "warning"]


@pytest.fixture
def mapped(engine, tmp_path):
    return partial(map_of, engine, tmp_path)


@pytest.fixture(scope="module")
def plain(engine, tmp_path_factory) -> np.ndarray:
    """The map of the sample as reflectance from 0 to 1."""
    folder = tmp_path_factory.mktemp("plain")
    return map_of(engine, folder, rewritten(folder / "a.tif", lambda v: v.astype("float32")), level="L2")[0]


def rewritten(path: Path, change, **more: object) -> Path:
    """Write the sample with ``change`` made to its reflectance; wavelengths stay, scale and nodata go."""
    with rasterio.open(SAMPLE) as file:
        raw, tags = file.read().astype(np.float64), [file.tags(i) for i in file.indexes]
        scale = file.scales[0] if file.scales[0] != 1.0 else 1e-4
        profile = {"crs": file.crs, "transform": file.transform}
    values = change(raw * scale)
    with rasterio.open(
        path, "w", driver="GTiff", count=len(values), height=values.shape[1], width=values.shape[2],
        dtype=values.dtype.name, **profile,
    ) as file:  # fmt: skip
        file.write(values)
        for i, items in enumerate(tags, 1):
            file.update_tags(i, **{k: v for k, v in items.items() if "wave" in k or "fwhm" in k or k == "bbl"})
        if "scale" in more:
            file.scales = [more["scale"]] * len(values)
    return path


WAYS = {
    "thousandths": (lambda v: np.round(v * 1e3).astype("int16"), {}, "scale 0.001 is inferred"),
    "percent": (lambda v: (v * 100).astype("float32"), {}, "scale 0.01 is inferred"),
    "a divisor as factor": (lambda v: np.round(v * 1e4).astype("int16"), {"scale": 1e4}, "its reciprocal does"),
    "a factor of percent": (lambda v: np.round(v * 1e4).astype("int16"), {"scale": 1e2}, "scale 0.0001 does"),
}


@pytest.mark.parametrize("way", WAYS)
def test_other_scales_give_the_same_map(mapped, plain, tmp_path, way):
    change, more, words = WAYS[way]
    found, warnings = mapped(rewritten(tmp_path / "a.tif", change, **more), level="L2")
    assert np.mean(found == plain) >= (0.95 if way == "thousandths" else 0.995)
    assert any(words in text for text in warnings)


@pytest.mark.parametrize("fill", [0.0, -0.9999, 1.0])
def test_a_quarter_of_fill_is_no_water(mapped, plain, tmp_path, fill):
    def change(values):
        values = values.astype("float32")
        values[:, :, : values.shape[2] // 4] = fill
        return values

    found, warnings = mapped(rewritten(tmp_path / "a.tif", change), level="L2")
    cut = plain.shape[1] // 4
    assert not found[:, :cut].any()
    assert np.mean(found[:, cut + 8 :] == plain[:, cut + 8 :]) >= 0.97
    assert any("hold the same number in all bands" in text for text in warnings)


@pytest.mark.data
def test_the_amazon_with_its_offset_left_in_stops_and_is_mapped_right_without(mapped, data):
    """Forest was all low vegetation and water burned ground, with no word of it."""
    folder = data / "more" / "sentinel2_amazon"
    stated = {"wavelengths": SENTINEL_NM, "wavelength_unit": "nm", "level": "L2"}
    with pytest.raises(SensorError, match=r"give the offset, -0\.1 if so and 0 if not"):
        mapped(folder / "sen2.tif", **stated)
    found, _ = mapped(folder / "sen2.tif", **stated, offset=-0.1)
    with rasterio.open(folder / "labels_sen2.tif") as file:
        labels = file.read(1)
    names = {item.name: item.value for item in model_store.find("").classes}
    assert np.mean(found[labels == 2] == names["tree"]) >= 0.97
    assert np.mean(found[labels == 4] == names["water"]) >= 0.94


@pytest.mark.data
def test_landsat_in_ten_thousandths_under_the_formula_of_collection_2(mapped, data):
    """It was 100 % water."""
    path = data / "more" / "landsat7_chiapas" / "LE70220491999322EDC01_stack.gtif"
    stated = {"sensor": "Landsat 8", "wavelengths": OLI_NM, "wavelength_unit": "nm", "level": "L2"}
    found, warnings = mapped(path, **stated)
    right, _ = mapped(path, **stated, scale=1e-4, offset=0.0)
    assert np.array_equal(found, right) and len(np.unique(found)) > 2
    assert any("documented for Landsat 8/9 OLI L2 does not give reflectance" in text for text in warnings)
