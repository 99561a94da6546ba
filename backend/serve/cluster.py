"""Run units of work on dask workers: one engine per process, events sent back to the client.

All machines need the rasters, the models and the output folder under the same paths. A worker writes to a temporary
file and renames it, so a killed worker leaves no incomplete map; its unit goes to another worker.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..catalog import store as model_store
from ..common.cancellation import CancelToken
from ..common.errors import EngineError, InputError, ModelError
from ..common.machine.hardware import available_threads
from ..common.machine.version import specaware_version
from ..job.events import JobEvent, one_sentence
from ..job.spec import JobSpec
from .batch import Send, Unit

if TYPE_CHECKING:
    from .runner import JobRunner

Future = Any  # the futures of distributed are untyped
_CONNECT_S = 5.0
_NO_WORKER_S = 60.0  # time to wait for the first worker, or for another after the last one has gone
_CANCEL_S = 10.0  # time for workers to react to a cancel
_POLL_S = 0.1
_LOOK_S = 2.0  # interval between checks that there are workers
_WATCH_S = 0.5  # interval between a worker's checks for a cancel
_EVENT_EVERY_S = 1.0  # interval between the progress events of a unit
_RETRIES = 2  # attempts for a unit whose worker failed for another reason
_SCHEMES = ("tcp://", "tls://", "ws://", "wss://", "ucx://")
_AGAIN = "start it and its workers and give the same command again."
_INSTALL = "pip install 'distributed>=2024.8,<2027'"


def _distributed() -> Any:  # noqa: ANN401 - a module
    try:
        import distributed
    except ImportError as exc:
        raise EngineError(
            f"Package distributed, which --scheduler needs, is missing; install it in the engine's Python: {_INSTALL}."
        ) from exc
    return distributed


class ClusterExecutor:
    """Runs units on the workers of a dask scheduler; a context manager.

    Args:
        address: address of the scheduler, such as tcp://host:8786.

    Raises:
        InputError: the address is not valid.
        EngineError: distributed is missing, the scheduler does not answer, or it has no worker.
    """

    def __init__(self, address: str) -> None:
        distributed = _distributed()
        if not address.startswith(_SCHEMES):
            raise InputError(f"Scheduler address '{address}' is not understood; write it as tcp://host:8786.")
        self._address = address
        self._run = f"specaware-{uuid.uuid4().hex}"
        self._events: queue.Queue[tuple[str, str]] = queue.Queue()
        for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # failures are reported in our own sentences
        try:
            self._client = distributed.Client(
                address, timeout=_CONNECT_S, set_as_default=False, name=self._run, heartbeat_interval="5s"
            )
        except (OSError, ValueError, TypeError) as exc:
            raise EngineError(
                f"Scheduler {address} does not answer ({one_sentence(exc)}); start it with 'dask scheduler', or check "
                "its address."
            ) from exc
        try:
            self._stop = distributed.Event(self._run, client=self._client)
            self._wait_for_workers()
            self._client.subscribe_topic(self._run, self._receive)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> ClusterExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Disconnect from the cluster; its scheduler and workers keep running."""
        self._client.close(timeout=2)

    @property
    def workers(self) -> int:
        """Current number of worker processes."""
        return len(self._hosts())

    def _hosts(self) -> list[str]:
        """Return the host of each worker."""
        known = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return [str(worker["host"]) for worker in known]

    def _wait_for_workers(self) -> None:
        end = time.monotonic() + _NO_WORKER_S
        while not self.workers:
            if time.monotonic() > end:
                raise self._no_worker()
            time.sleep(_POLL_S)

    def _no_worker(self) -> EngineError:
        return EngineError(
            f"The scheduler {self._address} has no worker; start some with 'dask worker {self._address} --nthreads 1'."
        )

    def _receive(self, event: tuple[Any, dict[str, str]]) -> None:
        """Receive a worker's event; called in the client's own thread."""
        message = event[1]
        self._events.put((message["unit"], message["line"]))

    def run(self, units: Sequence[Unit], *, send: Send, token: CancelToken) -> Iterator[tuple[Unit, JobEvent]]:
        """Yield each unit with its final event when it ends; after a cancel, when the workers have stopped.

        Raises:
            EngineError: the scheduler is gone, or all workers are gone and none came back.
        """
        by_name = {unit.name: unit for unit in units}
        pending = {self._submit(unit): unit for unit in units}
        seen = looked = time.monotonic()  # time a worker was last seen; time of the last check
        asked = 0.0
        try:
            while pending:
                self._pass_on(by_name, send)
                for future in [future for future in pending if future.done()]:
                    unit = pending.pop(future)
                    self._pass_on(by_name, send)
                    yield unit, self._outcome(future, unit)
                if token.is_set and not asked:
                    asked = time.monotonic()
                    self._stop.set()
                if asked and time.monotonic() - asked > _CANCEL_S:
                    return
                if time.monotonic() - looked > _LOOK_S:
                    looked = time.monotonic()
                    seen = self._check_cluster(seen)
                time.sleep(_POLL_S)
        finally:
            self._client.cancel(list(pending), force=True)

    def _submit(self, unit: Unit) -> Future:
        card = model_store.find(unit.job.model)
        facts = {"version": specaware_version(), "model": card.sha256, "run": self._run, "unit": unit.name}
        return self._client.submit(
            run_unit, unit.job.to_line(), facts, dict(Counter(self._hosts())),
            key=f"{self._run}-{unit.name}", pure=False, retries=_RETRIES,
        )  # fmt: skip

    def _pass_on(self, by_name: Mapping[str, Unit], send: Send) -> None:
        while not self._events.empty():
            name, line = self._events.get()
            if name in by_name:
                send(by_name[name], JobEvent.from_line(line))

    def _check_cluster(self, seen: float) -> float:
        """Return when a worker was last seen; ``seen`` is the earlier value.

        Raises:
            EngineError: the scheduler is gone, or no worker was seen for a minute.
        """
        if self._client.status != "running":
            raise EngineError(f"The scheduler {self._address} has gone; {_AGAIN}")
        if self.workers:
            return time.monotonic()
        if time.monotonic() - seen > _NO_WORKER_S:
            raise self._no_worker()
        return seen

    def _outcome(self, future: Future, unit: Unit) -> JobEvent:
        if future.cancelled():
            return _error(unit, f"the scheduler {self._address} has gone; {_AGAIN}")
        error = future.exception()
        if error is None:
            return JobEvent.from_line(future.result())
        if type(error).__name__ == "KilledWorker":
            return _error(
                unit, "several workers died mapping it; see their logs, and allow more memory or a lower --memory-mb."
            )
        if isinstance(error, ImportError):
            return _error(
                unit,
                f"the workers cannot load SpecAware ({error}); start them in its Python, its folder on PYTHONPATH.",
            )
        return JobEvent.from_error(error)


def _error(unit: Unit, text: str) -> JobEvent:
    return JobEvent.from_error(EngineError(f"{Path(unit.name).name} was not mapped: {text}"))


_engine_lock = threading.Lock()
_runners: list[JobRunner] = []  # the runner of this process, once it has run a unit


def run_unit(line: str, facts: Mapping[str, str], neighbours: Mapping[str, int]) -> str:
    """Run a job in this worker process and return its final event as a line; called by dask.

    Args:
        line: the job.
        facts: version and model hash of the client, and names of the run and of the unit.
        neighbours: number of worker processes by host; they share its processors.
    """
    from .runner import JobRunner
    from .surroundings import scrub_environment

    distributed = _distributed()
    worker, client, token = distributed.get_worker(), distributed.get_client(), CancelToken()
    job = JobSpec.from_line(line)
    problem = _mismatch(job, facts, worker.address)
    if problem is not None:
        return JobEvent.from_error(problem).to_line()
    ended = threading.Event()
    flag = distributed.Event(facts["run"], client=client)

    def watch() -> None:
        while not ended.wait(_WATCH_S):
            if flag.is_set():
                token.cancel()
                return

    last = [0.0]

    def send(event: JobEvent) -> None:
        now = time.monotonic()
        if event.is_final or (event.type == "progress" and now - last[0] < _EVENT_EVERY_S):
            return
        last[0] = now if event.type == "progress" else last[0]
        worker.log_event(facts["run"], {"unit": facts["unit"], "line": event.to_line()})

    threading.Thread(target=watch, name="specaware-cancel", daemon=True).start()
    try:
        with _engine_lock:  # one engine per process, whatever the number of dask threads
            scrub_environment()
            if not _runners:
                _runners.append(JobRunner())
            share = job.options.threads or max(1, available_threads() // neighbours.get(_host_of(worker.address), 1))
            job = replace(job, options=replace(job.options, threads=share))
            return _runners[0].run(job, send=send, token=token).to_line()
    finally:
        ended.set()


def _host_of(address: str) -> str:
    return address.rpartition("://")[2].rpartition(":")[0]


def _mismatch(job: JobSpec, facts: Mapping[str, str], address: str) -> EngineError | None:
    """Return the error of a worker whose program or model differs from the client's; None if they match."""
    version = specaware_version()
    if version != facts["version"]:
        return EngineError(
            f"Worker {address} runs SpecAware {version} but this is {facts['version']}; update it and start it again."
        )
    try:
        found = model_store.find(job.model).sha256
    except ModelError as exc:
        return EngineError(f"On worker {address}: {exc}")
    if found != facts["model"]:
        return EngineError(f"Worker {address} has another model named '{job.model}'; install the same one there.")
    return None
