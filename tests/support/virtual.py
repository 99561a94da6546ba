"""Rasters of any size that take no disk: a small real file, repeated by GDAL."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.support.tiny import save_geotiff, scene


def repeated(folder: Path, *, rows: int, cols: int, bands: int, side: int = 200) -> Path:
    """Write ``<rows>x<cols>x<bands>.vrt``: a scene of side x side pixels, repeated down and across, and return it."""
    cube, centers = scene(side, side, bands=min(bands, 12))
    source = folder / f"source{side}.tif"
    if not source.exists():
        save_geotiff(source, cube, centers)
    shown = np.concatenate([np.linspace(420, 1300, bands - bands // 4), np.linspace(1520, 1750, bands // 4)])
    lines = [f'<VRTDataset rasterXSize="{cols}" rasterYSize="{rows}">']
    lines.append("<GeoTransform>500000, 30, 0, 5800000, 0, -30</GeoTransform><SRS>EPSG:32633</SRS>")
    for number, center in enumerate(shown, start=1):
        lines.append(f'<VRTRasterBand dataType="Int16" band="{number}"><Metadata>')
        lines.append(f'<MDI key="wavelength">{center:.2f}</MDI><MDI key="wavelength_units">Nanometers</MDI></Metadata>')
        lines += _sources(source.name, (number - 1) % len(cube) + 1, rows, cols, side)
        lines.append("</VRTRasterBand>")
    path = folder / f"{rows}x{cols}x{bands}.vrt"
    path.write_text("\n".join([*lines, "</VRTDataset>"]))
    return path


def _sources(name: str, band: int, rows: int, cols: int, side: int) -> list[str]:
    """Repeat the source without scaling where that is a moderate number of pieces, else stretch it."""
    if (rows // side) * (cols // side) > 100:
        pieces = [(0, 0, rows, cols)]
    else:
        pieces = [(r, c, side, side) for r in range(0, rows, side) for c in range(0, cols, side)]
    return [
        f'<SimpleSource><SourceFilename relativeToVRT="1">{name}</SourceFilename><SourceBand>{band}</SourceBand>'
        f'<SourceProperties RasterXSize="{side}" RasterYSize="{side}" DataType="Int16" BlockXSize="{side}" '
        f'BlockYSize="20"/>'
        f'<SrcRect xOff="0" yOff="0" xSize="{side}" ySize="{side}"/>'
        f'<DstRect xOff="{c}" yOff="{r}" xSize="{w}" ySize="{h}"/></SimpleSource>'
        for r, c, h, w in pieces
    ]
