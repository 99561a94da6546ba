"""20,000 damaged products and metadata files: each an answer or one sentence within 2 s of processor time.

``SPECAWARE_FUZZ_TOTAL`` sets how many, ``SPECAWARE_FUZZ_SEED`` which.
"""

from __future__ import annotations

import os

import pytest

from tests.contract.test_products import BUILDERS
from tests.support import damage
from tests.support.damage import KINDS, SLOW, Tally

TOTAL = int(os.environ.get("SPECAWARE_FUZZ_TOTAL", "20000"))
SEED = int(os.environ.get("SPECAWARE_FUZZ_SEED", "1"))
SLOW_SHARE = 20  # of the large products, one case in so many


@pytest.mark.timeout(3600)
@pytest.mark.data
def test_damaged_products(data, tmp_path):
    (tmp_path / "real").mkdir()
    kinds = {what: damage.simulated(what, BUILDERS, tmp_path / str(n)) for n, what in enumerate(KINDS)}
    kinds |= dict(damage.real_products(data, tmp_path / "real"))
    each = TOTAL / (len(kinds) - len(SLOW) + len(SLOW) / SLOW_SHARE)
    tally = Tally()
    for what, act in kinds.items():
        damage.run(act, int(each / (SLOW_SHARE if what in SLOW else 1)) + 1, tally, what, SEED)
        print(f"{what}: {tally.cases} cases so far, slowest {tally.slowest}", flush=True)
    took, slowest = tally.slowest
    print(f"{tally.cases} cases of {len(kinds)} kinds: {tally.answered} answered, {dict(tally.refused)} refused in one "
          f"sentence; slowest {took:.2f} s ({slowest})")  # fmt: skip
    assert tally.cases >= TOTAL
