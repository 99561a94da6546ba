"""Whatever the classes, the points of a sample add up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.accuracy.statistics.allocation import allocate
from backend.common.errors import InputError

SIZES = st.lists(st.integers(1, 10**9), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(sizes=SIZES, total=st.integers(1, 5000), minimum=st.integers(2, 100))
def test_sum_minimum_and_size_hold(sizes, total, minimum):
    least = np.minimum(minimum, sizes)
    if total < least.sum():
        with pytest.raises(InputError, match="give at least"):
            allocate(total, sizes, minimum)
        return
    points = allocate(total, sizes, minimum)
    assert points.sum() == min(total, sum(sizes))
    assert (points >= least).all()
    assert (points <= sizes).all()
