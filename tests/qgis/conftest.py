"""QGIS tests: the plugin under its name in QGIS, ``specaware``, in QGIS's own Python with pytest-qgis.

Nothing here imports ``backend`` or ``plugin`` under those names: QGIS knows the code as ``specaware.backend`` and
``specaware.plugin``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyqt5")
os.environ["GDAL_PAM_ENABLED"] = "NO"

ROOT = Path(__file__).resolve().parents[2]


def _link_parent() -> str:
    """A folder that holds ``specaware``, a link to the repository."""
    given = os.environ.get("SPECAWARE_LINK_PARENT")
    if given:
        return given
    folder = Path(tempfile.mkdtemp(prefix="specaware-link-"))
    (folder / "specaware").symlink_to(ROOT)
    return str(folder)


if importlib.util.find_spec("specaware") is None:
    sys.path.insert(0, _link_parent())

from osgeo import gdal, osr  # noqa: E402
from qgis.core import QgsApplication, QgsProject, QgsSettings  # noqa: E402
from qgis.gui import QgisInterface, QgsMessageBar  # noqa: E402
from qgis.PyQt.QtWidgets import QApplication  # noqa: E402

from specaware.plugin.engine import environment  # noqa: E402
from specaware.plugin.provider import SpecAwareProvider  # noqa: E402
from specaware.plugin.widgets.panel.mapper_dock import MapperDock  # noqa: E402

gdal.UseExceptions()


def engine_python() -> str | None:
    """The engine's interpreter, if it is there."""
    cache = Path(os.environ.get("SPECAWARE_CACHE", Path.home() / ".cache" / "specaware"))
    for candidate in (os.environ.get(environment.VARIABLE, ""), str(cache / "engine" / "bin" / "python")):
        if candidate and Path(candidate).is_file():
            return candidate
    return None


@pytest.fixture(scope="session")
def engine() -> str:
    """The engine; skips without one."""
    python = engine_python()
    if python is None:
        pytest.skip("no engine: set SPECAWARE_ENGINE_PYTHON, or run 'bash run.sh test', which makes one")
    return python


@pytest.fixture
def with_engine(engine: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The plugin finds the engine by its environment variable."""
    monkeypatch.setenv(environment.VARIABLE, engine)
    return engine


@pytest.fixture(autouse=True)
def clean_settings(qgis_app: QgsApplication) -> Iterator[None]:
    """No setting and no layer of another test."""
    QgsSettings().remove("specaware")
    yield
    QgsSettings().remove("specaware")
    QgsProject.instance().clear()


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model that another test trained or imported."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))


@pytest.fixture
def provider(qgis_processing: None) -> Iterator[SpecAwareProvider]:
    """The plugin's algorithms, registered for one test."""
    added = SpecAwareProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


CENTERS = np.linspace(420.0, 2400.0, 64)


def spectra() -> np.ndarray:
    """Reflectance (3, 64) of something like vegetation, soil and water."""
    nm = CENTERS
    green = 0.04 + 0.06 * np.exp(-(((nm - 550) / 40) ** 2)) + 0.42 / (1 + np.exp(-(nm - 715) / 14))
    green *= 1 - 0.55 / (1 + np.exp(-(nm - 1380) / 30)) - 0.25 / (1 + np.exp(-(nm - 1880) / 40))
    soil = 0.08 + 0.30 * (nm - 400) / 2000
    water = 0.05 * np.exp(-(nm - 400) / 180)
    return np.stack([green, soil, water])


def write_raster(
    path: Path, *, rows: int = 40, cols: int = 60, wavelengths: bool = True, driver: str = "GTiff", bands: int = 64
) -> Path:
    """Three vertical stripes of different cover, int16 reflectance x 10000, 30 m, UTM 33N; the first row is nodata."""
    cover = np.minimum(np.arange(cols) * 3 // cols, 2)
    noise = 1 + 0.03 * np.random.default_rng(7).standard_normal((bands, min(rows, 50), cols))
    strip = (spectra()[:, :bands][cover].T[:, None, :] * noise * 1e4).clip(0, 20000).astype(np.int16)
    cube = np.tile(strip, (1, -(-rows // strip.shape[1]), 1))[:, :rows]
    cube[:, 0] = -9999
    dataset = gdal.GetDriverByName(driver).Create(str(path), cols, rows, bands, gdal.GDT_Int16)
    dataset.SetGeoTransform((366000.0, 30.0, 0.0, 5806000.0, 0.0, -30.0))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32633)
    dataset.SetProjection(crs.ExportToWkt())
    for number in range(1, bands + 1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(cube[number - 1])
        band.SetNoDataValue(-9999)
        band.SetScale(1e-4)
        if wavelengths:
            band.SetMetadata(
                {"wavelength": f"{CENTERS[number - 1]:.2f}", "wavelength_units": "nanometers", "fwhm": "12"}
            )
    return path


@pytest.fixture(scope="session")
def stripes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small raster that most tests map; never written to."""
    return write_raster(tmp_path_factory.mktemp("raster") / "stripes.tif")


@pytest.fixture
def raster(stripes: Path, tmp_path: Path) -> Path:
    """A copy of it in a folder of the test's own."""
    return Path(shutil.copy(stripes, tmp_path / "stripes.tif"))


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A raster that says nothing about its bands."""
    return write_raster(tmp_path / "unknown.tif", wavelengths=False)


_MAKE_SCENE = """
import sys
from pathlib import Path
from tests.contract import scenes_products
made = getattr(scenes_products, sys.argv[1])(Path(sys.argv[2]), *sys.argv[3:])
sys.stdout.write(str(made.path))
"""


@pytest.fixture(scope="session")
def product_scene(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that writes a fake product in its documented structure: name and arguments of its builder."""

    def make(name: str, *arguments: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [engine, "-c", _MAKE_SCENE, name, str(folder), *arguments]
        made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        return Path(made.stdout)

    return make


@pytest.fixture(scope="session")
def make_raster() -> Callable[..., Path]:
    """:func:`write_raster`."""
    return write_raster


@pytest.fixture(scope="session", name="wait_until")
def _wait_until() -> Callable[..., None]:
    """:func:`wait_until`."""
    return wait_until


@pytest.fixture(scope="session", name="children")
def _children() -> Callable[[], set[int]]:
    """:func:`children`."""
    return children


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Spin the event loop until ``condition`` holds; fail after ``seconds``."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened in time"
        QApplication.processEvents()
        time.sleep(0.01)


def children() -> set[int]:
    """Process ids of this process's children."""
    own = os.getpid()
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == own and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


@pytest.fixture
def dock(
    qgis_iface: QgisInterface, with_engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MapperDock]:
    """Show the panel with the engine ready; its maps go to ``out`` in the test's folder."""
    bar = QgsMessageBar()
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    made = MapperDock(qgis_iface)
    made.resize(340, 720)
    made.show()
    (tmp_path / "out").mkdir()
    made.form.folder.setFilePath(str(tmp_path / "out"))
    made.form.image.setChecked(False)
    yield made
    made.shut_down()
    made.close()
    made.deleteLater()
