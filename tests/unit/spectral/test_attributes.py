from __future__ import annotations

import numpy as np
import pytest

from backend.common.errors import SensorError
from backend.spectral.inputs.attributes import LEVEL_TEXTS, attribute_note, attributes, sensor_text
from backend.spectral.sensors import sensor_names


def test_every_sensor_with_a_table_has_a_vector_of_its_own():
    assert [sensor_text(name) for name in sensor_names()] == list(sensor_names())
    for level in LEVEL_TEXTS:
        assert attributes(None, level).shape[-1] == 384


def test_vectors_are_unit_vectors_of_384_numbers():
    vectors = attributes("EnMAP", "L1")
    assert vectors.shape == (2, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)
    assert not np.array_equal(vectors[1], attributes("EnMAP", "L2")[1])


def test_aliases_share_a_vector_and_strangers_are_other_sensors():
    assert np.array_equal(attributes("S2", "L2"), attributes("Sentinel-2", "L2"))
    assert np.array_equal(attributes("my own camera", "L2"), attributes(None, None))
    assert "my own camera" in attribute_note("my own camera")
    assert attribute_note("PRISMA") is None


def test_an_unknown_level_is_refused():
    with pytest.raises(SensorError, match="L3"):
        attributes("EnMAP", "L3")


@pytest.mark.data
def test_vectors_equal_the_reference_ones(data):
    from safetensors.numpy import load_file

    path = data.parent / "golden" / "specaware_mae_attributes.safetensors"
    if not path.is_file():
        pytest.skip(f"golden vectors are absent ({path})")
    golden = load_file(path)
    for key, name in {"avc": "AVIRIS-Classic", "avng": "AVIRIS-NG", "av3": "AVIRIS-3", "others": None}.items():
        assert np.abs(attributes(name, "L1")[0] - golden[key]).max() < 1e-5
    assert np.abs(attributes(None, "L1")[1] - golden["L1"]).max() < 1e-5
    assert np.abs(attributes(None, "L2")[1] - golden["L2"]).max() < 1e-5
