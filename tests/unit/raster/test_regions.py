import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backend.raster.neighbourhoods.regions import label_regions


def flood(classes):
    """Label by flood fill: slow and obvious."""
    labels = np.zeros(classes.shape, dtype=np.int32)
    count = 0
    for start in zip(*np.nonzero(classes)):
        if labels[start]:
            continue
        count += 1
        todo = [start]
        while todo:
            r, c = todo.pop()
            if not (0 <= r < classes.shape[0] and 0 <= c < classes.shape[1]):
                continue
            if labels[r, c] or classes[r, c] != classes[start]:
                continue
            labels[r, c] = count
            todo += [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]
    return labels, count


@given(arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14)), elements=st.integers(0, 3)))
def test_regions_equal_flood_fill(classes):
    labels, count = label_regions(classes)
    expected, expected_count = flood(classes)
    assert count == expected_count
    assert np.array_equal(labels, expected)


def test_a_spiral_is_one_region():
    spiral = np.zeros((9, 9), dtype=np.uint8)
    spiral[0, :] = spiral[:, 8] = spiral[8, :] = spiral[2:, 0] = spiral[2, :7] = spiral[2:7, 6] = spiral[6, 2:7] = 1
    assert label_regions(spiral)[1] == flood(spiral)[1]
