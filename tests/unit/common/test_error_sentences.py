"""What goes wrong names the file, the band or the tile, and says what to do: through the real command line."""

import hashlib
import json

import numpy as np
import pytest
import rasterio

from backend.job.events import named
from backend.shell.main import main
from tests.support.tiny import save_geotiff, save_model, scene

L2 = ["--level", "L2", "--scale", "0.0001", "--units", "reflectance"]


@pytest.fixture
def fail(tiny_model, capsys, tmp_path):
    """Return a function that maps, expects exit code 1 and gives the last sentence on stderr."""

    def fail(source, *words, model=tiny_model):
        words = [source, "--out", tmp_path / "maps", "--model", model, *words]
        code = main(["map", *map(str, words)])
        out, err = capsys.readouterr()
        assert (code, out) == (1, "")
        assert "Traceback" not in err
        assert not (tmp_path / "maps").exists() or not list((tmp_path / "maps").iterdir())
        return err.splitlines()[-1]

    return fail


CASES = {
    "extent off the raster": ([*L2, "--extent", "0", "0", "1", "1"], ["src.tif", "raster's own CRS"]),
    "rows off the raster": ([*L2, "--rows", "90:95"], ["src.tif", "Rows 90:95", "0:64"]),
    "bad band that is none": ([*L2, "--bad-bands", "99"], ["src.tif", "Band 99", "1 to 12"]),
    "all bands bad": ([*L2, "--bad-bands", "1-12"], ["src.tif", "0 usable bands", "bad bands"]),
    "units unknown": (["--level", "L1", "--units", "furlongs"], ["src.tif", "'furlongs'", "write it like"]),
    "units and level that contradict": (["--level", "L2", "--units", "uW cm-2 nm-1 sr-1"], ["src.tif", "state level"]),
    "memory": ([*L2, "--memory-mb", "10"], ["src.tif", "memory ceiling of 10 MiB", "allow at least"]),
    "negative rows of a part": ([*L2, "--part-rows", "-5"], ["'--part-rows'", "give 0"]),
    "negative option": ([*L2, "--min-area", "-1"], ["'min_area_m2'", "give 0"]),
}


@pytest.mark.parametrize("case", CASES)
def test_it_names_the_raster_and_what_to_do(fail, tmp_path, case):
    words, texts = CASES[case]
    source = save_geotiff(tmp_path / "src.tif", *scene(64, 30))
    sentence = fail(source, *words)
    assert [text for text in texts if text not in sentence] == []
    assert sentence.endswith(".")


def test_a_damaged_block_names_the_band_and_the_rows(fail, tmp_path):
    source = save_geotiff(
        tmp_path / "src.tif", *scene(64, 30), compress="deflate", interleave="band", tiled=True, blockxsize=32,
        blockysize=32,
    )  # fmt: skip
    with rasterio.open(source) as file:
        offset, size = (int(file.get_tag_item(f"BLOCK_{key}_0_1", "TIFF", bidx=7)) for key in ("OFFSET", "SIZE"))
    data = bytearray(source.read_bytes())
    data[offset : offset + size] = b"\xff" * size
    source.write_bytes(data)
    sentence = fail(source, *L2)
    assert "'src.tif' ends early or is damaged" in sentence
    assert "of band 7" in sentence
    assert "copy or download it again." in sentence


def break_model(folder):
    """Make a model's graph insist on full windows, so that the narrow one at the right edge fails."""
    import onnx
    from onnx import helper, numpy_helper

    weights = folder / "weights.onnx"
    model = onnx.load(weights)
    (last,) = (node for node in model.graph.node if "probabilities" in node.output)
    last.output[0] = "free"
    for node in model.graph.node:
        node.input[:] = ["free" if name == "probabilities" else name for name in node.input]
    model.graph.node.append(helper.make_node("Reshape", ["free", "full"], ["probabilities"]))
    model.graph.initializer.append(numpy_helper.from_array(np.array([1, 4, 32, 32]), "full"))
    onnx.save(model, weights)
    card = json.loads((folder / "card.json").read_text())
    card["assets"]["weights"] |= {
        "file:checksum": "1220" + hashlib.sha256(weights.read_bytes()).hexdigest(), "file:size": weights.stat().st_size,
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def test_a_model_that_fails_names_the_window(fail, tmp_path):
    model = break_model(save_model(tmp_path / "model", context=1))
    sentence = fail(save_geotiff(tmp_path / "src.tif", *scene(32, 60)), *L2, model=model)
    assert sentence.startswith("src.tif: In the window at row 0, column 48: The model failed on CPU")


@pytest.mark.parametrize(
    ("message", "path", "text"),
    [
        ("The extent is empty.", "/data/a.tif", "a.tif: The extent is empty."),
        ("'a.tif' is empty.", "/data/a.tif", "'a.tif' is empty."),
        ("It is empty.", "C:\\data\\X.SAFE\\", "X.SAFE: It is empty."),
        ("No source.", "", "No source."),
    ],
)
def test_a_sentence_names_its_file_once(message, path, text):
    assert named(message, path) == text
