"""An extension with one of each: a kind of job, a map output, a reader, a sensor and a design of encoders."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np


def extend(host):
    @dataclass(frozen=True)
    class Difference:
        first_nm: float = host.setting(860.0, help="first wavelength in nm", title="First wavelength (nm)")
        second_nm: float = host.setting(660.0, help="second wavelength in nm", title="Second wavelength (nm)")

    def run(spec, context):
        scene, asked = host.scene_of_job(spec), spec.asked(Difference)
        with scene.product, host.OutputSet() as files:
            host.check_job_targets(scene, spec, [Path(spec.outputs.difference)])
            centers = scene.normaliser.center_nm
            places = [int(np.abs(centers - nm).argmin()) for nm in (asked.first_nm, asked.second_nm)]
            layer = host.RasterLayer("difference", "float32", float("nan"), ("Normalised difference",))
            cube, valid = host.read_normalised(scene.product, scene.normaliser, scene.bands, scene.area)
            first, second = cube[places]
            with np.errstate(divide="ignore", invalid="ignore"):
                found = np.where(valid, (first - second) / (first + second), np.nan).astype(np.float32)
            size = {"height": scene.area.height, "width": scene.area.width, "reference": scene.reference, "side": 256}
            sink = host.GeoTiffSink(files.add(Path(spec.outputs.difference)), layer, **size)
            sink.write(0, 0, found[None])
            sink.close()
        return {"outputs": {"difference": spec.outputs.difference}, "mean": float(np.nanmean(found))}

    host.add_kind(
        host.JobKind(
            "difference", "normalised difference of two wavelengths", run, settings=Difference,
            outputs=(host.Output("difference", "_difference.tif", "raster", required=True, title="Difference"),),
            describe=lambda data: f"mean {data['mean']:.3f}", command="folder", sensor=True, extent=True,
            title="Normalised difference",
        )
    )  # fmt: skip

    def margin():
        def layer(key, card, tags):
            return host.RasterLayer(key, "uint8", 255, ("Margin (%)",), tags=tags)

        def decode(key, planes):
            second, first = np.sort(planes.scores["probabilities"], axis=0)[-2:]
            return host.bytes_of((first - second)[None], 100, planes.valid)

        return host.MapRaster("margin", layer, decode)

    host.add_map_output(host.Output("margin", "_margin.tif", "lead of the best class", title="Margin", made_by=margin))

    def open_dat(path, overrides):
        return host.open_raster(path.with_suffix(".tif"), overrides)

    host.add_reader(host.Reader("sidecar", lambda path: path.suffix == ".sidecar", open_dat))
    table = Path(__file__).with_name("two_bands.json")
    table.write_text(json.dumps({
        "name": "Two Bands", "aliases": [], "platform": "", "gsd_m": 10.0, "levels": {}, "approximate": False,
        "source": "made for a test",
        "bands": [{"center_nm": nm, "fwhm_nm": 20.0, "good": True} for nm in (660.0, 860.0)],
    }))  # fmt: skip
    host.add_sensor(table)
    base = host.encoder_entry("specaware-own-tiny")
    host.add_encoder(host.EncoderEntry("specaware-narrow", replace(base.config, width=96)))
