"""Published data sets: entries, and readers of each layout on small folders of the true layout."""

from __future__ import annotations

import dataclasses
import os
import pickle
from pathlib import Path

import h5py
import numpy as np
import pytest
from scipy.io import savemat

from backend.common.errors import InputError
from tests.conftest import data_folder
from tests.unit.training import published_folders as made
from training.protocols.entry import METRICS, find, known, read_entry
from training.protocols.files.cubes import Cube
from training.protocols.files.geobench import Husk, unpickled
from training.protocols.files.mat import read_mat
from training.protocols.items import Place, of_part

BANDS = {
    "enmap_cdl": 202, "hyperion_cdl": 198, "desis_cdl": 235, "gf5_wuhan": 116, "eurosat": 12, "bigearthnet": 12,
    "segmunich": 10, "oscd": 12, "hls_burn_scars": 6, "uc_merced": 3, "m_cashew_plant": 12, "m_bigearthnet": 12,
    "indian_pines": 200, "salinas": 204, "pavia_university": 103, "pavia_center": 102, "houston_2013": 144,
    "whu_hi_longkou": 270, "whu_hi_hanchuan": 274, "whu_hi_honghu": 270,
}  # fmt: skip
CLASSES = {
    "enmap_cdl": 14, "enmap_nlcd": 15, "enmap_eurocrops": 15, "enmap_bdforet": 12, "enmap_bnetd": 10,
    "enmap_treemap": 24, "hyperion_cdl": 14, "desis_cdl": 14, "gf5_wuhan": 13, "eurosat": 10, "bigearthnet": 19,
    "segmunich": 13, "uc_merced": 21, "m_cashew_plant": 7, "m_bigearthnet": 43, "indian_pines": 16, "salinas": 16,
    "pavia_university": 9, "pavia_center": 9, "houston_2013": 15, "whu_hi_longkou": 9, "whu_hi_hanchuan": 16,
    "whu_hi_honghu": 22,
}  # fmt: skip
CITIES = {"abudhabi": "train", "beirut": "train", "dubai": "test"}


# --- entries --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", known())
def test_an_entry_is_whole(name: str) -> None:
    """Every entry has bands in range, classes of different names, and figures that could be."""
    entry = find(name)
    center = entry.bands.table.bands.center_nm
    assert np.all((center > 350) & (center < 2600))
    assert len(set(entry.classes.values())) == len(entry.classes)
    assert entry.bands.table.bands.count == BANDS.get(name, entry.bands.table.bands.count)
    assert len(entry.classes) == CLASSES.get(name, len(entry.classes))
    assert all(0 < row.value < 100 and row.metric in METRICS and row.source for row in entry.published)


def test_mistakes_in_an_entry_are_named(tmp_path: Path) -> None:
    """An unknown key, a missing one, an unknown layout and bands a sensor lacks end in one sentence."""
    text = (Path("training/configs/data_sets") / "eurosat.toml").read_text(encoding="utf-8")
    for old, new, word in (
        ('title = "', 'titel = "', "titel"), ("\n[values]\n", "\n[valeus]\n", "valeus"),
        ('metric = "oa"', 'metric = "x"', "metric"), ('kind = "class folders"', 'kind = "zip"', "layout"),
        ('"B09"', '"B19"', "B19"), ("scale = 1e-4", "scal = 1", "scal"),
    ):  # fmt: skip
        path = tmp_path / "own.toml"
        path.write_text(text.replace(old, new))
        with pytest.raises(InputError, match=word):
            read_entry(path)
    with pytest.raises(InputError, match="eurosat"):
        find("eurosta")


def test_settings_follow_from_the_paper() -> None:
    """Epochs become steps of the training part; branches are dropped of SpectralGPT alone."""
    protocol = find("eurosat").protocol
    assert "optim.steps=6328" in protocol.settings(21600)
    assert "optim.mixup=0.8" in protocol.settings(21600)
    assert not any("drop_path" in text for text in protocol.settings(21600))
    assert "model.drop_path=0.2" in protocol.settings(21600, spectralgpt=True)


# --- pairs ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "image", "mask"),
    [
        ("enmap_cdl", "enmap", "cdl"), ("enmap_nlcd", "enmap", "nlcd"), ("enmap_eurocrops", "enmap", "eurocrops"),
        ("enmap_bdforet", "enmap", "bdforet"), ("enmap_bnetd", "enmap", "bnetd"), ("enmap_treemap", "enmap", "treemap"),
        ("hyperion_cdl", "eo1", "cdl"), ("desis_cdl", "desis", "cdl"),
    ],
)  # fmt: skip
def test_spectral_earth(tmp_path: Path, name: str, image: str, mask: str) -> None:
    """Images by place, lists in another folder: parts as listed, codes by class, other codes without a label."""
    entry = find(name)
    codes = made.spectral_earth(
        entry, tmp_path / "data", image=image, mask=mask, lists=tmp_path / "splits", name=f"{image}_{mask}"
    )
    source = entry.layout.open(entry, Place(tmp_path / "data", tmp_path / "splits"))
    assert [len(of_part(source, part)) for part in ("train", "val", "test")] == [2, 1, 1]
    assert source.group(0) != source.group(1)
    patch = of_part(source, "test")[0]
    assert patch.table.sensor == entry.sensor
    assert 0.05 < float(np.median(patch.pixels)) < 0.3
    keys = [int(key) for key in entry.classes]
    wanted = np.vectorize(lambda code: keys.index(code) + 1 if code in keys else 0)(codes[patch.name])
    assert np.array_equal(patch.mask, wanted)


def test_a_missing_list_or_file_is_named(tmp_path: Path) -> None:
    """Without the authors' lists the sentence says where they are; a drawn split does without; a lost file is named."""
    entry = find("enmap_cdl")
    made.spectral_earth(entry, tmp_path, image="enmap", mask="cdl", lists=tmp_path / "elsewhere", name="enmap_cdl")
    with pytest.raises(InputError, match="--splits"):
        entry.layout.open(entry, Place(tmp_path))
    assert len(entry.layout.open(entry, Place(tmp_path, draw=True))) == 4
    (tmp_path / "cdl" / "0151280" / "02606.tif").unlink()
    with pytest.raises(InputError, match=r"1 file .* is missing .*02606"):
        entry.layout.open(entry, Place(tmp_path, tmp_path / "elsewhere"))


def test_nodata_and_wrong_bands(tmp_path: Path) -> None:
    """Fill numbers are no observation; an image of another sensor is refused."""
    entry = find("enmap_cdl")
    made.spectral_earth(entry, tmp_path, image="enmap", mask="cdl", lists=tmp_path, name="enmap_cdl")
    path = tmp_path / "enmap" / "0099999" / "02606.tif"
    planes = np.full((202, 16, 16), 1000, dtype="int16")
    planes[5, 0, 0], planes[:, 1, 1] = -32768, 0
    made.write_raster(path, planes)
    source = entry.layout.open(entry, Place(tmp_path))
    valid = of_part(source, "test")[0].valid
    assert not valid[0, 0]
    assert not valid[1, 1]
    assert valid.sum() == 16 * 16 - 2
    made.write_raster(path, planes[:200])
    with pytest.raises(InputError, match="200 bands"):
        of_part(source, "test")[0]
    path.write_bytes(b"II*\0broken")
    with pytest.raises(InputError, match="cannot be read"):
        of_part(source, "test")[0]


def test_segmunich_and_burn_scars(tmp_path: Path) -> None:
    """Folders of parts: with lists, and with a share of training held out."""
    entry = find("segmunich")
    root = tmp_path / "TUM_128"
    made.parted(
        entry, root, parts={"train": "train", "test": "test"}, image="{part}/img/{id}.tif",
        mask="{part}/label/{id}.tif", dtype="int16", code_type="uint8",
    )  # fmt: skip
    (root / "dataset").mkdir()
    for part in ("train", "test"):
        (root / "dataset" / f"{part}.txt").write_text(f"{part}_0\n{part}_2\n")
    source = entry.layout.open(entry, Place(root))
    assert [source.part(i) for i in range(len(source))] == ["train", "train", "test", "test"]
    assert source[0].pixels.shape == (10, 16, 16)

    entry = find("hls_burn_scars")
    root = tmp_path / "hls"
    made.parted(
        entry, root, parts={"train": "training", "test": "validation"}, image="{part}/{id}_merged.tif",
        mask="{part}/{id}.mask.tif", dtype="float32", code_type="int16",
    )  # fmt: skip
    for i in range(3, 20):
        for end in ("_merged.tif", ".mask.tif"):
            copy = root / "training" / f"training_{i}{end}"
            copy.write_bytes((root / "training" / f"training_0{end}").read_bytes())
    made.write_raster(root / "validation" / "validation_0.mask.tif", np.full((1, 16, 16), -1, "int16"))
    source = entry.layout.open(entry, Place(root))
    assert [len(of_part(source, part)) for part in ("train", "val", "test")] == [18, 2, 3]
    assert not of_part(source, "test")[0].mask.any()
    assert set(np.unique(of_part(source, "test")[1].mask)) <= {1, 2}


def test_gf5(tmp_path: Path) -> None:
    """Patches of 116 bands; the codes of the contest."""
    entry = find("gf5_wuhan")
    made.parted(
        entry, tmp_path, parts={"": "wuhan"}, image="images/{id}.tif", mask="labels/{id}.tif", dtype="float32",
        code_type="uint8",
    )  # fmt: skip
    for part, i in (("train", 0), ("val", 1), ("test", 2)):
        path = tmp_path / "gaofen5_wuhan" / f"{part}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"wuhan_{i}.tif\n")
    source = entry.layout.open(entry, Place(tmp_path))
    assert len(source) == 3
    assert source[0].mask.min() == 1


@pytest.mark.skipif(not (data_folder() / "sentinel2_l1c").is_dir(), reason="the folder of real data")
def test_an_entry_of_your_own_for_a_real_scene(tmp_path: Path) -> None:
    """Sentinel-2 L1C of February with labels of OpenStreetMap: thirteen bands, a plausible level, some labels."""
    own = tmp_path / "winter.toml"
    bands = ", ".join(f'"B{n:02d}"' for n in range(1, 9)) + ', "B8A", "B09", "B10", "B11", "B12"'
    own.write_text(
        'title = "Winter"\ntask = "dense"\nsensor = "Sentinel-2"\nlevel = "L1"\ngsd_m = 10\nmetric = "oa"\n'
        f'split = "none"\norigin = "here"\n[bands]\nnames = [{bands}]\ndrop = ["B10"]\n[values]\nscale = 1e-4\n'
        '[layout]\nkind = "pairs"\nimage = "S2A_L1C_T33UUU_20170216_stack13_{id}.tif"\n'
        'mask = "osm_landuse_label_{id}.tif"\n[classes]\n1 = "a"\n2 = "b"\n3 = "c"\n'
    )
    entry = find(str(own))
    source = entry.layout.open(entry, Place(data_folder() / "sentinel2_l1c"))
    patch = source[0]
    assert patch.pixels.shape[0] == 12
    assert patch.valid.mean() > 0.9
    assert 0.02 < float(np.median(patch.pixels[:, patch.valid])) < 0.4
    assert (patch.mask > 0).any()


# --- folders --------------------------------------------------------------------------------------------------------
def test_eurosat(tmp_path: Path) -> None:
    """Classes by folder, the authors' lists with their numbers, B10 left out and B8A behind B12 in the file."""
    entry = find("eurosat")
    root = tmp_path / "ds" / "images" / "remote_sensing" / "otherDatasets" / "sentinel_2" / "tif"
    made.class_folders(entry, root)
    lists = tmp_path / "txt_file"
    lists.mkdir()
    (lists / "train_euro_result.txt").write_text("tif/Highway/Highway_3.tif    3\ntif/River/River_1.tif    8\n")
    (lists / "val_euro_result.txt").write_text("tif/SeaLake/SeaLake_2.tif    9\n")
    source = entry.layout.open(entry, Place(tmp_path))
    assert [source[i].labels for i in range(3)] == [(3,), (8,), (9,)]
    assert source[0].pixels.shape == (12, 16, 16)
    assert np.all(np.diff(np.sort(source[0].table.bands.center_nm)) > 0)
    assert 860 < source[0].table.bands.center_nm[-1] < 870
    (lists / "val_euro_result.txt").write_text("tif/Lake/Lake_2.tif    9\n")
    with pytest.raises(InputError, match="no class"):
        entry.layout.open(entry, Place(tmp_path))


def test_uc_merced_is_drawn_class_by_class(tmp_path: Path) -> None:
    """No published split: four fifths of each class train; the same seed draws the same."""
    entry = find("uc_merced")
    made.class_folders(entry, tmp_path / "UCMerced_LandUse" / "Images", dtype="uint8")
    source = entry.layout.open(entry, Place(tmp_path))
    for k in range(21):
        parts = [source.part(i) for i in range(len(source)) if source[i].labels == (k,)]
        assert sorted(parts) == ["test"] + ["train"] * 4
    again = entry.layout.open(entry, Place(tmp_path))
    other = entry.layout.open(entry, Place(tmp_path, seed=1))
    assert again.items == source.items
    assert other.items != source.items


def test_classes_of_hrssc_are_its_folders(tmp_path: Path) -> None:
    """What could not be looked up is taken from the copy at hand."""
    entry = find("hrssc")
    made.class_folders(dataclasses.replace(entry, classes={"Farm": "", "Road": ""}), tmp_path)
    source = entry.layout.open(entry, Place(tmp_path))
    assert source.classes == ("Farm", "Road")
    with pytest.raises(InputError, match="no images"):
        entry.layout.open(entry, Place(tmp_path / "Farm"))


def test_bigearthnet(tmp_path: Path) -> None:
    """Bands of three sizes meet at the finest; 43 names become 19 classes, names of none are dropped."""
    entry = find("bigearthnet")
    labels = {
        "S2A_MSIL2A_1": ["Sea and ocean", "Estuaries"], "S2A_MSIL2A_2": ["Pastures", "Airports", "Rice fields"],
        "S2A_MSIL2A_3": ["Peatbogs"],
    }  # fmt: skip
    made.bigearthnet(entry, tmp_path, labels)
    for part, i in (("train", 1), ("val", 2), ("test", 3)):
        (tmp_path / f"bigearthnet-{part}.csv").write_text(f"S2A_MSIL2A_{i},S1A_{i}\n")
    source = entry.layout.open(entry, Place(tmp_path))
    names = [{source.classes[k] for k in source[i].labels} for i in range(3)]
    assert names == [{"Marine waters"}, {"Pastures", "Arable land"}, {"Inland wetlands"}]
    assert source[0].pixels.shape == (12, 24, 24)


@pytest.mark.parametrize("merged", [False, True])
def test_oscd(tmp_path: Path, merged: bool) -> None:
    """Both layouts: the dates differ where something changed, and there alone."""
    entry = find("oscd")
    made.oscd(tmp_path, entry.bands.names, CITIES, merged=merged)
    source = entry.layout.open(entry, Place(tmp_path))
    assert [source.part(i) for i in range(3)] == ["train", "train", "test"]
    patch = source[2]
    changed = patch.mask == 2
    assert changed.sum() == 64
    (later,) = patch.later
    difference = later.pixels - patch.pixels
    assert difference[:, changed].min() > 0.1
    assert abs(float(np.median(difference[:, ~changed]))) < 0.01


# --- GEO-Bench ------------------------------------------------------------------------------------------------------
def test_geobench(tmp_path: Path) -> None:
    """Masks from arrays whose names end in dates, labels from pickled attributes, parts from the partition."""
    names = {"train": ["a", "b"], "valid": ["c"], "test": ["d"]}
    for name, dated in (("m_cashew_plant", "_2019-11-10"), ("m_bigearthnet", "")):
        entry = find(name)
        found = made.geobench(entry, tmp_path / name, names, dated=dated)
        source = entry.layout.open(entry, Place(tmp_path / name))
        assert [source.part(i) for i in range(4)] == ["train", "train", "val", "test"]
        for i, key in enumerate("abcd"):
            patch = source[i]
            if entry.task == "dense":
                assert np.array_equal(patch.mask, found[key] + 1)
            else:
                assert patch.labels == tuple(np.flatnonzero(found[key]))


def test_a_pickle_runs_nothing(tmp_path: Path) -> None:
    """What a pickle would call becomes a husk; arrays of objects and damaged attributes are refused."""

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (f"touch {tmp_path / 'owned'}",)

    facts = unpickled(str(pickle.dumps({"label": np.array([1, 0]), "x": Evil()})))
    assert isinstance(facts["x"], Husk)
    assert not (tmp_path / "owned").exists()
    with pytest.raises(pickle.UnpicklingError):
        unpickled(str(pickle.dumps({"label": np.array([None, "x"], dtype=object)})))
    entry = find("m_bigearthnet")
    made.geobench(entry, tmp_path, {"train": ["a"], "valid": ["b"], "test": ["c"]})
    for attribute in ("print(1)", "b'garbage'", str(pickle.dumps({"label": np.zeros(3)})), str(pickle.dumps([]))):
        with h5py.File(tmp_path / "a.hdf5", "a") as file:
            file.attrs["pickle"] = attribute
        with pytest.raises(InputError, match=r"labels of .*a\.hdf5"):
            entry.layout.open(entry, Place(tmp_path))[0]


# --- scenes of labelled pixels --------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [n for n in known() if isinstance(find(n).layout, Cube)])
@pytest.mark.parametrize("split", ["random", "disjoint"])
def test_cubes(tmp_path: Path, name: str, split: str) -> None:
    """No pixel trains and tests; at random, all others test; disjoint, blocks that are trained on do not test."""
    entry = find(name)
    values, codes = made.cube(entry, tmp_path)
    source = entry.layout.open(entry, Place(tmp_path, split=split))
    train, test = (source.masks[part] for part in ("train", "test"))
    assert not ((train > 0) & (test > 0)).any()
    present = set(np.unique(codes[codes > 0]).tolist())
    assert set(np.unique(train[train > 0]).tolist()) == present
    if split == "random":
        assert np.array_equal(np.maximum(train, test), codes)
    else:
        assert (test > 0).sum() < (codes > 0).sum() - (train > 0).sum()
    patch = source[0]
    assert patch.pixels.shape[0] == values.shape[2]
    assert patch.content.shape == (values.shape[2], 16)
    assert patch.valid.all()
    assert np.isfinite(patch.pixels).all()


def test_radiance_of_no_stated_unit_gets_a_level(tmp_path: Path) -> None:
    """The brightest two percent of the scene lie at .5, whatever the unit."""
    entry = find("whu_hi_longkou")
    values, _ = made.cube(entry, tmp_path)
    first = entry.layout.open(entry, Place(tmp_path))[0]
    assert 0.45 < np.percentile(first.pixels.mean(axis=0), 98) < 0.55
    savemat(tmp_path / entry.layout.file[0], {entry.layout.key: values.astype("float32") * 0.37})
    second = entry.layout.open(entry, Place(tmp_path))[0]
    assert np.allclose(first.pixels, second.pixels, rtol=1e-3)


def test_mat_files_of_both_versions(tmp_path: Path) -> None:
    """HDF5 files have their axes turned; a name that differs is forgiven where only one array fits."""
    cube = np.arange(24.0).reshape(2, 3, 4)
    with h5py.File(tmp_path / "new.mat", "w") as file:
        file["cube"] = cube.T
    savemat(tmp_path / "old.mat", {"other": cube, "gt": np.ones((2, 3))})
    assert np.array_equal(read_mat(tmp_path / "new.mat", "cube", axes=3), cube)
    assert np.array_equal(read_mat(tmp_path / "old.mat", "cube", axes=3), cube)
    with pytest.raises(InputError, match="no array"):
        read_mat(tmp_path / "old.mat", "cube", axes=4)
    (tmp_path / "bad.mat").write_bytes(b"MATLAB 5.0 MAT-file" + bytes(200))
    with pytest.raises(InputError, match="cannot be read"):
        read_mat(tmp_path / "bad.mat", "cube", axes=3)


def test_published_training_pixels_of_houston(tmp_path: Path) -> None:
    """Where the contest's map of training pixels is there, it is the split."""
    entry = find("houston_2013")
    _, codes = made.cube(entry, tmp_path)
    train = np.where(np.arange(codes.shape[1]) < 10, codes, 0).astype("uint8")
    savemat(tmp_path / "TRLabel.mat", {"TRLabel": train})
    source = entry.layout.open(entry, Place(tmp_path))
    assert np.array_equal(source.masks["train"], train)
    assert not (source.masks["test"][:, :10]).any()


@pytest.mark.skipif(
    not (data_folder() / "more" / "houston13_casi_pixels" / "HSI_TrSet.mat").exists(), reason="the folder of real data"
)
def test_the_real_pixels_of_houston() -> None:
    """The 2,832 training spectra: grass has a red edge, water is dark beyond it."""
    entry = find("houston_2013_pixels")
    root = data_folder() / "more" / "houston13_casi_pixels"
    with pytest.raises(InputError, match="HSI_TeSet"):
        entry.layout.open(entry, Place(root))
    source = entry.layout.open(entry, Place(root, draw=True))
    assert len(source) == 2832
    center = source[0].table.bands.center_nm
    spectra = {name: [] for name in entry.classes.values()}
    for i in range(len(source)):
        patch = source[i]
        spectra[source.classes[patch.labels[0]]].append(patch.pixels[:, 0, 0])
    assert len(spectra["healthy grass"]) == 198
    grass, water = (np.median(spectra[name], axis=0) for name in ("healthy grass", "water"))
    red, nir = (int(np.abs(center - nm).argmin()) for nm in (670, 860))
    assert grass[nir] > 4 * grass[red]
    assert water[nir] < 0.05
    assert 0.1 < grass[nir] < 0.8
