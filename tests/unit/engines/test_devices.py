"""Which device runs a model, what is said where it is another than wished, and what happens where its memory ends.

No graphics card is needed: sessions that stand for one raise the texts that onnxruntime and torch raise there.
"""

import json
import threading

import numpy as np
import onnxruntime
import pytest
import rasterio

from backend import engines
from backend.catalog.cards import ModelCard
from backend.common.errors import EngineError
from backend.engines import open_engine
from backend.engines.base import BatchRunner, EngineOptions, OutOfDeviceMemoryError
from backend.engines.onnx_sessions import choose_providers, device_notes
from backend.job.spec import JobSpec, Options, Outputs
from tests.support.tiny import save_geotiff, save_model, scene

CPU, CUDA, DML = "CPUExecutionProvider", "CUDAExecutionProvider", "DmlExecutionProvider"
COREML = "CoreMLExecutionProvider"
L2 = {"level": "L2", "scale": 0.0001, "units": "reflectance"}
OUT_OF_MEMORY = {
    "cuda": "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Non-zero status code returned while running MatMul node. "
    "Name:'/pixel_blocks.0/mlp/fc1/MatMul' Status Message: BFCArena::AllocateRawInternal Available memory of 1048576 "
    "is smaller than requested bytes of 67108864",
    "cuda allocation": "[ONNXRuntimeError] : 1 : FAIL : CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc",
    "directml": "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : DmlExecutionProvider Exception 8007000E Not enough "
    "memory resources are available to complete this operation.",
    "processor": "[ONNXRuntimeError] : 1 : FAIL : Failed to allocate memory for requested buffer of size 8589934592",
}


def test_providers_are_asked_for_in_order_and_end_with_the_processor():
    assert choose_providers("auto", [CPU]) == [CPU]
    assert choose_providers("auto", [CPU, DML, CUDA]) == [CUDA, DML, CPU]
    assert choose_providers("auto", [COREML, CPU]) == [COREML, CPU]
    assert choose_providers("cuda", [CPU, CUDA]) == [CUDA, CPU]
    assert choose_providers("cuda", [CPU]) == [CPU]
    assert choose_providers("cpu", [CUDA, CPU]) == [CPU]


def test_a_device_that_is_not_used_is_explained():
    assert "no CUDA provider" in device_notes("cuda", [CPU], [CPU])[0]
    assert "no DIRECTML provider; the map is made on the CPU" in device_notes("directml", [CPU], [CPU])[0]
    assert "could not be started" in device_notes("auto", [CUDA, CPU], [CPU])[0]
    assert "(no driver)" in device_notes("cuda", [CUDA, CPU], [CPU], reason="no driver")[0]
    assert device_notes("auto", [CPU], [CPU]) == ()
    assert device_notes("cuda", [CUDA, CPU], [CUDA, CPU]) == ()


@pytest.mark.parametrize("device", ["cuda", "directml", "coreml"])
def test_a_missing_device_falls_back_with_a_note_in_log_and_report(run_job, tiny_model, tmp_path, device):
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    spec = JobSpec(
        "map", str(source), model=str(tiny_model), overrides=L2, options=Options(device=device, threads=1),
        outputs=Outputs(classes=str(tmp_path / "map.tif")),
    )  # fmt: skip
    final, events = run_job(spec)
    assert final.type == "result", final.message
    report = json.loads((tmp_path / "map.json").read_text())
    assert report["device"].startswith("CPU (onnxruntime") and report["device_asked"] == device
    assert final.data["device"] == report["device"]
    said = [e.message for e in events if e.type == "warning" and "made on the CPU" in e.message]
    assert said and said[0] in report["warnings"]
    assert any(report["device"] in e.message for e in events if e.type == "log")


class Card:
    """A session on a graphics card with little memory: at most ``room`` pixels at once."""

    def __init__(self, session, room, text):
        self._session, self._room, self._text = session, room, text
        self.shapes = []

    def __getattr__(self, name):
        return getattr(self._session, name)

    def get_providers(self):
        return [CUDA, CPU]

    def run(self, names, feed, run_options=None):
        batch, _, height, width = feed["pixels"].shape
        if batch * height * width > self._room:
            raise RuntimeError(self._text)
        self.shapes.append((batch, height, width))
        return self._session.run(names, feed, run_options=run_options)


@pytest.fixture
def graphics_card(monkeypatch):
    """Return a function that lets onnxruntime have CUDA with room for so many pixels; it returns the open sessions."""
    real, made = onnxruntime.InferenceSession, []

    def install(room, text=OUT_OF_MEMORY["cuda"]):
        def session(path, sess_options=None, providers=None):
            if providers == [CPU]:  # what is computed once a raster
                return real(path, sess_options=sess_options, providers=providers)
            made.append(Card(real(path, sess_options=sess_options, providers=[CPU]), room, text))
            return made[-1]

        monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, CPU])
        monkeypatch.setattr(onnxruntime, "InferenceSession", session)
        return made

    return install


def mapped(run_job, model, source, folder, **options):
    outputs = Outputs(classes=str(folder / "map.tif"))
    spec = JobSpec("map", str(source), model=str(model), overrides=L2, options=Options(**options), outputs=outputs)
    final, events = run_job(spec)
    assert final.type == "result", final.message
    with rasterio.open(folder / "map.tif") as file:
        return file.read(1), final, [e.message for e in events]


@pytest.mark.parametrize("text", OUT_OF_MEMORY.values(), ids=OUT_OF_MEMORY)
def test_a_device_out_of_memory_halves_the_batch_and_goes_on_to_the_same_map(run_job, graphics_card, tmp_path, text):
    model = save_model(tmp_path / "card", context=1)
    source = save_geotiff(tmp_path / "a.tif", *scene(90, 130))
    expected, *_ = mapped(run_job, model, source, tmp_path / "cpu", device="cpu", batch=4)
    sessions = graphics_card(2 * 32 * 32, text)
    classes, final, said = mapped(run_job, model, source, tmp_path / "cuda", batch=4)
    assert np.array_equal(classes, expected)
    assert {shape[0] for shape in sessions[0].shapes} <= {1, 2}
    assert final.data["device"].startswith(CUDA)
    assert any("2 windows are run at a time" in line for line in said)
    assert any("2 windows are run at a time" in line for line in final.data["warnings"])


def test_a_window_that_does_not_fit_is_halved_with_a_margin_and_the_map_is_nearly_the_same(
    run_job, graphics_card, tmp_path
):
    model = save_model(tmp_path / "card", size=128, overlap=16, context=3)
    source = save_geotiff(tmp_path / "a.tif", *scene(200, 260))
    expected, *_ = mapped(run_job, model, source, tmp_path / "cpu", device="cpu")
    sessions = graphics_card(80 * 128)
    classes, final, _ = mapped(run_job, model, source, tmp_path / "cuda")
    assert max(height * width for _, height, width in sessions[0].shapes) <= 80 * 128
    assert np.mean(classes == expected) >= 0.999
    assert any("split into pieces of at most 80 pixels" in line for line in final.data["warnings"])


def test_a_device_without_room_for_a_small_window_is_one_sentence(run_job, graphics_card, tmp_path):
    model = save_model(tmp_path / "card")
    source = save_geotiff(tmp_path / "a.tif", *scene(40, 40))
    graphics_card(8 * 8)
    outputs = Outputs(classes=str(tmp_path / "out" / "map.tif"))
    final, _ = run_job(JobSpec("map", str(source), model=str(model), overrides=L2, outputs=outputs))
    assert (final.type, final.code) == ("error", "engine")
    assert "choose the CPU" in final.message
    assert not (tmp_path / "out").exists()


def test_a_provider_that_raises_at_its_start_gives_way_and_its_reason_is_told(tiny_model, monkeypatch):
    real = onnxruntime.InferenceSession

    def session(path, sess_options=None, providers=None):
        if providers[0] == DML:
            raise RuntimeError("[ONNXRuntimeError] : 1 : FAIL : No DirectX 12 adapter was found")
        return real(path, sess_options=sess_options, providers=providers)

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [DML, CPU])
    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    engine = open_engine(ModelCard.load(tiny_model), EngineOptions(threads=1))
    assert engine.device.startswith("CPU")
    assert "No DirectX 12 adapter" in engine.notes[0]


def test_cuda_through_torch_only_where_a_driver_is_and_onnxruntime_lacks_it(monkeypatch):
    monkeypatch.setattr(engines, "has_nvidia_driver", lambda: False)
    assert not engines.needs_torch_for_cuda("auto")
    monkeypatch.setattr(engines, "has_nvidia_driver", lambda: True)
    assert not engines.needs_torch_for_cuda("cpu")
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, CPU])
    assert not engines.needs_torch_for_cuda("cuda")
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CPU])
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert engines.needs_torch_for_cuda("cuda") and engines.needs_torch_for_cuda("auto")


# --- the runner alone ---------------------------------------------------------------------------------


class Small:
    """Takes at most two windows at once, as a graphics card with little memory does."""

    def __init__(self, room):
        self.room, self.sizes = room, []

    def run(self, pixels, valid):
        if len(pixels) > self.room:
            raise OutOfDeviceMemoryError("Out of memory; use smaller batches.")
        self.sizes.append(len(pixels))
        return pixels[:, :1] * 2


def test_batches_are_halved_until_they_fit_and_stay_so():
    device = Small(2)
    runner = BatchRunner(device.run)
    pixels = np.arange(8, dtype=np.float32).reshape(8, 1, 1, 1)
    valid = np.ones((8, 1, 1), dtype=np.float32)
    assert np.array_equal(runner.run(pixels, valid), pixels * 2)
    assert runner.largest == 2
    device.sizes.clear()
    assert np.array_equal(runner.run(pixels, valid), pixels * 2)
    assert device.sizes == [2, 2, 2, 2]


@pytest.mark.parametrize("shape", [(128, 128), (72, 136), (264, 8), (80, 56)])
def test_halves_of_windows_cover_every_pixel_once_at_any_depth(shape):
    class Tight:
        def run(self, pixels, valid):
            if pixels.shape[2] * pixels.shape[3] > 64 * 64:
                raise OutOfDeviceMemoryError("Out of memory; use smaller batches.")
            assert pixels.shape[2] % 8 == pixels.shape[3] % 8 == 0
            assert valid.shape == (len(pixels), *pixels.shape[2:])
            return pixels[:, :1] * 2

    pixels = np.arange(np.prod(shape), dtype=np.float32).reshape(1, 1, *shape)
    runner = BatchRunner(Tight().run)
    for _ in range(2):
        assert np.array_equal(runner.run(pixels, np.ones((1, *shape), np.float32)), pixels * 2)


def test_a_single_small_window_that_does_not_fit_is_an_error():
    with pytest.raises(EngineError, match="small window"):
        BatchRunner(Small(0).run).run(np.ones((4, 1, 1, 1), np.float32), np.ones((4, 1, 1), np.float32))


def test_runs_that_go_on_at_once_may_run_out_of_memory_together():
    device = Small(1)
    runner = BatchRunner(device.run)
    pixels = np.arange(4, dtype=np.float32).reshape(4, 1, 1, 1)
    results = {}

    def work(number):
        results[number] = runner.run(pixels + number, np.ones((4, 1, 1), np.float32))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(results[n], (pixels + n) * 2) for n in range(4))
    assert runner.largest == 1
