"""A whole EnMAP product: the real metadata of the data folder, whose images are empty, with pixels of a real scene."""

from __future__ import annotations

import zipfile

import numpy as np

from backend.products.files.package import children, first, parse_xml

from ..contract.scenes_generic import write_tiff


def real_product(data, folder, level, pixels):
    """Unpack the metadata of the real product, write its images with ``pixels`` (218, H, W); return XML and raw."""
    with zipfile.ZipFile(data / "enmap_product" / f"enmap_{level}_gtif_qualification.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith("METADATA.XML"))
        path = folder / name.rsplit("/", 1)[-1]
        path.write_bytes(archive.read(name))
    rows = parse_xml(path.read_text(encoding="utf-8"), path.name)
    gains = [children(band) for band in first(rows, "bandCharacterisation")]
    if level == "L2A":
        raw = pixels.astype("int16")
    else:
        light = pixels.astype("float64")[:, :, :] * 1e-4 * 0.05  # a plausible radiance in W m-2 sr-1 nm-1
        gain, offset = (np.array([float(g[key]) for g in gains]) for key in ("GainOfBand", "OffsetOfBand"))
        raw = np.clip(np.round((light - offset[:, None, None]) / gain[:, None, None]), 1, 65535).astype("uint16")
    stem = path.name.replace("METADATA.XML", "SPECTRAL_IMAGE")
    if level == "L1B":
        write_tiff(folder / f"{stem}_VNIR.TIF", raw[:88])
        write_tiff(folder / f"{stem}_SWIR.TIF", raw[88:])
    else:
        write_tiff(folder / f"{stem}.TIF", raw)
    return path, raw
