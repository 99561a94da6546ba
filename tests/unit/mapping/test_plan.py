import pytest

from backend.catalog.cards import ModelCard
from backend.common.errors import InputError
from backend.job.spec import JobSpec, Options, Outputs
from backend.mapping.outputs import task_of
from backend.mapping.plan import plan_run
from backend.scene.open import scene_of_job
from tests.support.tiny import save_geotiff, scene


@pytest.fixture
def plan(tiny_model, tmp_path):
    """Return a function that plans the mapping of a raster with the tiny model."""

    def make(source, **options):
        outputs = Outputs(classes=str(tmp_path / "map.tif"))
        stated = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
        spec = JobSpec(
            "map", str(source), model=str(tiny_model), overrides=stated, outputs=outputs, options=Options(**options)
        )
        opened = scene_of_job(spec)
        with opened.product:
            return plan_run(opened, spec, task_of(ModelCard.load(tiny_model), spec).layers({}))

    return make


@pytest.fixture(scope="module")
def tiled(tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "tiled.tif"
    return save_geotiff(path, *scene(300, 2500, bands=8), tiled=True, blockxsize=256, blockysize=256)


def test_reads_follow_the_files_blocks_where_memory_allows_and_the_grid_elsewhere(plan, tiled):
    assert plan(tiled).read_rows == 256
    with pytest.raises(InputError) as refused:
        plan(tiled, memory_mb=50, threads=1)
    least = int(str(refused.value).split("at least ")[1].split()[0])
    bound = plan(tiled, memory_mb=least, threads=1)
    assert bound.read_rows == 24
    assert bound.memory_mb <= least


def test_memory_grows_with_the_ceiling_and_stays_below_it(plan, tiled):
    plans = [plan(tiled, memory_mb=mb, threads=1) for mb in (137, 145, 160, 1000)]
    assert all(p.memory_mb <= p.ceiling_mb for p in plans)
    assert [len(p.blocks) for p in plans] == sorted((len(p.blocks) for p in plans), reverse=True)
    assert len(plans[0].blocks) > 1
    assert len(plans[-1].blocks) == 1


def test_runs_go_on_at_once_as_far_as_memory_allows(plan, tiled):
    assert plan(tiled, threads=6).parallel == 6
    assert plan(tiled, threads=1).parallel == 1
    assert plan(tiled, threads=1_000, memory_mb=400).parallel < 400


def test_too_low_a_ceiling_is_refused(plan, tiled):
    with pytest.raises(InputError, match="allow at least"):
        plan(tiled, memory_mb=50)
