"""Several processes: join the process group of torchrun, wrap the model, and sum over processes.

Gradients are averaged over processes. The loop scales the loss of each process so that the average is the loss of the
whole batch, however many valid pixels each process has.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch import distributed as dist

from backend.common.errors import EngineError, InputError

WAYS = ("ddp", "fsdp")


@dataclass(frozen=True)
class Team:
    """This process, of ``world`` processes in total, and its ``device``."""

    rank: int
    world: int
    device: torch.device

    @property
    def leads(self) -> bool:
        """True for the process that writes files."""
        return self.rank == 0

    def total(self, values: Sequence[float]) -> list[float]:
        """Sum float64 values over the processes."""
        if self.world == 1:
            return list(values)
        tensor = torch.tensor(list(values), dtype=torch.float64, device=self.device)
        dist.all_reduce(tensor)
        return [float(v) for v in tensor.tolist()]

    def wait(self) -> None:
        """Wait until every process has made this call."""
        if self.world > 1:
            dist.barrier()


@contextlib.contextmanager
def team(device: str = "auto") -> Iterator[Team]:
    """Join the process group that torchrun sets in the environment; without one, use a single process.

    Raises:
        EngineError: the device does not exist.
    """
    world, local = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("LOCAL_RANK", "0"))
    cuda = torch.cuda.is_available() if device == "auto" else device.startswith("cuda")
    if cuda and not torch.cuda.is_available():
        raise EngineError("This torch finds no CUDA device; leave --device out or install torch for CUDA.")
    chosen = torch.device("cuda", local) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(chosen)
    if world == 1:
        yield Team(0, 1, chosen)
        return
    dist.init_process_group("nccl" if cuda else "gloo")
    try:
        yield Team(dist.get_rank(), world, chosen)
    finally:
        dist.destroy_process_group()


def share_out(model: nn.Module, who: Team, way: str) -> nn.Module:
    """Wrap a model for training in all processes.

    "ddp" keeps the whole model in every process. "fsdp" shards weights, gradients and optimiser state block by block,
    which the Huge size needs on small GPUs.

    Raises:
        InputError: ``way`` is unknown.
    """
    if way not in WAYS:
        raise InputError(f"'run.parallel' is '{way}'; use one of {', '.join(WAYS)}.")
    if who.world == 1:
        return model
    if way == "ddp":
        device_ids = [who.device.index] if who.device.type == "cuda" else None
        return nn.parallel.DistributedDataParallel(model, device_ids=device_ids)
    from torch.distributed.device_mesh import init_device_mesh
    from torch.distributed.fsdp import fully_shard

    mesh = init_device_mesh(who.device.type, (who.world,))
    for part in model.modules():
        if isinstance(part, nn.ModuleList):
            for block in part:
                fully_shard(block, mesh=mesh)
    fully_shard(model, mesh=mesh, ignored_params={p for p in model.parameters() if p.ndim == 0})
    return model


def is_shared_out(model: nn.Module) -> bool:
    """True for a model whose weights are sharded ("fsdp")."""
    return any(hasattr(p, "placements") for p in model.parameters())


def clip(model: nn.Module, limit: float, who: Team) -> float:
    """Scale the gradients down to a norm of at most ``limit``; return their norm before scaling.

    Scalar weights cannot be sharded: every process holds them, and their gradients are averaged here.
    """
    if not is_shared_out(model):
        return float(nn.utils.clip_grad_norm_(model.parameters(), limit))
    shared = alone = 0.0
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    for gradient in gradients:
        if hasattr(gradient, "to_local"):
            shared += float(gradient.to_local().float().square().sum())
        else:
            dist.all_reduce(gradient)
            gradient.div_(who.world)
            alone += float(gradient.float().square().sum())
    norm = (who.total([shared])[0] + alone) ** 0.5
    for gradient in gradients:
        gradient.mul_(min(1.0, limit / (norm + 1e-6)))  # 1e-6 as in torch.nn.utils.clip_grad_norm_
    return float(norm)


@contextlib.contextmanager
def last_only(model: nn.Module, *, is_last: bool) -> Iterator[None]:
    """Synchronise gradients between processes only in the last backward pass of a step."""
    if isinstance(model, nn.parallel.DistributedDataParallel) and not is_last:
        with model.no_sync():
            yield
        return
    exchange: Any = getattr(model, "set_requires_gradient_sync", None)  # for sharded weights
    if exchange is not None:
        exchange(is_last)
    yield


def bare(model: nn.Module) -> nn.Module:
    """Return the model without its DistributedDataParallel wrapper."""
    inner = getattr(model, "module", None)
    return inner if isinstance(inner, nn.Module) else model


def whole(tree: Any) -> Any:  # noqa: ANN401 - states are trees of tensors, numbers and names
    """Return a state on the CPU, with sharded tensors gathered; every process must call this."""
    if isinstance(tree, dict):
        return {key: whole(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return type(tree)(whole(value) for value in tree)
    if isinstance(tree, Tensor):
        gathered: Any = getattr(tree, "full_tensor", lambda: tree)()
        return gathered.detach().cpu()
    return tree


def shared_like(tensor: Tensor, example: Tensor) -> Tensor:
    """Shard a whole tensor like ``example``, if ``example`` is sharded and has the same shape."""
    placements = getattr(example, "placements", None)
    if placements is None or tensor.shape != example.shape:
        return tensor
    from torch.distributed.tensor import distribute_tensor

    return distribute_tensor(tensor.to(example.device), example.device_mesh, placements)  # type: ignore[attr-defined]


def load_weights(model: nn.Module, weights: dict[str, Tensor]) -> None:
    """Load whole weights into a model, sharded or not."""
    own = model.state_dict()
    model.load_state_dict({key: shared_like(value, own[key]) for key, value in weights.items()})


def load_optimiser(optimiser: torch.optim.Optimizer, state: dict[str, Any]) -> None:
    """Load a whole optimiser state into an optimiser whose parameters may be sharded."""
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    moments = {
        index: {k: shared_like(v, parameters[index]) if isinstance(v, Tensor) else v for k, v in values.items()}
        for index, values in state["state"].items()
    }
    optimiser.load_state_dict({**state, "state": moments})


def split(total: int, parts: int, part: int) -> slice:
    """Return the slice of ``total`` samples that process ``part`` of ``parts`` handles.

    Raises:
        InputError: the samples cannot be divided equally.
    """
    if total % parts:
        raise InputError(f"A batch of {total} cannot be shared by {parts} processes; choose a multiple of {parts}.")
    size = total // parts
    return slice(part * size, (part + 1) * size)
