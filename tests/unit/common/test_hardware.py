"""What is recognised of a processor, and which numbers it is then given."""

import pytest

from backend.common.machine.hardware import FAST_INT8, fastest_precision, features_of, processor_features

_FLAGS = "flags\t\t: fpu avx2 avx512f avx512_vnni amx_bf16 amx_int8\n"
XEON = f"processor : 0\n{_FLAGS}\nprocessor : 1\n{_FLAGS}"
OLD_KERNEL = "flags : fpu avx512f avx512vnni\n"
HASWELL = "flags : fpu avx avx2 fma\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd asimddp bf16 i8mm\n"


@pytest.mark.parametrize("text,has,lacks", [
    (XEON, {"avx512_vnni", "amx_bf16"}, {"i8mm"}),
    (OLD_KERNEL, {"avx512_vnni"}, {"amx_int8"}),
    (HASWELL, {"avx2"}, FAST_INT8),
    (ARM, {"asimddp", "i8mm"}, {"avx2"}),
    ("", set(), FAST_INT8),
])  # fmt: skip
def test_instruction_sets_are_read_off_the_system(text, has, lacks):
    found = features_of(text)
    assert has <= found and not lacks & found


def test_only_what_all_processors_have_counts():
    assert features_of("flags : avx2 avx_vnni\n\nflags : avx2\n") == {"avx2"}


@pytest.mark.parametrize("text,can_int8,has_torch,wanted", [
    (XEON, True, True, "int8"), (XEON, False, True, "bfloat16"), (XEON, False, False, "float32"),
    (HASWELL, True, True, "float32"), (ARM, True, False, "int8"), (OLD_KERNEL, True, False, "int8"),
])  # fmt: skip
def test_the_fastest_numbers_are_those_the_processor_has_instructions_for(text, can_int8, has_torch, wanted):
    assert fastest_precision(features_of(text), can_int8=can_int8, has_torch=has_torch) == wanted


def test_this_machine_is_looked_at():
    assert isinstance(processor_features(), frozenset)
