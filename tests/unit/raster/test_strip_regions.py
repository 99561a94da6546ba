import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backend.raster.neighbourhoods.regions import label_regions
from backend.raster.neighbourhoods.strip_regions import BYTES_PER_STRIP_PIXEL, StripRegions

PLENTY = 10**9


def in_strips(classes, height, *, memory_bytes=PLENTY, areas=None, confidence=None):
    regions = StripRegions(classes.shape[1], areas, memory_bytes=memory_bytes)
    if confidence is None:
        confidence = np.zeros_like(classes)
    found = []
    for row in range(0, len(classes), height):
        found += regions.feed(row, classes[row : row + height], confidence[row : row + height])
    return [*found, *regions.finish()], regions.cuts


def burnt(regions, shape):
    """The regions as numbers from 1 on the map, from their outlines alone."""
    from rasterio.features import rasterize

    shapes = [({"type": "Polygon", "coordinates": r.rings}, i + 1) for i, r in enumerate(regions)]
    return rasterize(shapes, out_shape=shape, dtype="int32") if shapes else np.zeros(shape, np.int32)


MAPS = arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14)), elements=st.integers(0, 2))


@settings(deadline=None)
@given(MAPS, st.integers(1, 15))
def test_strips_of_any_height_give_the_regions_of_the_whole_map(classes, height):
    regions, cuts = in_strips(classes, height)
    labels, count = label_regions(classes)
    numbers = burnt(regions, classes.shape)
    assert cuts == 0 and len(regions) == count
    for i, region in enumerate(regions):
        inside = numbers == i + 1
        own = np.unique(labels[inside])
        assert len(own) == 1 and np.array_equal(inside, labels == own[0])
        assert region.pixels == inside.sum() and region.class_id == classes[inside][0]


def test_sums_are_those_of_the_pixels():
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 3, (40, 30)).astype(np.uint8)
    classes[:, 7] = 2  # one region through all strips
    confidence = rng.integers(0, 101, classes.shape).astype(np.uint8)
    areas = np.linspace(100.0, 120.0, 40)
    regions, _ = in_strips(classes, 6, areas=areas, confidence=confidence)
    numbers = burnt(regions, classes.shape)
    for i, region in enumerate(regions):
        rows, cols = np.nonzero(numbers == i + 1)
        assert region.area_m2 == pytest.approx(areas[rows].sum())
        assert region.confidence == pytest.approx(confidence[rows, cols].mean())
    assert sum(r.pixels for r in regions) == (classes > 0).sum()


@settings(deadline=None)
@given(MAPS, st.integers(1, 6))
def test_without_memory_regions_are_cut_and_nothing_is_lost(classes, height):
    """With next to no memory each region is cut at each strip it reaches; the parts still make up the map."""
    areas = np.full(len(classes), 4.0)
    regions, _ = in_strips(classes, height, memory_bytes=1, areas=areas)
    numbers = burnt(regions, classes.shape)
    again = np.concatenate([[0], [r.class_id for r in regions]]).astype(np.uint8)[numbers]
    np.testing.assert_array_equal(again, classes)
    for i, region in enumerate(regions):
        assert region.pixels == (numbers == i + 1).sum()
        assert region.area_m2 == pytest.approx(4.0 * region.pixels)


def test_a_cut_is_counted():
    assert in_strips(np.ones((12, 5), np.uint8), 3, memory_bytes=1)[1] >= 3


def test_a_strip_takes_the_memory_that_is_planned_for_it():
    rng = np.random.default_rng(1)
    classes = rng.integers(1, 4, (400, 400)).astype(np.uint8)  # a region for each second pixel: the worst case
    regions = StripRegions(400, np.full(400, 1.0), memory_bytes=PLENTY)
    tracemalloc.start()
    for _ in regions.feed(0, classes, classes):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= classes.size * BYTES_PER_STRIP_PIXEL * 1.5


@pytest.mark.parametrize("height", [3, 8])
def test_pixels_without_confidence_count_for_no_mean(height):
    classes = np.ones((8, 10), np.uint8)
    classes[:, 5:] = 2
    confidence = np.full(classes.shape, 255, np.uint8)
    confidence[1, 1], confidence[6, 2] = 40, 60
    found = {region.class_id: region for region in in_strips(classes, height, confidence=confidence)[0]}
    assert found[1].confidence == 50.0 and found[1].pixels == 40
    assert np.isnan(found[2].confidence) and found[2].pixels == 40
