"""Write resources/solar_irradiance.csv: the extraterrestrial spectrum of ASTM G173-03, 300-2700 nm.

``python training/make_resources/solar_irradiance.py``. Source: pvlib (BSD-3), ``pvlib.spectrum.get_reference_spectra``,
with the values of the standard (Gueymard 2004, doi:10.1016/j.solener.2003.08.039), at 1 nm to 1702 nm, then at 5 nm.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

import pvlib  # noqa: E402


def main() -> None:
    """Write the table."""
    spectra = pvlib.spectrum.get_reference_spectra(standard="ASTM G173-03")
    column = spectra["extraterrestrial"].loc[300.0:2700.0]
    column = column[(column.index % 1.0) == 0.0]  # drop the standard's half-nanometre steps below 400 nm
    lines = ["# ASTM G173-03 extraterrestrial solar irradiance at 1 au", "wavelength_nm,irradiance_w_m2_um"]
    lines += [f"{nm:.0f},{value * 1000.0:.4g}" for nm, value in column.items()]  # W m-2 nm-1 -> W m-2 um-1
    (ROOT / "resources" / "solar_irradiance.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
