"""Change between two dates: what changed is found, what did not is left alone, on whatever grids and sensors."""

import json

import numpy as np
import pytest
import rasterio
from rasterio.warp import Resampling, calculate_default_transform, reproject

from backend.change.difference.decision import Decision, probability_of
from backend.change.difference.expected import Expected
from backend.change.pairs.transitions import TransitionCounter, codes_of, entry
from backend.common.cancellation import CancelToken
from backend.common.errors import InputError
from backend.job.kinds.change import Comparing
from backend.job.spec import JobSpec, Outputs
from backend.serve.runner import JobRunner
from backend.shell.main import main
from tests.support.dates import BLOCK, STATED, WORDS, coarse, cube, pair
from tests.support.tiny import save_geotiff


def change(*words):
    return main(["change", *map(str, words), *WORDS])


def read(path):
    with rasterio.open(path) as file:
        return file.read(1)


def report_of(folder):
    (path,) = folder.glob("*_change.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def found(tmp_path):
    """The outputs of a pair in which a block changed, and its report."""
    out = tmp_path / "out"
    assert change(*pair(tmp_path), "--out", out) == 0
    return out, report_of(out)


def test_the_block_alone_has_changed(found):
    out, report = found
    changed = read(out / "site_20200601_site_20210601_change.tif")
    truth = np.zeros_like(changed, dtype=bool)
    truth[BLOCK] = True
    assert (changed[truth] == 1).mean() > 0.9
    assert (changed[~truth] == 1).mean() < 0.01
    assert report["changed_px"] == (changed == 1).sum()
    assert report["common_grid"]["raster"] == "site_20200601.tif" and report["alignment"] == ["own pixels"] * 2
    assert all(one["threshold"] is not None for one in report["decision"]["scores"])
    percent = read(out / "site_20200601_site_20210601_change_probability.tif")
    assert ((percent >= 50) == (changed == 1)).all()


def test_transitions_name_both_classes_and_agree_with_the_table(found):
    out, report = found
    codes = read(out / "site_20200601_site_20210601_transitions.tif")
    rows = {row["value"]: row for row in report["transitions"]}
    assert {int(v): int(n) for v, n in zip(*np.unique(codes, return_counts=True))} == {
        value: row["pixels"] for value, row in rows.items()
    }
    lines = (out / "site_20200601_site_20210601_change.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "before,after,pixels,percent,area_m2" and len(lines) == 1 + len(rows)
    assert sum(int(line.split(",")[2]) for line in lines[1:]) == report["compared_px"] == codes.size
    assert rows[1]["area_m2"] == pytest.approx(rows[1]["pixels"] * 900.0)
    style = (out / "site_20200601_site_20210601_transitions.qml").read_text(encoding="utf-8")
    assert all(f'label="{row["title"]}"' in style for row in rows.values())
    net = sum(one["net_m2"] for one in report["classes"])
    assert net == pytest.approx(0.0, abs=1e-6)


def test_two_noisy_copies_have_not_changed(tmp_path):
    out = tmp_path / "out"
    assert change(*pair(tmp_path, change=False), "--out", out) == 0
    assert report_of(out)["changed_share"] <= 0.01


def test_another_sensor_on_another_grid(tmp_path):
    first, _ = pair(tmp_path)
    out = tmp_path / "out"
    assert change(first, coarse(tmp_path), "--out", out) == 0
    report = report_of(out)
    assert report["common_grid"]["raster"] == "other_20210601.tif"
    assert report["alignment"] == ["average of the pixels within", "own pixels"]
    with rasterio.open(out / "site_20200601_other_20210601_change.tif") as file:
        assert file.transform.a == 60.0 and file.shape == (31, 47)
        changed = file.read(1)
    assert (changed[10:12, 15:17] == 1).all()  # wholly within the block
    assert (changed == 1).sum() <= 3 * 16


def test_the_grid_can_be_chosen(tmp_path):
    first, _ = pair(tmp_path)
    out = tmp_path / "out"
    assert change(first, coarse(tmp_path), "--out", out, "--grid", "first") == 0
    report = report_of(out)
    assert report["common_grid"]["raster"] == "site_20200601.tif"
    assert report["alignment"] == ["own pixels", "bilinear interpolation"]
    assert report["common_grid"]["overlap"] == {"row": 1, "col": 1, "height": 62, "width": 94}


def test_another_crs(tmp_path):
    first, second = pair(tmp_path)
    with rasterio.open(second) as source:
        transform, width, height = calculate_default_transform(
            source.crs, "EPSG:4326", source.width, source.height, *source.bounds
        )
        values = np.full((source.count, height, width), -9999, dtype="int16")
        reproject(
            source.read(), values, src_transform=source.transform, src_crs=source.crs, dst_transform=transform,
            dst_crs="EPSG:4326", src_nodata=-9999, dst_nodata=-9999, resampling=Resampling.nearest,
        )  # fmt: skip
        centers = [float(source.tags(n)["wavelength"]) for n in range(1, source.count + 1)]
    moved = save_geotiff(
        tmp_path / "moved_20210601.tif", values, np.array(centers), crs="EPSG:4326", transform=transform.to_gdal(),
        nodata=-9999,
    )  # fmt: skip
    out = tmp_path / "out"
    assert change(first, moved, "--out", out, "--grid", "first") == 0
    changed = read(out / "site_20200601_moved_20210601_change.tif")
    assert (changed[21:25, 31:35] == 1).mean() > 0.8


def test_no_data_on_one_date_is_no_data(tmp_path):
    out = tmp_path / "out"
    assert change(*pair(tmp_path, nodata=True), "--out", out) == 0
    changed = read(out / "site_20200601_site_20210601_change.tif")
    assert (changed[:8] == 255).all() and (changed[8:] != 255).all()


def test_blocks_and_extent_change_nothing(tmp_path):
    first, second = pair(tmp_path)
    assert change(first, second, "--out", tmp_path / "a") == 0
    west = [500000.0, 5800000.0 - 64 * 30, 500000.0 + 48 * 30, 5800000.0]
    assert change(first, second, "--out", tmp_path / "b", "--extent", *west) == 0
    whole, part = (read(tmp_path / name / "site_20200601_site_20210601_transitions.tif") for name in "ab")
    assert part.shape == (64, 48) and (part == whole[:, :48]).all()


@pytest.mark.parametrize(
    ("move", "text"),
    [
        ({"transform": (900000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0)}, "do not overlap"),
        ({"transform": None, "crs": None}, "no georeference"),
    ],
)
def test_rasters_that_cannot_be_compared(tmp_path, capsys, move, text):
    first, _ = pair(tmp_path)
    values, centers = cube(seed=1)
    second = save_geotiff(tmp_path / "far.tif", values, centers, **move)
    before = sorted(tmp_path.iterdir())
    assert change(first, second, "--out", tmp_path / "out") == 1
    assert text in capsys.readouterr().err and sorted(tmp_path.iterdir()) == before


def test_outputs_are_kept_and_inputs_never_replaced(tmp_path, capsys):
    first, second = pair(tmp_path)
    assert change(first, second, "--out", tmp_path / "out") == 0
    stamp = (tmp_path / "out" / "site_20200601_site_20210601_change.tif").read_bytes()
    assert change(first, second, "--out", tmp_path / "out") == 1
    assert "exists" in capsys.readouterr().err
    assert main(["run", str(tmp_path / "out" / "site_20200601_site_20210601_change.json"), "--overwrite"]) == 0
    assert (tmp_path / "out" / "site_20200601_site_20210601_change.tif").read_bytes() == stamp
    spec = JobSpec(
        "change", str(first), overrides=STATED, outputs=Outputs(change=str(second)),
        settings=Comparing(after=str(second), overrides=STATED),
    )  # fmt: skip
    final = JobRunner().run(spec, send=lambda _: None, token=CancelToken())
    assert final.type == "error" and "file of the input" in final.message


def test_a_cancel_leaves_nothing(tmp_path):
    first, second = pair(tmp_path)
    before, token = sorted(tmp_path.iterdir()), CancelToken()
    spec = JobSpec(
        "change", str(first), overrides=STATED, outputs=Outputs(change=str(tmp_path / "out" / "c.tif")),
        settings=Comparing(after=str(second), overrides=STATED),
    )  # fmt: skip

    def stop(event):
        if event.type == "progress":
            token.cancel()

    final = JobRunner().run(spec, send=stop, token=token)
    assert final.code == "cancelled" and sorted(tmp_path.iterdir()) == before


def test_a_low_memory_ceiling_is_one_sentence(tmp_path, capsys):
    assert change(*pair(tmp_path), "--out", tmp_path / "out", "--memory-mb", "120") == 1
    assert "allow at least" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        (Comparing(), "second date"),
        (Comparing(after="b.tif", grid="mine"), "not known"),
        (Comparing(after="b.tif", probability=1.5), "out of range"),
    ],
)
def test_jobs_that_can_mean_nothing(settings, text):
    with pytest.raises(InputError, match=text):
        JobSpec("change", "a.tif", outputs=Outputs(change="c.tif"), settings=settings)


@pytest.mark.parametrize(
    "draw", [np.random.default_rng(3).standard_normal, np.random.default_rng(4).standard_exponential]
)
def test_without_change_next_to_none_is_called_changed(draw):
    decision = Decision.of(draw(20_000))
    if draw.__name__ == "standard_normal":
        assert (decision.apply(draw(50_000)) >= 0.5).mean() < 0.01
    assert (np.diff(decision.probabilities) >= 0).all()


@pytest.mark.parametrize("count", [20, 400, 4000])
def test_rare_and_common_change_is_told_from_noise(count):
    draw = np.random.default_rng(5)
    scores = np.concatenate([draw.standard_normal(20_000), 7 + draw.standard_normal(count)])
    called = Decision.of(scores).apply(scores) >= 0.5
    assert called[20_000:].mean() > 0.95 and called[:20_000].mean() < 0.002


def test_all_decisions_must_agree():
    draw = np.random.default_rng(6)
    scores = np.stack([np.concatenate([draw.standard_normal(5000), [9.0] * 50, [0.0] * 50]),
                       np.concatenate([draw.standard_normal(5000), [9.0] * 50, [9.0] * 50])])  # fmt: skip
    probability = probability_of([Decision.of(one) for one in scores], scores)
    assert (probability[5000:5050] > 0.9).all() and (probability[5050:] < 0.5).all()


def test_codes_stand_for_pairs_of_classes():
    from backend.catalog import store

    classes = store.find("").classes
    seen = set()
    for i in range(len(classes)):
        for k in range(len(classes)):
            code = int(codes_of(np.array(i), np.array(k), len(classes)))
            title = entry(code, classes)[0]
            assert classes[i].title in title and classes[k].title in title
            seen.add(code)
    assert len(seen) == len(classes) ** 2 and min(seen) == 2
    counter = TransitionCounter(classes, np.array([10.0, 20.0]))
    counter.add(np.array([[1, 2 + 1], [0, 1]]), np.array([[2, 0], [0, 5]]), 0)
    assert (counter.compared, counter.changed) == (3, 1)
    assert [row["area_m2"] for row in counter.table()] == [30.0, 10.0]


def test_a_compact_change_of_few_kinds_of_ground_is_no_noise():
    """Three tight kinds of ground and a block that became another: no curve through the four may explain it away."""
    draw = np.random.default_rng(7)
    places = np.concatenate([center + 0.01 * draw.standard_normal((700, 4)) for center in np.eye(4)[:3]])
    logs = 2.0 + 0.8 * draw.standard_normal(len(places))
    block = np.full((100, 4), 0.5) + 0.01 * draw.standard_normal((100, 4))
    found = Expected.of(np.concatenate([places, block]), np.concatenate([logs, np.full(100, 15.0)]))
    assert found.apply(block).max() < 6.0
