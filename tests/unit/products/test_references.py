"""What a raster may make this program read: files below its own folder, never the network, never a program."""

import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import h5py
import numpy as np
import pytest

from backend.common.errors import InputError
from backend.job.spec import JobSpec, Options
from backend.products.files.references import check_references, outside_files
from backend.products.inspect import inspect_raster
from tests.support.tiny import save_geotiff, scene

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server():
    """An address on this computer, and the list of what was asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self):
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = answer

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    thread.join()
    running.server_close()


def vrt(path, source, *, relative=False, raw=False, extra=""):
    name = f'<SourceFilename relativeToVRT="{int(relative)}">{source}</SourceFilename>'
    body = name if raw else f"<SimpleSource>{name}<SourceBand>1</SourceBand></SimpleSource>"
    kind = ' subClass="VRTRawRasterBand"' if raw else ""
    path.write_text(
        f'<VRTDataset rasterXSize="8" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1"{kind}>{extra}{body}'
        "</VRTRasterBand></VRTDataset>"
    )
    return path


def wms(address):
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>{address}/${{z}}/${{x}}/${{y}}.png</ServerUrl></Service><DataWindow>'
        "<UpperLeftX>-1</UpperLeftX><UpperLeftY>1</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>-1</LowerRightY>"
        "<TileLevel>1</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY></DataWindow>"
        "<Projection>EPSG:4326</Projection><BandsCount>3</BandsCount></GDAL_WMS>"
    )


@pytest.mark.parametrize("name", ["a.tif", "a.vrt", "a.xml", "a.img"])
@pytest.mark.parametrize("source", ["{}/x.tif", "/vsicurl/{}/x.tif", "/vsicurl_streaming/{}/x.tif", "WMS:{}/wms?"])
def test_a_virtual_raster_makes_no_request(server, tmp_path, name, source):
    address, asked = server
    for allowed in (False, True):
        with pytest.raises(InputError, match="not a raster file on this computer"), outside_files(allowed):
            inspect_raster(vrt(tmp_path / name, source.format(address)))
    assert asked == []


def test_a_description_of_a_service_is_no_raster_by_itself_or_within_a_virtual_one(server, tmp_path):
    address, asked = server
    for name in ("a.tif", "a.xml", "b.vrt"):
        (tmp_path / name).write_text(wms(address))
        with pytest.raises(InputError):
            inspect_raster(tmp_path / name)
    with pytest.raises(InputError, match="not a raster"):
        inspect_raster(vrt(tmp_path / "m.vrt", "a.tif", relative=True))
    assert asked == []


@pytest.mark.parametrize(
    ("source", "relative"),
    [
        ("{}/secret/a.tif", False), ("../secret/a.tif", True), ("/vsizip/{}/secret/a.zip/a.tif", False),
        ("link.tif", True),
    ],
    ids=["absolute", "upwards", "archive", "link"],
)  # fmt: skip
@pytest.mark.parametrize("raw", [False, True])
def test_files_outside_the_folder_are_read_only_where_the_user_allows_it(tmp_path, source, relative, raw):
    import zipfile

    (tmp_path / "secret").mkdir()
    (tmp_path / "in").mkdir()
    inside = save_geotiff(tmp_path / "secret" / "a.tif", *scene(8, 8))
    with zipfile.ZipFile(tmp_path / "secret" / "a.zip", "w") as archive:
        archive.write(inside, "a.tif")
    (tmp_path / "in" / "link.tif").symlink_to(inside)
    path = vrt(tmp_path / "in" / "m.tif", source.format(tmp_path), relative=relative, raw=raw)
    if source == "link.tif" and not raw:  # the link is the user's own, and what it names must be a raster
        assert check_references(path)
        return
    with pytest.raises(InputError, match=r"outside its own folder.*--outside-files"):
        inspect_raster(path)
    with outside_files(True):
        assert [file.name for file in check_references(path)] in (["a.tif"], ["a.zip"], ["link.tif"])


def test_a_virtual_raster_of_its_neighbours_and_of_folders_below_is_read(tmp_path):
    (tmp_path / "tiles").mkdir()
    save_geotiff(tmp_path / "tiles" / "a.tif", *scene(8, 8))
    vrt(tmp_path / "tiles" / "inner.vrt", "a.tif", relative=True)
    path = vrt(tmp_path / "m.vrt", "tiles/inner.vrt", relative=True)
    assert [file.name for file in check_references(path)] == ["inner.vrt", "a.tif"]
    assert inspect_raster(path)["count"] == 1
    assert inspect_raster(vrt(tmp_path / "n.vrt", tmp_path / "tiles" / "inner.vrt"))["count"] == 1


def test_the_option_reaches_jobs_and_the_command_line(run_job, tiny_model, tmp_path, capsys):
    from backend.shell.main import main

    (tmp_path / "in").mkdir()
    path = vrt(tmp_path / "in" / "m.vrt", save_geotiff(tmp_path / "a.tif", *scene(8, 8)))
    assert run_job(JobSpec("inspect", str(path)))[0].code == "input"
    assert run_job(JobSpec("inspect", str(path), options=Options(outside_files=True)))[0].type == "result"
    assert run_job(JobSpec("inspect", str(path)))[0].code == "input"  # and it lasts no longer
    assert main(["inspect", str(path)]) == 1
    assert "outside its own folder" in capsys.readouterr().err
    assert main(["inspect", str(path), "--outside-files"]) == 0
    words = ["map", str(path), "--out", str(tmp_path / "out"), "--model", str(tiny_model), "--outside-files"]
    assert main(words) == 1
    assert "outside its own folder" not in capsys.readouterr().err  # but that it has only one band


def test_a_virtual_raster_runs_no_program(tmp_path):
    """Not even where the environment allows GDAL to."""
    save_geotiff(tmp_path / "a.tif", *scene(8, 8))
    ran = tmp_path / "ran"
    code = f"open({str(ran)!r}, 'w')\ndef f(*args, **kwargs): pass\n"
    program = (
        "<PixelFunctionType>f</PixelFunctionType><PixelFunctionLanguage>Python</PixelFunctionLanguage>"
        f"<PixelFunctionCode><![CDATA[{code}]]></PixelFunctionCode>"
    )
    path = vrt(tmp_path / "m.vrt", "a.tif", relative=True, extra=program)
    path.write_text(path.read_text().replace('band="1">', 'band="1" subClass="VRTDerivedRasterBand">'))
    with pytest.raises(InputError, match="contains code"):
        inspect_raster(path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GDAL_VRT_ENABLE_PYTHON": "YES"}
    read = "import sys, rasterio; from backend.serve.surroundings import scrub_environment; scrub_environment(); "
    read += "rasterio.open(sys.argv[1]).read()"
    subprocess.run([sys.executable, "-c", read, str(path)], env=environment, capture_output=True, check=False)
    assert not ran.exists()


def hdf5(path, change):
    with h5py.File(path, "w") as file:
        file["grid/own"] = np.ones((2, 8, 8), "u1")
        change(file)
    return path


def external_link(file, other):
    file["grid/linked"] = h5py.ExternalLink(other, "/data")


def outside_storage(file, other):
    file.create_dataset("grid/stored", (2, 8, 8), "u1", external=[(other, 0, 128)])


def virtual_data(file, other):
    layout = h5py.VirtualLayout((2, 8, 8), "u1")
    layout[:] = h5py.VirtualSource(other, "data", (2, 8, 8))
    file.create_virtual_dataset("grid/virtual", layout)


@pytest.mark.parametrize("change", [external_link, outside_storage, virtual_data])
@pytest.mark.parametrize("name", ["a.h5", "a.nc", "a.tif"])
def test_hdf5_reads_no_other_file_outside_its_folder(tmp_path, change, name):
    (tmp_path / "in").mkdir()
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["data"] = np.full((2, 8, 8), 7, "u1")
    for other in (str(tmp_path / "secret.h5"), "../secret.h5"):
        path = hdf5(tmp_path / "in" / name, lambda file, other=other: change(file, other))
        with pytest.raises(InputError, match="outside its own folder"):
            inspect_raster(path)


@pytest.mark.parametrize("change", [external_link, virtual_data])
def test_hdf5_may_link_to_its_neighbours(tmp_path, change):
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["data"] = np.full((2, 8, 8), 7, "u1")
    path = hdf5(tmp_path / "a.h5", lambda file: change(file, "b.h5"))
    assert [file.name for file in check_references(path)] == ["b.h5"]


def test_circles_and_broken_links_come_to_an_end(tmp_path):
    vrt(tmp_path / "a.vrt", "b.vrt", relative=True)
    vrt(tmp_path / "b.vrt", "a.vrt", relative=True)
    assert [file.name for file in check_references(tmp_path / "a.vrt")] == ["b.vrt"]
    vrt(tmp_path / "c.vrt", "missing.tif", relative=True)
    assert [file.name for file in check_references(tmp_path / "c.vrt")] == ["missing.tif"]


@pytest.mark.parametrize(
    "text",
    ['<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><VRTDataset/>', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><VRTDataset/>'],
)  # fmt: skip
def test_entities_in_a_virtual_raster_are_refused(tmp_path, text):
    (tmp_path / "a.vrt").write_text(text)
    with pytest.raises(InputError, match="document type"):
        inspect_raster(tmp_path / "a.vrt")


def test_a_raster_named_by_a_way_through_its_parent_lies_in_its_own_folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "data").mkdir()
    cube, centers = scene(4, 4, 6, seed=0)
    save_geotiff(tmp_path / "data" / "cube.tif", cube, centers)
    save_geotiff(tmp_path / "other.tif", cube, centers)
    vrt(tmp_path / "data" / "inside.vrt", "cube.tif", relative=True)
    vrt(tmp_path / "data" / "outside.vrt", "../other.tif", relative=True)
    monkeypatch.chdir(tmp_path / "here")
    assert inspect_raster(Path("..") / "data" / "cube.tif", None)
    assert [found.name for found in check_references(Path("..") / "data" / "inside.vrt")] == ["cube.tif"]
    with pytest.raises(InputError, match="outside its own folder"):
        check_references(Path("..") / "data" / "outside.vrt")
