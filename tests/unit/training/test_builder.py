"""The shard builder on products with the true names and tables, on patch folders, and on the real data at hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc

import numpy as np
import pytest

from backend.common.errors import InputError
from tests.contract import scenes_bands, scenes_products
from tests.support.flight_lines import scene, write_aviris3, write_bigearthnet, write_envi, write_fmow
from training.build_hyper400k import build, main, verify
from training.shards.build_shards import Settings, missing, plan
from training.shards.cleaning import load_table
from training.shards.cutting import RasterCutter
from training.shards.files import ShardStore
from training.shards.sources import find_sources

SMALL = Settings(patch=16, shard_mb=1)


def by_kind(root):
    """{(sensor, level): (store, group)} of a folder with one group of each."""
    store = ShardStore(root)
    return {(g.group.sensor, g.group.level): (store, g) for g in store.groups}


def flight_lines(root):
    """A tree with a line of each instrument and level, and the files that lie beside them."""
    write_envi(
        root / "av" / "f180126t01p00r05_corr_v1k1_img", scene("AVIRIS-Classic", 40, 24, scale=0.8), "AVIRIS-Classic"
    )
    write_envi(
        root / "ng" / "ang20170228t170016_rdn_v2p5_img",
        scene("AVIRIS-NG", 40, 24, scale=15),
        "AVIRIS-NG",
        interleave="bip",
    )
    write_envi(
        root / "ng" / "ang20170228t170016_rfl_v2p5_img",
        scene("AVIRIS-NG", 40, 24, scale=0.8),
        "AVIRIS-NG",
        interleave="bsq",
    )
    write_envi(root / "ng" / "ang20170228t170016_obs_ort", scene("AVIRIS-NG", 16, 16, scale=1), "AVIRIS-NG")
    write_aviris3(
        root / "av3" / "AV320230821t173024_003_L1B_RDN_1a2b3c4d_RDN.nc", scene("AVIRIS-3", 40, 24, scale=15), "radiance"
    )
    write_aviris3(
        root / "av3" / "AV320230821t173024_003_L2A_OE_1a2b3c4d_RFL_ORT.nc",
        scene("AVIRIS-3", 40, 24, scale=0.8),
        "reflectance",
    )
    (root / "ng" / "readme.txt").write_text("notes")
    return root


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    return flight_lines(tmp_path_factory.mktemp("lines"))


@pytest.fixture(scope="module")
def built(lines, tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "shards"
    build([lines], out, SMALL)
    return out


def test_each_instrument_and_level_gives_its_patches_with_its_bands(built):
    kinds = by_kind(built)
    assert {k: (len(g.group.bands), len(g)) for k, (_, g) in kinds.items()} == {
        ("AVIRIS-Classic", "L2"): (224 - 27, 2),
        ("AVIRIS-NG", "L1"): (425, 2),
        ("AVIRIS-NG", "L2"): (425 - 62, 2),
        ("AVIRIS-3", "L1"): (284, 2),
        ("AVIRIS-3", "L2"): (284 - 35, 2),
    }
    assert not set(range(195, 212)) & set(kinds["AVIRIS-NG", "L2"][1].group.bands)


def test_patches_hold_the_values_of_the_file_and_its_place(built):
    store, group = by_kind(built)["AVIRIS-NG", "L1"]
    wanted = scene("AVIRIS-NG", 40, 24, scale=15)[:, 16:32, :16]
    values, valid = store.read(group, 1)
    assert valid.all() and np.allclose(values, wanted, rtol=1e-3)
    patch, place = store.patch(group, 1), store.scene(group, 1)
    assert (patch.row, patch.col) == (16, 0)
    assert patch.lon == pytest.approx(-118.59, abs=0.1) and patch.lat == pytest.approx(34.45, abs=0.1)
    assert place.gsd_m == 15.5 and place.source == "ng/ang20170228t170016_rdn_v2p5_img"
    assert place.acquired == "2017-02-28T17:00:16Z"


def test_radiance_carries_the_factors_to_apparent_reflectance(built):
    store, group = by_kind(built)["AVIRIS-NG", "L1"]
    gain = np.array(store.scene(group, 0).gain)
    green = int(np.abs(np.array(store.scene(group, 0).center_nm) - 560.0).argmin())
    # pi L / E0 with L = 10 uW cm-2 nm-1 sr-1 = 100 W m-2 sr-1 um-1, E0(560 nm) = 1800 W m-2 um-1: 0.17 at the zenith
    assert 0.15 < 10.0 * gain[green] < 0.5
    reflectance_store, reflectance = by_kind(built)["AVIRIS-NG", "L2"]
    assert set(reflectance_store.scene(reflectance, 0).gain) == {1.0}


def test_every_hash_fits_and_the_summary_tells_the_counts(built):
    verify(built)
    rows = (built / "summary.csv").read_text().splitlines()
    assert rows[0].startswith("sensor,level,kept") and "AVIRIS-3,L1,2" in rows[1]


def test_aviris_classic_integers_are_divided_by_the_gains_beside_them(tmp_path):
    radiance = scene("AVIRIS-Classic", 16, 16, scale=8)
    factors = np.repeat([300.0, 600.0, 1200.0], [110, 50, 64])
    stored = np.round(radiance * factors[:, None, None]).astype("i2")
    folder = tmp_path / "lines"
    write_envi(
        folder / "f080611t01p00r07rdn_c_sc01_ort_img", stored, "AVIRIS-Classic", interleave="bip", order=1, nodata=-50
    )
    table = "".join(f"{f:.1f} {i}\n" for i, f in enumerate(factors, start=1))
    (folder / "f080611t01p00r07rdn_c.gain").write_text(table)
    build([folder], tmp_path / "out", SMALL)
    store, group = by_kind(tmp_path / "out")["AVIRIS-Classic", "L1"]
    assert np.allclose(store.read(group, 0)[0], radiance, rtol=2e-3, atol=2e-3)


def test_padding_saturation_and_noise_are_dropped_with_their_reasons(tmp_path):
    cube = scene("AVIRIS-NG", 64, 16, scale=0.8)
    cube[:, :16, :8] = -9999.0  # half of the first patch
    cube[100, 16:32, :6] = 4.0  # more than a fifth of the pixels of the second
    cube[150:320, 32:48] = -0.01  # most bands of the third
    cube[:, 48:, :2] = -9999.0  # an eighth of the fourth: kept, masked
    write_envi(tmp_path / "ang20170228t170016_corr_v2p5_img", cube, "AVIRIS-NG")
    tally = build([tmp_path / "ang20170228t170016_corr_v2p5_img"], tmp_path / "out", SMALL)
    assert {fate: n for (_, _, fate), n in tally.counts.items()} == {
        "outside the scene": 1, "above the maximum": 1, "negative": 1, "kept": 1
    }  # fmt: skip
    store, group = by_kind(tmp_path / "out")["AVIRIS-NG", "L2"]
    _, valid = store.read(group, 0)
    assert not valid[:, :2].any() and valid[:, 2:].all()


def test_small_rasters_use_their_own_size_and_tiny_ones_are_told(tmp_path):
    write_envi(tmp_path / "in" / "ang20170228t170016_rfl_v1_img", scene("AVIRIS-NG", 25, 30, scale=0.8), "AVIRIS-NG")
    write_envi(tmp_path / "in" / "ang20180228t170016_rfl_v1_img", scene("AVIRIS-NG", 7, 30, scale=0.8), "AVIRIS-NG")
    tally = build([tmp_path / "in"], tmp_path / "out", Settings())
    assert ShardStore(tmp_path / "out").groups[0].group.shape == (24, 24)
    assert tally.counts["-", "-", "smaller than 8 pixels"] == 1


def test_a_user_table_changes_the_rules_without_code(tmp_path):
    table = tmp_path / "mine.toml"
    table.write_text("drop_share = 0.2\n[[rule]]\nmaximum = 0.1\n")
    write_envi(tmp_path / "ang20170228t170016_rfl_v1_img", scene("AVIRIS-NG", 16, 16, scale=0.8), "AVIRIS-NG")
    tally = build(
        [tmp_path / "ang20170228t170016_rfl_v1_img"], tmp_path / "out", Settings(patch=16, cleaning=str(table))
    )
    assert tally.counts["AVIRIS-NG", "L2", "above the maximum"] == 1


def test_sentinel_patch_folders_of_both_layouts(tmp_path):
    for image, side in ((1, (40, 40)), (2, (57, 43))):
        write_fmow(tmp_path / "fmow", "airport", 0, image, side=side)
    write_bigearthnet(tmp_path / "BigEarthNet-S2" / "S2A_MSIL2A_20170613T101031_N9999_R022_T33UUP")
    build([tmp_path / "fmow", tmp_path / "BigEarthNet-S2"], tmp_path / "out", Settings(patch=64, resize=32))
    kinds = by_kind(tmp_path / "out")
    store, fmow = kinds["Sentinel-2", "L1"]
    assert len(fmow) == 2 and fmow.group.shape == (32, 32) and fmow.group.bands == (*range(1, 11), 12, 13)
    assert store.scene(fmow, 0).gsd_m == 12.5
    _, earth = kinds["Sentinel-2", "L2"]
    assert len(earth) == 1 and store.scene(earth, 0).acquired == "2017-06-13T10:10:31Z"
    full = scene("Sentinel-2", 120, 120, scale=6000.0)[1] * 1e-4
    assert store.read(earth, 0)[0][1].mean() == pytest.approx(full.mean(), rel=0.02)


def test_bigearthnet_without_resampling_is_cut_on_the_10_m_grid(tmp_path):
    folder = write_bigearthnet(tmp_path / "in")
    (folder / f"{folder.name}_B02.tif").with_name("extra.txt").write_text("x")
    build([tmp_path / "in"], tmp_path / "out", Settings(patch=256))
    store, group = by_kind(tmp_path / "out")["Sentinel-2", "L2"]
    assert group.group.shape == (120, 120)
    fine = scene("Sentinel-2", 120, 120, scale=6000.0).astype(np.uint16)
    assert np.allclose(store.read(group, 0)[0][1], fine[1] * 1e-4, rtol=1e-3)
    (folder / f"{folder.name}_B03.tif").unlink()
    tally = build([tmp_path / "in"], tmp_path / "out2", Settings(patch=256))
    assert tally.counts["-", "-", "bands are missing"] == 1


def test_a_damaged_line_is_told_and_the_others_are_built(lines, tmp_path):
    line = write_envi(tmp_path / "ang20190101t101010_rfl_v1_img", scene("AVIRIS-NG", 32, 16, scale=0.8), "AVIRIS-NG")
    line.write_bytes(line.read_bytes()[:1000])
    tally = build([line, lines / "av"], tmp_path / "out", SMALL)
    assert tally.counts["-", "-", "source refused"] == 1 and tally.counts["AVIRIS-Classic", "L2", "kept"] == 2
    assert "has 1000 bytes" in (tmp_path / "out" / "notes.txt").read_text()


def test_the_same_command_adds_only_what_is_new(lines, tmp_path):
    out = tmp_path / "out"
    build([lines / "av"], out, SMALL)
    first = {p.name: p.stat().st_mtime_ns for p in (out / "shards").iterdir()}
    build([lines / "av"], out, SMALL)
    assert {p.name: p.stat().st_mtime_ns for p in (out / "shards").iterdir()} == first
    build([lines / "av", lines / "av3"], out, SMALL)
    assert len(ShardStore(out)) == 6
    assert all((out / "shards" / name).stat().st_mtime_ns == t for name, t in first.items())


def test_other_settings_need_another_folder(built, lines):
    with pytest.raises(InputError, match="'patch'"):
        build([lines], built, Settings(patch=24, shard_mb=1))


def test_units_cover_every_candidate_once_whatever_was_done(lines):
    sources = find_sources([lines])
    done = {sources[0].id: [(0, 1)]}
    covered = {}
    for unit in plan(sources, SMALL, done):
        for part in unit.parts:
            covered.setdefault(part.source.id, []).extend(range(part.first, part.last))
    assert covered.pop(sources[0].id) == [1]
    assert all(numbers == [0, 1] for numbers in covered.values())
    assert list(missing(10, [(4, 6), (0, 2)])) == [(2, 4), (6, 10)]


def test_a_killed_build_goes_on_and_ends_as_an_unbroken_one(tmp_path):
    for number in range(6):
        line = scene("AVIRIS-NG", 96, 64, scale=0.8, seed=number)
        write_envi(tmp_path / "in" / f"ang2017022{number}t170016_rfl_v1_img", line, "AVIRIS-NG")
    script = os.path.join(os.path.dirname(sys.modules["training"].__file__), "build_hyper400k.py")
    command = [sys.executable, script, str(tmp_path / "in"), "--patch", "32", "--shard-mb", "1", "--workers", "1"]
    child = subprocess.Popen([*command, "--out", str(tmp_path / "killed")], stderr=subprocess.DEVNULL, cwd=tmp_path)
    units = tmp_path / "killed" / "units"
    while len(list(units.glob("*.json")) if units.exists() else []) < 3 and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not (tmp_path / "killed" / "index.json").exists()
    (tmp_path / "killed" / "shards" / "left-over.pixels").write_bytes(b"half")
    arguments = [str(tmp_path / "in"), "--patch", "32", "--shard-mb", "1"]
    assert main([*arguments, "--workers", "2", "--out", str(tmp_path / "killed")]) == 0
    assert main([*arguments, "--workers", "1", "--out", str(tmp_path / "whole")]) == 0
    verify(tmp_path / "killed")
    assert not (tmp_path / "killed" / "shards" / "left-over.pixels").exists()
    assert content(tmp_path / "killed") == content(tmp_path / "whole") and len(content(tmp_path / "whole")) == 36


def content(root):
    """{(source, row, column): bytes} of all patches."""
    store = ShardStore(root)
    return {
        (store.scene(g, i).source, store.patch(g, i).row, store.patch(g, i).col): store.read(g, i)[0].tobytes()
        for g in store.groups
        for i in range(len(g))
    }


def test_a_flight_line_never_enters_memory(tmp_path):
    line = write_envi(tmp_path / "ang20170228t170016_rfl_v1_img", scene("AVIRIS-NG", 800, 64, scale=0.8), "AVIRIS-NG")
    size = line.stat().st_size  # 87 MB, of which a patch is 1.7
    source = find_sources([line])[0]
    tracemalloc.start()
    cutter = RasterCutter(source, patch=32, table=load_table())
    count = sum(candidate.values is not None for candidate in cutter.candidates(0, len(cutter)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    cutter.close()
    assert count == 50 and peak < size / 4


@pytest.mark.parametrize(
    ("product", "sensor"),
    [
        (scenes_products.enmap, "EnMAP"),
        (scenes_products.enmap_folder, "EnMAP"),
        (scenes_products.desis, "DESIS"),
        (scenes_products.prisma, "PRISMA"),
        (scenes_products.emit, "EMIT"),
        (scenes_products.neon, "NEON AOP"),
        (scenes_bands.sentinel2, "Sentinel-2"),
        (scenes_bands.landsat, "Landsat 8/9 OLI"),
        (scenes_bands.hyperion, "Hyperion"),
    ],
)
def test_whatever_the_program_reads_is_found_in_a_tree_once(product, sensor, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    product(tmp_path / "in" / "deep")
    tally = build([tmp_path / "in"], tmp_path / "out", Settings(shard_mb=8))
    assert {key[2]: n for key, n in tally.counts.items()} == {"kept": 1}
    (((name, _), (store, group)),) = by_kind(tmp_path / "out").items()
    values, valid = store.read(group, 0)
    place = store.scene(group, 0)
    assert name == sensor and valid.any() and place.gsd_m is not None
    bright = values[:, valid].mean(axis=1) * np.array(place.gain)
    assert 0.02 < bright.mean() < 0.5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "does not exist"),
        (["."], "No sources of patches"),
        ([".", "--patch", "20"], "multiple of 8"),
        ([".", "--cleaning", "none.toml"], "cannot be read"),
        ([".", "--level", "L7"], "L1"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_1(arguments, words, tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--out", "out"]) == 1
    assert words in caplog.text and len(caplog.records) == 1


@pytest.mark.data
def test_real_data(data, tmp_path):
    from scipy.io import loadmat

    mat = loadmat(data / "aviris_classic_salton" / "salton_sea_roi.mat")
    cube = next(v for v in mat.values() if isinstance(v, np.ndarray) and v.ndim == 3)
    salton = np.ascontiguousarray(cube.transpose(2, 0, 1)).astype(np.float32)
    write_envi(tmp_path / "f110701t01p00r05_rfl_img", salton, "AVIRIS-Classic", interleave="bip")
    roots = [data / "aviris_ng_radiance", data / "enmap_potsdam" / "images", tmp_path / "f110701t01p00r05_rfl_img"]
    build(roots, tmp_path / "out", Settings(), workers=1)
    kinds = by_kind(tmp_path / "out")
    assert {k: (len(g), g.group.shape) for k, (_, g) in kinds.items()} == {
        ("AVIRIS-NG", "L1"): (1, (24, 24)),
        ("EnMAP", "L2"): (12, (32, 32)),
        ("AVIRIS-Classic", "L2"): (
            1,
            salton.shape[1] // 8 * 8 and (salton.shape[1] // 8 * 8, salton.shape[2] // 8 * 8),
        ),
    }
    store, enmap = kinds["EnMAP", "L2"]
    values, valid = store.read(enmap, 0)
    assert valid.all() and 0.02 < np.median(values) < 0.5 and store.scene(enmap, 0).gsd_m == 30.0
    store, radiance = kinds["AVIRIS-NG", "L1"]
    rho = store.read(radiance, 0)[0] * np.array(store.scene(radiance, 0).gain)[:, None, None]
    assert 0.05 < np.median(rho) < 0.5
    receipt = json.loads((tmp_path / "out" / "build.json").read_text())
    assert receipt["patch"] == 256
