"""Readers of labelled real data on small folders laid out like the real ones: every trap of a source has its test."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from backend.common.errors import InputError
from backend.spectral.resampling import Bands
from tests.support.tiny import save_geotiff, scene
from training.real.benchmarks import SETS, TREE, WATER
from training.real.readers import field, rasters, seasons, tables
from training.real.reading import labelled_scenes
from training.real.scene import LabelledScene, Table, thinned
from training.real.storing import laid_out, stored

SET = {real.name: real for real in SETS}


def write_raster(path: Path, planes: np.ndarray, **about: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    count, height, width = planes.shape
    given = {"crs": "EPSG:32615", "transform": from_origin(0, 0, 30, 30), "driver": "GTiff", **about}
    with rasterio.open(
        path, "w", count=count, height=height, width=width, dtype=planes.dtype, **given
    ) as target:  # fmt: skip
        target.write(planes)


def write_csv(path: Path, header: list[str], rows: list[list[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *rows])


def near(bands: Bands, nm: float) -> int:
    return int(np.abs(bands.center_nm - nm).argmin())


def test_every_set_has_one_fold_and_labels_that_do_not_overlap() -> None:
    assert len({real.name for real in SETS}) == len(SETS)
    folds = {real.name: real.fold for real in SETS}
    assert folds["hymap4"] == folds["enmap_berlin4"] and folds["mato_grosso"] == folds["mato_grosso_cube"]
    assert len({f for name, f in folds.items() if name.startswith("glacier")}) == 1
    assert folds["potsdam4"] == folds["potsdam5"] != folds["hymap4"]
    for real in SETS:
        groups = set(real.legend.values())
        assert sum(len(g) for g in groups) == len({name for g in groups for name in g}), real.name
        assert not set(real.legend) & set(real.doubtful), real.name


def test_radiance_of_houston_becomes_reflectance_at_the_sensor(tmp_path: Path) -> None:
    from scipy.io import savemat

    folder = tmp_path / "more" / "houston13_casi_pixels"
    folder.mkdir(parents=True)
    savemat(folder / "HSI_TrSet.mat", {"HSI_TrSet": np.full((3, 144), 0.1)})
    savemat(folder / "TrLabel.mat", {"TrLabel": np.array([[1], [3], [6]], np.uint8)})
    found = tables.houston(tmp_path)
    assert found is not None
    green = near(found.bands, 550)
    # 6.55 uW cm-2 sr-1 nm-1 under 1.87 W m-2 nm-1, sun 12 degrees from the zenith, 1.016 au
    assert found.pixels[0, green] == pytest.approx(
        np.pi * 65.535 * 1.016**2 / (1870 * np.cos(np.radians(12))), rel=0.06
    )
    (read,) = labelled_scenes(tmp_path)
    assert read.labels.tolist() == [[1, 0, 6]]  # synthetic grass is left out
    assert (read.level, read.positions, read.pixels.dtype) == ("L1", False, np.float32)


def test_offset_left_in_sentinel2_is_taken_off(tmp_path: Path) -> None:
    folder = tmp_path / "more" / "sentinel2_amazon"
    write_raster(folder / "sen2.tif", np.full((12, 4, 5), 0.11, np.float32))
    write_raster(folder / "labels_sen2.tif", np.full((1, 4, 5), 3, np.uint8))
    (read,) = labelled_scenes(tmp_path)
    assert read.pixels == pytest.approx(0.01, abs=1e-6)
    assert read.bands.count == 12 and 1373.0 not in read.bands.center_nm.round()
    assert read.classes[3] == ("built_up", "bare_soil")  # doubtful, for training alone
    (read,) = labelled_scenes(tmp_path, doubtful=False)
    assert not read.labels.any() and 3 not in read.classes


def test_digital_numbers_of_landsat5_take_the_gains_of_their_mtl_and_lose_the_thermal_band(tmp_path: Path) -> None:
    folder = tmp_path / "more" / "landsat5_amazon"
    numbers = np.full((7, 2, 2), 50, np.float32)
    numbers[5] = 137
    write_raster(folder / "lsat.tif", numbers)
    write_raster(folder / "labels_lsat.tif", np.full((1, 2, 2), 4, np.uint8))
    gains = {1: (0.671, -2.19), 2: (1.322, -4.16), 3: (1.044, -2.21), 4: (0.876, -2.39), 5: (0.12, -0.49)}
    gains |= {6: (0.055, 1.18), 7: (0.066, -0.22)}
    lines = ["GROUP = L1_METADATA_FILE", "GROUP = A", "DATE_ACQUIRED = 1988-08-14", "SUN_ELEVATION = 30.0"]
    lines += [f"RADIANCE_MULT_BAND_{b} = {m}\nRADIANCE_ADD_BAND_{b} = {a}" for b, (m, a) in gains.items()]
    (folder / "LT5_MTL.txt").write_text(
        "\n".join([*lines, "END_GROUP = A", "END_GROUP = L1_METADATA_FILE", "END"]) + "\x00"
    )
    found = rasters.amazon_landsat5(tmp_path)
    assert found is not None
    assert found.bands.count == 6
    # band 4: ESUN 1031 W m-2 um-1 (USGS), d = 1.013 au, sin 30 degrees = 0.5
    expected = np.pi * (50 * 0.876 - 2.39) * 1.013**2 / (1031 * 0.5)
    assert found.pixels[0, 0, 3] == pytest.approx(expected, rel=0.05)


def test_clouds_of_chiapas_are_the_bright_part_of_the_mask(tmp_path: Path) -> None:
    stack = np.full((8, 1, 4), 1000, np.int16)
    stack[3] = 3000
    stack[6] = 2600  # thermal
    stack[7] = [[0, 4, 4, 2]]
    stack[0, 0, 1] = 4000
    stack[3, 0, 3] = 1200
    write_raster(tmp_path / "more/landsat7_chiapas/LE70220492002106EDC00_stack.gtif", stack)
    (read,) = labelled_scenes(tmp_path)
    assert read.labels.tolist() == [[rasters.CLEAR, rasters.CLOUD, 0, rasters.SHADOW]]
    assert read.pixels.shape == (1, 4, 6) and read.pixels.max() == pytest.approx(0.4)
    assert read.classes[rasters.CLOUD] == ("cloud",) and "cloud" not in read.classes[rasters.CLEAR]
    assert SET["chiapas_2002"].groups == ("clear", "cloud", "cloud shadow")


def test_landsat_on_glaciers_gets_its_offset_and_points_without_a_value_are_left_out(tmp_path: Path) -> None:
    names = [f"SR_B{n}" for n in range(1, 8)]
    write_csv(
        tmp_path / "more/snow_alaska_s2_ls/Landsat_training_data.csv", ["class", *names],
        [[1, *[0.9] * 7], [5, *[0.25] * 7], [4, *[0.4] * 6, ""]],
    )  # fmt: skip
    found = tables.glacier_landsat(tmp_path)
    assert found is not None
    assert found.labels.tolist() == [1, 5]
    assert found.pixels[:, 0] == pytest.approx([0.7, 0.05])


def test_shifted_swir_columns_of_sentinel2_at_the_sensor_are_named_right(tmp_path: Path) -> None:
    columns = ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12"]
    write_csv(
        tmp_path / "more/snow_alaska_s2_ls/Sentinel-2_TOA_training_data.csv", ["class", *columns],
        [[4, *[0.2] * 10, 0.001, 0.23]],
    )  # fmt: skip
    found = tables.glacier_sentinel2_toa(tmp_path)
    assert found is not None
    assert found.bands.count == 11 and found.bands.center_nm[-1] == pytest.approx(1612, abs=5)
    assert found.pixels[0, -1] == pytest.approx(0.23)
    assert found.level == "L1"


def test_large_tables_give_the_same_few_pixels_of_each_label() -> None:
    table = Table(
        np.arange(40.0).reshape(20, 2), np.repeat([1, 2], [15, 5]), Bands(np.ones(2), np.ones(2)), "L2", None, 1
    )
    first, second = thinned(table, 7), thinned(table, 7)
    assert np.bincount(first.labels).tolist() == [0, 7, 5]
    np.testing.assert_array_equal(first.pixels, second.pixels)


def test_plants_are_seen_at_their_greenest_month_and_weak_classes_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "more" / "presto_s2" / "fuel_moisture"
    folder.mkdir(parents=True)
    values = np.full((3, 3, 18), 1000.0)
    values[:, :, 8] = [[2000, 4000, 3000]] * 3  # B08
    np.save(folder / "s1_s2_era5_srtm.npy", values)
    np.save(folder / "dynamic_world.npy", np.array([[1, 1, 1], [2, 0, 2], [4, 4, 5]], np.uint8))
    found = tables.fuel_moisture(tmp_path)
    assert found is not None
    assert found.labels.tolist() == [1, 2]
    assert found.pixels[:, 6] == pytest.approx([0.4, 0.3])  # of the grass the month without data is passed over


def test_points_of_the_world_need_both_labels_and_take_the_date_that_shows_them(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is absent: install the tables group")
    from pyarrow.parquet import write_table

    cover, survey = [10, 10, 80, 50, 30], [41, 11, 70, 60, 13]
    columns: dict[str, object] = {"WORLDCOVER-LABEL-10m": cover, "LANDCOVER_LABEL": survey}
    for name, size in seasons._RESOLUTION_M.items():
        for month in range(12):
            value = {"B02": 400 + 20 * month, "B08": 3000 if month == 5 else 1000}.get(name, 800)
            row = np.full(5, value, np.uint16)
            row[2] = 500 if name == "B08" and month == 7 else 1200  # water, mostly under haze
            row[4] = 65535 if name == "B11" and month == 5 else row[4]
            columns[f"OPTICAL-{name}-ts{month}-{size}m"] = row
    folder = tmp_path / "more" / "worldcereal_s2"
    folder.mkdir(parents=True)
    write_table(pa.table(columns), folder / "points.parquet")
    found = seasons.worldcereal(tmp_path)
    assert found is not None
    assert found.labels.tolist() == [1, 5, 3, 2]  # where WorldCover says tree and the survey crop, no label
    nir, blue = near(found.bands, 833), near(found.bands, 492)
    assert found.pixels[0, nir] == pytest.approx(0.3)
    assert found.pixels[1, nir] == pytest.approx(0.05)
    assert found.pixels[2, blue] == pytest.approx(0.04)  # built-up: the clearest month
    assert found.pixels[3, nir] == pytest.approx(0.1)  # its greenest month lacks a band


def test_series_of_modis_pass_over_clouds_and_take_the_season_of_the_sample(tmp_path: Path) -> None:
    folder = tmp_path / "more" / "sits_modis_mt"
    folder.mkdir(parents=True)
    series = np.full((2, 3, 6), 0.05, np.float32)
    series[:, :, 2] = [[0.3, 0.6, 0.4]] * 2
    series[:, 1, 0] = 0.2  # the greenest date is cloudy
    np.savez(folder / "samples_mt_9classes.npz", X=series, label=np.array(["Forest", "Soy_Corn"]))
    found = seasons.mato_grosso(tmp_path)
    assert found is not None
    assert found.labels.tolist() == [1, 4]
    assert found.pixels[:, 2] == pytest.approx([0.4, 0.4])

    folder = tmp_path / "more" / "modis_dtwsat"
    days = [date(2010, 1, 1) + timedelta(days=200 * n) for n in range(4)]
    edge = from_origin(-6000000.0, -1300000.0, 231.656, 231.656)
    cube = np.full((4, 3, 3), 0.05)
    cube[:, 1, 2] = 0.06
    for name in ("blue", "red", "mir"):
        write_raster(folder / f"{name}.tif", cube, crs=None, transform=edge)
    cube[:, 1, 2] = [0.9, 0.3, 0.4, 0.9]
    write_raster(folder / "nir.tif", cube, crs=None, transform=edge)
    (folder / "timeline.csv").write_text("\n".join(day.isoformat() for day in days))
    lat = np.degrees((-1300000.0 - 1.5 * 231.656) / 6371007.181)
    lon = np.degrees((-6000000.0 + 2.5 * 231.656) / 6371007.181 / np.cos(np.radians(lat)))
    write_csv(
        folder / "samples.csv", ["longitude", "latitude", "from", "to", "label"],
        [[lon, lat, "2010-07-01", "2011-07-01", "Forest"]],
    )  # fmt: skip
    cubes = seasons.mato_grosso_cube(tmp_path)
    assert cubes is not None
    assert cubes.pixels.tolist() == [pytest.approx([0.06, 0.06, 0.4, 0.06])]


def test_plots_take_the_one_date_without_snow(tmp_path: Path) -> None:
    order = ["b4", "b3", "b2", "b8", "b5", "b6", "b7", "b8a", "b11", "b12", "b1", "b9"]
    header = ["fueltype", *(f"{day} {b}" for day in ("20190809", "20200405") for b in order)]
    rows = [[kind, *range(100, 1300, 100), *[9000] * 12] for kind in ("D1", "Unclassified", "O1")]
    write_csv(tmp_path / "more/bc_spectra/merge.csv", header, rows)
    found = tables.plots(tmp_path)
    assert found is not None
    assert found.labels.tolist() == [1, 2]
    assert found.pixels[0, near(found.bands, 833)] == pytest.approx(0.04)
    assert found.pixels[0, near(found.bands, 443)] == pytest.approx(0.11)


def test_field_spectra_lose_bands_that_many_lack(tmp_path: Path) -> None:
    lines = [str(nm) for nm in range(350, 2501)]
    gappy = [["index", "spectra"], ["lambda", *lines]]
    gappy += [[f"A{n}", *("" if 940 < nm < 1030 else "20" for nm in range(350, 2501))] for n in range(4)]
    gappy.append(["A9", *([""] * len(lines))])
    path = tmp_path / "more/klum/KLUM_spectra.csv"
    write_csv(path, gappy[0], gappy[1:])
    found = field.urban_materials(tmp_path)
    assert found is not None
    assert found.pixels.shape[0] == 4 and found.pixels == pytest.approx(0.2)
    assert not ((found.bands.center_nm > 940) & (found.bands.center_nm < 1030)).any()
    write_csv(tmp_path / "more/parthenium_asd/parthenium_weed_data.csv", ["species", *lines], [["PH", *["40"] * 2151]])
    herbs = field.herbs(tmp_path)
    assert herbs is not None and herbs.pixels == pytest.approx(0.4)


def test_rasters_are_read_as_the_product_reads_them_and_folds_leave_together(tmp_path: Path) -> None:
    for folder in ("images", "labels"):
        (tmp_path / "enmap_potsdam" / folder).mkdir(parents=True)
    cube, centers = scene(8, 9, 24, seed=0)
    save_geotiff(tmp_path / "enmap_potsdam/images/0.tif", cube, centers)
    label = np.arange(72, dtype=np.uint8).reshape(8, 9) % 8
    write_raster(tmp_path / "enmap_potsdam/labels/0.tif", label[None])
    (read,) = labelled_scenes(tmp_path)
    assert (read.set, read.fold, read.positions) == ("potsdam5", "potsdam", True)
    assert read.pixels.shape == (8, 9, 24) and 0 < float(np.median(read.pixels)) < 1
    np.testing.assert_array_equal(read.labels, np.where(label > 6, 0, label))
    assert read.classes[4] == TREE and read.classes[6] == WATER
    assert not list(labelled_scenes(tmp_path, leave_out=("potsdam",)))
    assert not list(labelled_scenes(tmp_path, only=("hymap4",)))
    with pytest.raises(InputError, match="no fold 'mars' of real data; use one of potsdam"):
        list(labelled_scenes(tmp_path, leave_out=("mars",)))


def test_a_scene_refuses_labels_without_classes() -> None:
    with pytest.raises(InputError, match="Label 7 of scene 'a' has no classes"):
        LabelledScene(
            name="a", set="s", fold="f", pixels=np.zeros((1, 1, 4), np.float32), valid=np.ones((1, 1), bool),
            bands=Bands(np.ones(4), np.ones(4)), level="L2", sensor=None, gsd_m=1.0,
            labels=np.full((1, 1), 7, np.uint8), classes={1: TREE},
        )  # fmt: skip


def test_pixels_of_a_table_lie_among_their_like_and_are_mapped_by_the_product(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    kinds = np.array([[0.05, 0.06, 0.04, 0.4], [0.1, 0.12, 0.2, 0.25], [0.05, 0.04, 0.03, 0.01]])
    which = rng.integers(0, 3, 80)
    values = kinds[which] * rng.uniform(0.95, 1.05, (80, 1))
    table = Table(
        values, np.arange(1, 81), Bands(np.array([480.0, 560.0, 660.0, 860.0]), np.full(4, 30.0)), "L1",
        "PlanetScope", 3.0,
    )  # fmt: skip
    image = laid_out(table)
    assert image.pixels.shape == (18, 18, 4) and image.valid.sum() == 4 * 80 and not image.valid[-1, -1]
    labels = image.labels[::2, ::2]
    assert np.count_nonzero(image.labels) == np.count_nonzero(labels) == 80
    for row, col in ((0, 0), (0, 1), (1, 0), (1, 1)):  # every pixel of a block is the labelled one
        block = image.pixels[row::2, col::2]
        np.testing.assert_allclose(block[labels > 0], values[labels[labels > 0] - 1], rtol=1e-6)
    kind = np.where(labels > 0, which[np.maximum(labels.astype(int) - 1, 0)], -1)
    same = kind[:, 1:] == kind[:, :-1]
    assert same.mean() > 0.85  # by chance a third
    again = laid_out(Table(values[::-1], table.labels[::-1], table.bands, "L1", None, 3.0))
    np.testing.assert_array_equal(again.labels, image.labels)  # the order of the table does not matter

    def read(_: Path) -> Table:
        return table

    ((path, label),) = stored(read, tmp_path)
    assert stored(read, tmp_path) == [(path, label)]  # written once
    from backend.products.registry import open_product

    with open_product(path, None) as product:
        sensor = product.meta.sensor
    assert (sensor.level, sensor.name, sensor.gsd_m) == ("L1", "PlanetScope", 3.0)
    assert sensor.bands.center_nm() == pytest.approx(table.bands.center_nm)


def test_real_sets_have_the_pixels_that_their_sources_state(data: Path) -> None:
    if not (data / "more").is_dir():
        pytest.skip("the data folder has no further sets: get its folder 'more'")
    small = [s.name for s in SETS if s.read is not None and s.fold != "glaciers"]
    found = {s.set: s for s in labelled_scenes(data, only=small)}
    counts = {name: np.bincount(s.labels.ravel(), minlength=8) for name, s in found.items()}
    assert counts["amazon_s2"][1:5].tolist() == [204, 1056, 614, 496]
    assert counts["amazon_tm"][1:5].tolist() == [1124, 220, 2271, 795]
    assert counts["mato_grosso"][1:4].tolist() == [138, 370, 400]
    forest = found["chiapas_1999"].pixels[found["chiapas_1999"].labels == 1]
    assert np.median(forest, axis=0)[[2, 3, 4]] == pytest.approx([0.030, 0.326, 0.149], abs=0.003)
    grass = found["houston_casi"].pixels[found["houston_casi"].labels == 1]
    assert 0.3 < np.median(grass[:, near(found["houston_casi"].bands, 860)]) < 0.6
