"""Initialise a head by a regularised linear classifier on frozen features.

Fine-tuning that starts from a fitted head distorts good features less than one that starts from a random head (Kumar et
al. 2022, arXiv 2202.10054).
"""

from __future__ import annotations

import logging

import numpy as np
import torch

from backend.heads.fitting.folds import folds_of
from backend.scene_models.logistic import PENALTIES, Logistic, fit_logistic, held_out_probabilities, log_loss

from .batching import NO_LABEL, Reads, whole_patches
from .data.patches import Chosen, LabelledPatches
from .networks.task_networks import LandCoverTask
from .plan import Plan

log = logging.getLogger("training.tasks")

MOST = 2000
"""Maximum number of labelled pixels that the classifier is fitted to, drawn with a fixed seed."""


@torch.no_grad()
def fit_head(model: LandCoverTask, source: LabelledPatches, plan: Plan) -> float:
    """Fit the classifier, write it into the network's head, and return the penalty, chosen on held-out places.

    The head never predicts classes without a label until it is trained further.
    """
    features, classes, places = _features(model, source, plan)
    count = len(source.classes)
    truth = np.eye(count)[classes]
    penalty = PENALTIES[len(PENALTIES) // 2]
    if len(np.unique(places)) > 1:
        folds = folds_of(places, classes)
        losses = {
            p: log_loss(
                held_out_probabilities(features, truth, folds, penalty=p, multi_label=False), truth, multi_label=False
            )
            for p in PENALTIES
        }
        penalty = min(losses, key=lambda p: losses[p])
    found = fit_logistic(features, truth, penalty=penalty, multi_label=False)
    _put(model, found)
    log.info("head fitted to %d labelled pixels, penalty %g", len(classes), penalty)
    return penalty


def _put(model: LandCoverTask, found: Logistic) -> None:
    """Write the classifier of standardised features into the head, which takes features that are not standardised."""
    weights = found.weights[:-1] / found.std[:, None]  # (E, K)
    bias = found.weights[-1] - found.mean @ weights
    head = model.net.head
    head.weight.copy_(torch.from_numpy(weights.T))
    head.bias.copy_(torch.from_numpy(bias))


def _features(model: LandCoverTask, source: LabelledPatches, plan: Plan) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features (n, E), classes (n,) and places (n,) of at most :data:`MOST` labelled pixels."""
    model.eval()
    reads = Reads.of(model, len(source.classes))
    device = next(model.parameters()).device
    rng = np.random.default_rng(plan.data.seed)
    share = max(1, MOST // max(len(source), 1))
    names: dict[str, int] = {}
    features, classes, places = [], [], []
    for index in range(len(source)):
        place = names.setdefault(source.group(index), len(names))
        for group in whole_patches(Chosen(source, (index,)), reads, side=plan.data.tile):
            here = group.to(device)
            labelled = torch.nonzero(here.target != NO_LABEL)  # (n, 3)
            chosen = labelled[torch.from_numpy(rng.permutation(len(labelled))[:share]).to(device)]
            if not len(chosen):
                continue
            described = model.net.described(*here.inputs)  # (B, H, W, E)
            at = tuple(chosen.T)
            features.append(described[at].double().cpu().numpy())
            classes.append(here.target[at].cpu().numpy())
            places.append(np.full(len(chosen), place))
    return np.concatenate(features), np.concatenate(classes), np.concatenate(places)
