"""What the plugin itself writes never takes the place of a raster or of what describes one."""

import pytest
from qgis.core import QgsSettings

from specaware.backend.common.errors import OutputError
from specaware.backend.common.outputs import temporary
from specaware.backend.job.spec import JobSpec, Outputs
from specaware.plugin.engine.client import EngineClient, _tidy_up
from specaware.plugin.engine.environment import SETTING_OUTSIDE
from specaware.plugin.results.outputs import spare_rasters

SPARED = {
    "a.tif": b"II*\0\10\0\0\0", "a.hdr": b"ENVI\nsamples = 10\n", "METADATA.XML": b"<level_X></level_X>",
    "m.vrt": b"\n <VRTDataset rasterXSize='1'/>", "a.json": b'{"type": "Feature", "stac_version": "1.0.0"}',
}  # fmt: skip
REPLACED = {
    "page.html": b"<!DOCTYPE html><html></html>", "bands.json": b'{"bands": []}',
    "bands.hdr": b"ENVI\nwavelength = {1}", "table.csv": b"class,score\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SPARED)
def test_rasters_headers_and_metadata_are_spared(tmp_path, name):
    (tmp_path / name).write_bytes(SPARED[name])
    (tmp_path / "link.html").symlink_to(tmp_path / name)
    for path in (tmp_path / name, tmp_path / "link.html"):
        with pytest.raises(OutputError, match="is part of a raster"):
            spare_rasters(path)


@pytest.mark.parametrize("name", REPLACED)
def test_pages_tables_and_new_files_are_written(tmp_path, name):
    spare_rasters(tmp_path / name)
    (tmp_path / name).write_bytes(REPLACED[name])
    spare_rasters(tmp_path / name)


def test_a_band_table_does_not_replace_the_header_of_an_image(tmp_path):
    from specaware.plugin.scene.band_table import BandRow, save

    header = tmp_path / "a.hdr"
    header.write_bytes(SPARED["a.hdr"])
    with pytest.raises(OutputError, match="is part of a raster"):
        save([BandRow(1, center_nm=500.0, fwhm_nm=10.0)], header)
    assert header.read_bytes() == SPARED["a.hdr"]


def test_what_a_dead_worker_had_decided_is_completed(tmp_path, monkeypatch):
    target, report = tmp_path / "m.tif", tmp_path / "m.json"
    for path in (report, target):
        path.write_text("earlier")
        temporary.temporary_path(path).write_text("new")
    temporary.temporary_path(tmp_path / "other.tif").write_text("left over")
    temporary.write_journal([report, target])
    monkeypatch.setattr(temporary, "_is_alive", lambda pid: False)
    _tidy_up(JobSpec("map", "a.tif", outputs=Outputs(classes=str(target))))
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"m.tif": "new", "m.json": "new"}


def test_the_setting_reaches_the_jobs(monkeypatch):
    """The menu entry sets it; every job of the plugin goes through the client."""
    sent = []
    client = EngineClient(python="none")
    monkeypatch.setattr(client, "_ensure_started", lambda: None)
    monkeypatch.setattr(client, "_send", lambda line: sent.append(JobSpec.from_line(line)))
    for allowed in (False, True):
        QgsSettings().setValue(SETTING_OUTSIDE, allowed)
        with pytest.raises(AttributeError):  # there is no reader of events
            client.run(JobSpec("models"))
        assert sent[-1].options.outside_files is allowed
    QgsSettings().remove(SETTING_OUTSIDE)
