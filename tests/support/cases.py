"""All kinds of damaged things and what is done with each: the cases of the fuzz test and of its bench."""

from __future__ import annotations

import contextlib
import json
import math
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from backend.catalog import store as model_store
from backend.common.cancellation import CancelToken
from backend.common.errors import InputError, SpecAwareError
from backend.job.events import JobEvent, parse_line
from backend.job.kinds.base import JobContext
from backend.job.spec import JobSpec, Options, Outputs
from backend.labels.read import place_labels, read_labels
from backend.mapping.existing.merge import load_part, merge
from backend.mapping.existing.resume import reason_to_map
from backend.products.geometry.orthorectify import place
from backend.products.inspect import describe_product
from backend.products.profile import profile_raster
from backend.products.registry import open_product
from backend.raster.georeference import GeoReference
from backend.raster.window import Window
from backend.serve.runner import JobRunner
from backend.shell.arguments import map_jobs, parser
from backend.spectral.text.wavelength_file import read_wavelengths

from ..contract.scenes import Builder
from . import damage, wild
from .arena import Case
from .tiny import save_geotiff, save_model, scene

OTHERS = ("a card", "a line of a job", "a report", "a list of wavelengths", "labels", "a command")
_MAPPED_SHARE, _PROFILED_SHARE = 0.04, 0.2  # of the products that are understood
_MERGED_SHARE = 0.3  # of the reports that are those of a part
_STATED = {"level": "L2", "units": "reflectance", "scale": 1e-4}
_HUGE_PX = 4_000_000  # larger rasters are not mapped here


class Fault(AssertionError):
    """Something was lost that should not be."""


def run_job(spec: JobSpec) -> dict[str, object]:
    """Run a job in this process and return its data; raises what the job raises."""
    runner = JobRunner()
    engines = runner._engine_of, runner._features_of, runner._pair_of
    data = spec.declared.start(spec, JobContext(lambda _: None, CancelToken(), *engines))
    json.loads(JobEvent("result", data=data).to_line())
    return data


def _look(path: Path, rng: random.Random, model: Path | None) -> None:
    """Open, describe, read, place, profile and, now and then, map a product."""
    with open_product(path) as product:
        meta = product.meta
        json.dumps(describe_product(product), allow_nan=False)
        corner = Window(meta.height - 1, meta.width - 1, 1, 1)
        product.read(corner, range(meta.count))
        product.read_mask(corner)
        placement = place(meta)
        if placement is not None:
            placement.pixels(next(placement.tiles(32)))
        reference = GeoReference(meta.geotransform, meta.crs_wkt)
        areas = reference.row_areas_m2(min(meta.height, 64))
        assert areas is None or all(map(math.isfinite, areas))
        numbers = [float(rng.choice(wild.NUMBERS[:14])) for _ in range(4)]
        with contextlib.suppress(InputError):
            reference.window_of((*numbers[:2], *numbers[2:]), height=meta.height, width=meta.width)
        small = meta.height * meta.width < _HUGE_PX
    if rng.random() < _PROFILED_SHARE:
        profile_raster(path, [(numbers[0], numbers[1]), (0.5, -0.5)])
    if model is not None and small and rng.random() < _MAPPED_SHARE:
        _map(path, model)


def _map(path: Path, model: Path) -> None:
    out = path.parent / "map_classes.tif"
    outputs = Outputs(classes=str(out), confidence=str(path.parent / "map_confidence.tif"))
    options = Options(threads=1, overwrite=True)
    run_job(JobSpec("map", str(path), model=str(model), outputs=outputs, options=options, overrides=_STATED))


def products(kinds: dict[str, wild.Damage], model: Path | None) -> dict[str, Case]:
    """Return the cases of damaged products."""

    def case_of(act: wild.Damage) -> Case:
        return lambda rng: _look(act(rng), rng, model)

    return {what: case_of(act) for what, act in kinds.items()}


def damages(builders: dict[str, Builder], folder: Path) -> Iterator[tuple[str, Callable[[], wild.Damage]]]:
    """Yield each kind of damage to products with a function that builds the product when it is wanted."""
    number = iter(range(10**6))

    def inner() -> Path:
        made = folder / f"product{next(number)}"
        made.mkdir(parents=True)
        return made

    for what in damage.KINDS:
        yield what, lambda what=what: damage.simulated(what, builders, inner())
    for name, pattern in damage.TEXTS.items():

        def of_text(name: str = name, pattern: str = pattern) -> wild.Damage:
            made = inner()
            opened = builders[name](made).path
            return wild.text_damage(next(made.glob(pattern)), opened)

        yield f"keys and numbers of {name}", of_text
    for name in damage.HDF5:
        yield f"declared arrays of {name}", lambda name=name: wild.declared_damage(builders[name](inner()).path)
    for name in ("EMIT", "PACE"):
        yield (
            f"declared arrays of a foreign netCDF like {name}",
            lambda name=name: wild.declared_damage(builders[name](inner()).path, foreign=True),
        )
    for name in damage.SIDECARS:
        yield f"values of {name}", lambda name=name: _sidecar(builders, inner(), name)
    yield "facts of a GeoTIFF", lambda: wild.facts_damage(inner())
    for name in ("raster", "ENVI", "EnMAP"):
        yield f"links of {name}", lambda name=name: wild.link_damage(inner(), builders[name])


def _sidecar(builders: dict[str, Builder], folder: Path, name: str) -> wild.Damage:
    path = builders["raster"](folder).path

    def act(rng: random.Random) -> Path:
        (folder / name).write_text(wild.wild_json(damage.SIDECARS[name], rng), encoding="utf-8", errors="surrogatepass")
        return path

    return act


# --- what is no product -----------------------------------------------------------------------------------------------


def others(folder: Path) -> dict[str, Case]:
    """Return the cases of cards, jobs, reports, lists of wavelengths, labels and command lines."""
    folder.mkdir(parents=True)
    model = save_model(folder / "models" / "tiny")
    source = save_geotiff(
        folder / "scene.tif",
        *scene(40, 30),
    )
    cases = (
        _cards(folder, source), _jobs(folder, model, source), _reports(folder, model, source), _wavelengths(folder),
        _labels(folder), _commands(folder, model, source),
    )  # fmt: skip
    return dict(zip(OTHERS, cases, strict=True))


def _cards(folder: Path, source: Path) -> Case:
    model = save_model(folder / "own" / "wild")
    item = json.loads((model / "card.json").read_text())

    def case(rng: random.Random) -> None:
        (model / "card.json").write_text(wild.wild_json(item, rng), encoding="utf-8", errors="surrogatepass")
        os.environ[model_store.FOLDERS_VARIABLE] = str(model.parent)
        try:
            run_job(JobSpec("models"))
            if model_store.find().name != model_store.DEFAULT_MODEL:
                raise Fault("A bad card hides the default model.")
        finally:
            del os.environ[model_store.FOLDERS_VARIABLE]
        outputs = Outputs(classes=str(folder / "card_classes.tif"))
        kind = "map" if rng.random() < 0.1 else "plan"
        options = Options(threads=1, overwrite=True)
        run_job(JobSpec(kind, str(source), model=str(model), outputs=outputs, overrides=_STATED, options=options))

    return case


def _jobs(folder: Path, model: Path, source: Path) -> Case:
    line = JobSpec(
        "plan", str(source), id="7", model=str(model), overrides={**damage.SETTINGS, **_STATED},
        extent=(0.0, 0.0, 900.0, 900.0), rows=(0, 20), points=((1.0, 2.0),),
        outputs=Outputs(classes=str(folder / "job_classes.tif")), options=Options(overwrite=True),
    ).to_line()  # fmt: skip
    document = json.loads(line)

    def case(rng: random.Random) -> None:
        text = wild.wild_json({**document, "kind": rng.choice(["plan", "inspect", "profile", "map"])}, rng)
        with contextlib.suppress(SpecAwareError):
            JobEvent.from_line(text)
        spec = JobSpec.from_dict(parse_line(text))
        if not str(spec.source).startswith(("/proc", "/dev")) and spec.kind != "map":
            run_job(spec)

    return case


def _reports(folder: Path, model: Path, source: Path) -> Case:
    classes = folder / "report_classes.tif"
    spec = JobSpec(
        "map", str(source), model=str(model), outputs=Outputs(classes=str(classes)), overrides=_STATED, rows=(0, 16),
        options=Options(threads=1, overwrite=True),
    )  # fmt: skip
    run_job(spec)
    report = classes.with_suffix(".json")
    document = json.loads(report.read_text())

    def case(rng: random.Random) -> None:
        report.write_text(wild.wild_json(document, rng), encoding="utf-8", errors="surrogatepass")
        with contextlib.suppress(SpecAwareError):
            part = load_part(classes)
            if rng.random() < _MERGED_SHARE:
                merge([part], Outputs(classes=str(folder / "merged_classes.tif")), overwrite=True)
        reason_to_map(spec, check=lambda: None)

    return case


_LISTS = (
    "band,center (nm),fwhm\n1,450,10\n2,550,10\n3,650.5,11\n",
    "450 10\n550 10\n650 11\n",
    "ENVI\nwavelength units = Micrometers\nwavelength = {0.45, 0.55, 0.65}\nfwhm = {0.01, 0.01, 0.01}\n"
    "bbl = {1, 1, 0}\n",
    '{"wavelengths": [450, 550, 650], "wavelength_unit": "nm", "fwhm_nm": [10, 10, 11]}',
    '{"bands": [{"center_nm": 450, "fwhm_nm": 10, "good": true}, {"center_nm": 550, "fwhm_nm": 10, "good": false}]}',
)


def _wavelengths(folder: Path) -> Case:
    path = folder / "list.txt"

    def case(rng: random.Random) -> None:
        text = rng.choice(_LISTS)
        if text.startswith("{") and rng.random() < 0.7:
            text = wild.wild_json(json.loads(text), rng)
        elif rng.random() < 0.5:
            text = damage.mutated_text(text, rng)
        else:
            text = wild.wild_numbers(text, rng)
        path.write_bytes(text.encode(rng.choice(wild.CODE_PAGES), "replace"))
        read_wavelengths(path)

    return case


def _labels(folder: Path) -> Case:
    square = [[[500000, 5000000], [500600, 5000000], [500600, 4999400], [500000, 4999400], [500000, 5000000]]]
    features = [
        {"type": "Feature", "properties": {"class": name}, "geometry": geometry}
        for name, geometry in (
            ("tree", {"type": "Polygon", "coordinates": square}),
            ("water", {"type": "Point", "coordinates": [500100, 4999900]}),
            ("soil", {"type": "MultiPoint", "coordinates": [[500100, 4999800], [500130, 4999800]]}),
        )
    ]
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
    document = {"type": "FeatureCollection", "crs": system, "features": features}
    path, reference = folder / "labels.geojson", GeoReference((5e5, 30.0, 0.0, 5e6, 0.0, -30.0), _wkt(32633))

    def case(rng: random.Random) -> None:
        text = wild.wild_numbers(json.dumps(document), rng) if rng.random() < 0.5 else wild.wild_json(document, rng)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        labels = read_labels(path, field="class")
        place_labels(labels, reference, height=30, width=30)
        place_labels(
            labels, GeoReference(reference.geotransform, _wkt(rng.choice([4326, 3857, 3413]))), height=9, width=9
        )

    return case


def _wkt(code: int) -> str:
    from rasterio.crs import CRS

    return str(CRS.from_epsg(code).to_wkt())


_OPTIONS = (
    "--scale", "--offset", "--nodata", "--gsd", "--bad-bands", "--good-bands", "--sun-zenith", "--min-area", "--rows",
    "--threads", "--memory-mb", "--batch", "--block-px", "--part-rows", "--acquired", "--wavelengths", "--level",
    "--sensor",
    "--wavelength-unit", "--units",
)  # fmt: skip
_WORDS = (
    "1-5",
    "1-99999999999",
    "5-1",
    "0:7",
    "0:99999999999999999999",
    "L2",
    "EnMAP",
    "µm",
    "",
    "-",
    "x\ny",
    "9" * 5000,
)


def _commands(folder: Path, model: Path, source: Path) -> Case:
    def case(rng: random.Random) -> None:
        words = ["map", str(source), "--out", str(folder / "out"), "--model", str(model), "--plan"]
        for name in rng.sample(_OPTIONS, rng.randint(1, 3)):
            words.append(f"{name}={rng.choice([*_WORDS, *wild.NUMBERS])}")
        if rng.random() < 0.4:
            words += ["--extent", *(rng.choice(wild.NUMBERS) for _ in range(4))]
        for job in map_jobs(parser().parse_args(words)):
            run_job(job)

    return case
