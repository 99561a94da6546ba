"""A real, very small land-cover model with the same inputs and outputs as the bundled one, and rasters to map."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

CLASSES = (
    (1, "built_up", "Built-up", "D7191C"),
    (2, "low_vegetation", "Low vegetation", "A6D96A"),
    (3, "tree", "Tree", "1A9641"),
    (5, "water", "Water", "2C7BB6"),
)
CENTERS_NM = (550.0, 700.0, 850.0, 1600.0)


def save_model(
    folder: Path,
    *,
    size: int = 32,
    overlap: int = 8,
    context: int = 0,
    mood: float = 0.0,
    content: bool = True,
    fractions: bool = True,
    name: str = "tiny",
    opset: int = 17,
    batch: int = 1,
) -> Path:
    """Write card and weights into ``folder`` and return it.

    Scores are the contrasts of reflectance around four wavelengths, plus a term in the scene's ``content``, so that
    they depend on every band by its wavelength alone. ``context`` > 0 averages pixels over 2 * context + 1, with zeros
    beyond the window, as networks with padded convolutions do: near a window's edge its scores are worse. ``mood`` adds
    a multiple of the window's mean scores to each pixel's: neighbouring windows then disagree everywhere. ``fractions``
    adds the output of that name: the same scores, weaker.
    """
    import onnx

    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "weights.onnx"
    onnx.save(_graph(context, mood, content, fractions, opset), weights)
    card = {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": name,
        "properties": {
            "mlm:name": name,
            "mlm:architecture": "spectral contrasts",
            "mlm:tasks": ["semantic-segmentation"],
            "mlm:framework": "ONNX",
            "classification:classes": [
                {"value": value, "name": key, "title": title, "color_hint": color}
                for value, key, title, color in CLASSES
            ],
            "specaware:window": {"size": size, "overlap": overlap, "anchor": "origin", "batch": batch},
            "specaware:input": {
                "min_bands": 4,
                "center_nm": [350, 2600],
                "levels": ["L1", "L2"],
                "reflectance": [-0.05, 2.0],
            },
            "specaware:content_quantiles": 16,
            "specaware:opset": opset,
            "specaware:bytes_per_px": 500,
            "license": "CC0-1.0",
        },
        "assets": {
            "weights": {
                "href": weights.name,
                "type": "application/octet-stream",
                "file:checksum": "1220" + hashlib.sha256(weights.read_bytes()).hexdigest(),
                "file:size": weights.stat().st_size,
            }
        },
    }
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def _graph(context: int, mood: float, content: bool, fractions: bool, opset: int):
    from onnx import TensorProto, helper, numpy_helper

    def value(name, *shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    def constant(name, data, kind=np.float32):
        return numpy_helper.from_array(np.asarray(data, dtype=kind), name)

    kernel, pads = [2 * context + 1] * 2, [context] * 4
    node = helper.make_node
    nodes = [
        node("Sub", ["center_nm", "targets"], ["away"]),  # (K, C)
        node("Div", ["away", "spread"], ["scaled"]),
        node("Mul", ["scaled", "scaled"], ["squared"]),
        node("Neg", ["squared"], ["negative"]),
        node("Exp", ["negative"], ["near"]),
        node("Mul", ["near", "weight"], ["shares"]),
        node("ReduceSum", ["shares", "last"], ["mass"], keepdims=1),
        node("Add", ["mass", "small"], ["mass1"]),
        node("Div", ["shares", "mass1"], ["response"]),  # (K, C), rows sum to one
        node("Shape", ["pixels"], ["shape"]),
        node("Slice", ["shape", "zero", "two"], ["batch_bands"]),
        node("Slice", ["shape", "two", "four"], ["plane"]),
        node("Concat", ["batch_bands", "minus"], ["flat_shape"], axis=0),
        node("Reshape", ["pixels", "flat_shape"], ["flat"]),
        node("MatMul", ["response", "flat"], ["means"]),  # (B, K, HW)
        node("ReduceMean", ["content"], ["bias"], keepdims=0),
        node("Mul", ["bias", "tilt"], ["bias_k"]),
        node("Mul", ["means", "gain"], ["strong"]),
        node("Add", ["strong", "bias_k"], ["scores"]),
        node("Shape", ["means"], ["means_shape"]),
        node("Slice", ["means_shape", "zero", "two"], ["batch_classes"]),
        node("Concat", ["batch_classes", "plane"], ["full_shape"], axis=0),
        node("Reshape", ["scores", "full_shape"], ["maps"]),
        node("AveragePool", ["maps"], ["smooth"], kernel_shape=kernel, pads=pads, count_include_pad=1),
        node("ReduceMean", ["smooth"], ["window_mean"], axes=[2, 3], keepdims=1),
        node("Mul", ["window_mean", "mood"], ["shift"]),
        node("Add", ["smooth", "shift"], ["moody"]),
        node("Softmax", ["moody"], ["probabilities"], axis=1),
    ]
    if fractions:
        nodes += [node("Mul", ["moody", "half"], ["weak"]), node("Softmax", ["weak"], ["fractions"], axis=1)]
    constants = [
        constant("targets", np.array(CENTERS_NM)[:, None]),
        constant("spread", 120.0),
        constant("small", 1e-6),
        constant("mood", mood),
        constant("gain", 12.0),
        constant("half", 0.5),
        constant("tilt", np.array([0.0, 0.05, -0.03, 0.08])[:, None] * content),
        constant("last", [1], np.int64),
        constant("zero", [0], np.int64),
        constant("two", [2], np.int64),
        constant("four", [4], np.int64),
        constant("minus", [-1], np.int64),
    ]
    inputs = [
        value("pixels", "B", "C", "H", "W"), value("valid", "B", "H", "W"), value("center_nm", "C"),
        value("fwhm_nm", "C"), value("weight", "C"), value("attributes", 2, 384), value("content", "C", 16),
        value("gsd_m"),
    ]  # fmt: skip
    outputs = [value(n, "B", len(CLASSES), "H", "W") for n in ("probabilities", "fractions")[: 1 + fractions]]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, constants)
    return helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", opset)])


def scene(height: int, width: int, bands: int = 12, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return int16 reflectance x 1e4 (C, H, W) of smooth patches with noise, and band centres (C,) in nm."""
    rng = np.random.default_rng(seed)
    infrared = bands // 4  # away from the water-vapour bands, which are switched off
    centers = np.concatenate([np.linspace(420.0, 1300.0, bands - infrared), np.linspace(1520.0, 1750.0, infrared)])
    rows, cols = np.mgrid[0:height, 0:width].astype(np.float32)
    kind = (np.sin(rows / 17.0) + np.cos(cols / 23.0) > 0).astype(np.float32)
    spectra = np.stack([0.05 + 0.4 * np.exp(-(((centers - 850) / 300) ** 2)), 0.10 + 0.2 * centers / 2400]).astype(
        np.float32
    )
    cube = spectra[0][:, None, None] * kind + spectra[1][:, None, None] * (1 - kind)
    cube = cube + rng.normal(0, 0.02, (1, height, width)).astype(np.float32)
    cube += rng.normal(0, 0.004, cube.shape).astype(np.float32)
    return np.clip(cube * 10000, 1, 9000).astype(np.int16), centers


def save_geotiff(
    path: Path,
    cube: np.ndarray,
    centers: np.ndarray,
    *,
    transform=(500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0),
    crs="EPSG:32633",
    nodata=None,
    fwhm=10.0,
    **profile,
) -> Path:
    """Write a cube (C, H, W) with wavelengths in the band items, as GDAL and the EnMAP-Box write them."""
    import rasterio
    from rasterio.transform import Affine

    options = {
        "driver": "GTiff",
        "count": len(cube),
        "height": cube.shape[1],
        "width": cube.shape[2],
        "dtype": cube.dtype,
    }
    if transform is not None:
        options["transform"] = Affine.from_gdal(*transform)
    with rasterio.open(path, "w", crs=crs, nodata=nodata, **options, **profile) as file:
        file.write(cube)
        file.update_tags(SPECAWARE_NOTE="made for tests")
        for number, center in enumerate(centers, start=1):
            file.update_tags(number, wavelength=f"{center:.3f}", wavelength_units="Nanometers", fwhm=f"{fwhm:.2f}")
    return path


def save_envi(
    path: Path, cube: np.ndarray, centers: np.ndarray, *, interleave: str = "bil", fwhm: float = 10.0
) -> Path:
    """Write a cube (C, H, W) as an uncompressed ENVI file with a full header; return the path of the binary."""
    order = {"bsq": (0, 1, 2), "bil": (1, 0, 2), "bip": (1, 2, 0)}[interleave]
    path.write_bytes(np.ascontiguousarray(cube.transpose(order)).tobytes())
    codes = {"int16": 2, "float32": 4, "uint16": 12}
    header = [
        "ENVI", f"samples = {cube.shape[2]}", f"lines = {cube.shape[1]}", f"bands = {len(cube)}", "header offset = 0",
        "file type = ENVI Standard", f"data type = {codes[cube.dtype.name]}", f"interleave = {interleave}",
        "byte order = 0", "map info = {UTM, 1, 1, 500000, 5800000, 30, 30, 33, North, WGS-84, units=Meters}",
        "wavelength units = Nanometers",
        "reflectance scale factor = 10000",
        "wavelength = {" + ", ".join(f"{c:.3f}" for c in centers) + "}",
        "fwhm = {" + ", ".join(f"{fwhm:.2f}" for _ in centers) + "}",
    ]  # fmt: skip
    path.with_name(path.name + ".hdr").write_text("\n".join(header) + "\n")
    return path
