"""20,000 damaged products, sidecars, cards, jobs, lists: each an answer or one sentence, in bounded time and memory.

``SPECAWARE_FUZZ_TOTAL`` sets how many, ``SPECAWARE_FUZZ_SEED`` which, ``SPECAWARE_FUZZ_ONLY`` kinds by a part of their
name. Each case runs in a forked process that is watched (``tests/support/arena.py``).
"""

from __future__ import annotations

import os
import time

import pytest

from tests.contract.test_products import BUILDERS
from tests.support import damage
from tests.support.arena import Arena, Score
from tests.support.cases import damages, others, products
from tests.support.tiny import save_model

TOTAL = int(os.environ.get("SPECAWARE_FUZZ_TOTAL", "20000"))
SEED = int(os.environ.get("SPECAWARE_FUZZ_SEED", "1"))
ONLY = os.environ.get("SPECAWARE_FUZZ_ONLY", "")
SLOW_SHARE = 20  # of the large products, one case in so many


def kinds_of(folder, data):
    """All kinds by name; the real scenes where they are at hand."""
    acts = dict(damages(BUILDERS, folder / "made"))
    found = products({what: build() for what, build in acts.items() if ONLY in what}, save_model(folder / "tiny"))
    if data.is_dir() and ONLY in "real":
        (folder / "real").mkdir()
        found |= products(dict(damage.real_products(data, folder / "real")), None)
    return found | {what: case for what, case in others(folder / "others").items() if ONLY in what}


@pytest.mark.timeout(0)
def test_damaged_things(data, tmp_path):
    kinds = kinds_of(tmp_path, data)
    slow = [what for what in kinds if what in damage.SLOW or "Hyperion" in what]
    each = TOTAL / (len(kinds) - len(slow) + len(slow) / SLOW_SHARE)
    score, began = Score(), time.monotonic()
    for what, case in kinds.items():
        count = int(each / (SLOW_SHARE if what in slow else 1)) + 1
        with Arena(what, case) as arena:
            for outcome in arena.run(f"{what} {SEED} {number}" for number in range(count)):
                score.take(outcome)
                if outcome.is_bad:
                    print(f"{outcome.what}: {outcome.seed}: {outcome.text}", flush=True)
        done = sum(score.counts.values())
        print(f"{what}: {done} cases so far, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{len(kinds)} kinds: {score.text()}")
    assert sum(score.counts.values()) >= TOTAL or ONLY
    assert score.bad == []
