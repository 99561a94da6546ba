"""Labels of any kind and CRS onto pixels."""

import json

import numpy as np
import pytest

from backend.common.errors import InputError
from backend.labels.read import place_labels, read_labels
from backend.labels.wkb import geometries
from backend.raster.georeference import GeoReference

UTM = "EPSG:32633"
TRANSFORM = (500000.0, 30.0, 0.0, 5800000.0, 0.0, -30.0)


def reference(crs=UTM):
    from rasterio.crs import CRS

    return GeoReference(TRANSFORM, None if crs is None else CRS.from_user_input(crs).to_wkt())


def point(row, col):
    return [500000.0 + 30 * (col + 0.5), 5800000.0 - 30 * (row + 0.5)]


def square(row, col, size):
    x, y = 500000.0 + 30 * col, 5800000.0 - 30 * row
    return [[[x, y], [x + 30 * size, y], [x + 30 * size, y - 30 * size], [x, y - 30 * size], [x, y]]]


def save(path, shapes, *, crs=UTM, field="cover"):
    features = [
        {"type": "Feature", "properties": {field: value}, "geometry": {"type": kind, "coordinates": coordinates}}
        for kind, coordinates, value in shapes
    ]
    document = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}}
    path.write_text(json.dumps(document))
    return path


def cells(pixels):
    return set(zip(pixels.rows.tolist(), pixels.cols.tolist(), pixels.classes.tolist()))


def test_points_and_polygons_become_pixels(tmp_path):
    path = save(
        tmp_path / "a.geojson",
        [("Point", point(2, 3), "water"), ("Polygon", square(5, 5, 2), "field"), ("Point", point(500, 3), "water")],
    )
    labels = read_labels(path, field="cover")
    assert labels.classes == ("field", "water")
    found = place_labels(labels, reference(), height=20, width=30)
    assert cells(found) == {(2, 3, 1), (5, 5, 0), (5, 6, 0), (6, 5, 0), (6, 6, 0)}
    assert len(set(found.features[found.classes == 0])) == 1


def test_another_crs_gives_the_same_pixels(tmp_path):
    from rasterio.warp import transform

    rng = np.random.default_rng(0)
    places = list({(int(r), int(c)) for r, c in zip(rng.integers(0, 200, 50), rng.integers(0, 300, 50))})
    x, y = zip(*(point(r, c) for r, c in places))
    lon, lat = transform(UTM, "EPSG:4326", x, y)
    shapes = [("Point", [a, b], f"c{i % 2}") for i, (a, b) in enumerate(zip(lon, lat))]
    labels = read_labels(save(tmp_path / "a.geojson", shapes, crs=None), field="cover")  # GeoJSON without CRS is WGS 84
    found = place_labels(labels, reference(), height=200, width=300)
    assert cells(found) == {(r, c, i % 2) for i, (r, c) in enumerate(places)}


def test_a_polygon_smaller_than_a_pixel_gives_the_pixels_it_touches(tmp_path):
    x, y = point(4, 4)
    ring = [[[x - 12, y - 12], [x - 8, y - 12], [x - 8, y - 8], [x - 12, y - 12]]]
    path = save(tmp_path / "a.geojson", [("Polygon", ring, "a"), ("Point", point(0, 0), "b")])
    found = place_labels(read_labels(path, field="cover"), reference(), height=10, width=10)
    assert cells(found) == {(4, 4, 0), (0, 0, 1)}


def test_pixels_of_two_classes_are_left_out_and_counted(tmp_path):
    path = save(
        tmp_path / "a.geojson",
        [
            ("Polygon", square(0, 0, 3), 1),
            ("Point", point(1, 1), 2),
            ("Point", point(8, 8), 2),
            ("Point", point(8, 8), 2),
        ],
    )
    found = place_labels(read_labels(path, field="cover"), reference(), height=10, width=10)
    assert found.contested == 1
    assert (1, 1) not in {(r, c) for r, c, _ in cells(found)}
    assert (8, 8, 1) in cells(found)
    assert found.count == 9


def test_numbers_are_ordered_as_numbers_and_empty_values_left_out(tmp_path):
    path = save(tmp_path / "a.geojson", [("Point", point(i, i), v) for i, v in enumerate([10, 9, 2, None])])
    labels = read_labels(path, field="cover")
    assert labels.classes == ("2", "9", "10")
    assert labels.unclassified == 1


def test_a_raster_without_a_place_takes_columns_and_minus_rows(tmp_path):
    path = save(tmp_path / "a.geojson", [("Point", [3.5, -2.5], "a"), ("Point", [0.5, -0.5], "b")], crs=None)
    found = place_labels(read_labels(path, field="cover"), GeoReference(None, None), height=5, width=5)
    assert cells(found) == {(2, 3, 0), (0, 0, 1)}


def test_geopackages_with_multi_parts_and_heights_are_read(tmp_path):
    from pyogrio.raw import write

    ring = np.array(square(5, 5, 2)[0])
    body = b"\x01" + (1003).to_bytes(4, "little") + (1).to_bytes(4, "little") + len(ring).to_bytes(4, "little")
    body += np.column_stack([ring, np.zeros(len(ring))]).tobytes()
    multi = b"\x01" + (1006).to_bytes(4, "little") + (1).to_bytes(4, "little") + body
    place = b"\x01" + (1).to_bytes(4, "little") + np.array(point(1, 1)).tobytes()
    write(
        tmp_path / "a.gpkg", np.array([multi, place], dtype=object), [np.array(["a", "b"], dtype=object)], ["cover"],
        layer="land", geometry_type="Unknown", crs=UTM,
    )  # fmt: skip
    labels = read_labels(tmp_path / "a.gpkg", field="cover", layer="land")
    found = place_labels(labels, reference(), height=20, width=20)
    assert cells(found) == {(5, 5, 0), (5, 6, 0), (6, 5, 0), (6, 6, 0), (1, 1, 1)}


@pytest.mark.parametrize(
    ("shapes", "field", "layer", "text"),
    [
        ([("Point", point(0, 0), "a"), ("Point", point(1, 0), "b")], "kind", "", "choose one of cover"),
        ([("Point", point(0, 0), "a"), ("Point", point(1, 0), "b")], "cover", "roads", "no layer 'roads'"),
        ([("Point", point(0, 0), "a"), ("Point", point(1, 0), "a")], "cover", "", "1 class"),
        ([("LineString", [point(0, 0), point(1, 1)], v) for v in "ab"], "cover", "", "points nor polygons"),
    ],
)  # fmt: skip
def test_unusable_labels_are_refused_in_one_sentence(tmp_path, shapes, field, layer, text):
    path = save(tmp_path / "a.geojson", shapes)
    with pytest.raises(InputError, match=text) as caught:
        read_labels(path, field=field, layer=layer)
    assert "\n" not in str(caught.value)


def test_files_that_are_no_labels_are_refused(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"nothing of use")
    with pytest.raises(InputError, match="cannot be read"):
        read_labels(tmp_path / "a.gpkg", field="cover")
    with pytest.raises(InputError, match="do not exist"):
        read_labels(tmp_path / "b.gpkg", field="cover")


def test_damaged_geometries_are_a_value_error():
    with pytest.raises(ValueError, match="damaged"):
        geometries(b"\x01" + (3).to_bytes(4, "little") + (1).to_bytes(4, "little") + (99).to_bytes(4, "little"))


@pytest.mark.parametrize(
    "text",
    [
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
        "</OGRVRTDataSource>",
        "<OGRWFSDataSource><URL>http://127.0.0.1:9/wfs</URL></OGRWFSDataSource>",
        '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read http://127.0.0.1:9/a.json"}',
    ],
)
@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.zip"])
def test_labels_that_describe_data_elsewhere_are_refused(tmp_path, text, name):
    import zipfile

    path = tmp_path / name
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.vrt", text)
    else:
        path.write_text(text)
    with pytest.raises(InputError, match="refer to data elsewhere"):
        read_labels(path, field="class")
