#!/usr/bin/env bash
# Train the bundled model on a machine with a GPU that has no network, from a tree of less than 64 MiB.
#
#   bash tools/gpu_run.sh pack DATA          here: libraries and labelled scenes in runs/pack, code in runs/gpu.tar.gz
#   bash tools/gpu_run.sh train OUT [SET...] there, in the unpacked tree: within MINUTES (8), weights to OUT
#
# The other machine needs Python 3.11 or newer with torch (CUDA), numpy and scipy, and nothing else. SET are settings as
# section.key=value. DEVICE=cpu tries it without a GPU. What does not fit into the time stops with a checkpoint; the same
# command goes on from it. Bring OUT/last.pt (OUT/real/last.pt where real.steps was set) back
# and export it: python training/export.py OUT --out MODEL.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

PACK=runs/pack
CONFIG=training/configs/specaware_fast.toml

pack() {
  bash run.sh python training/pack_data.py --data "$1" --out "$PACK"
  git ls-files backend training tools resources/sensors 'resources/*.json' 'resources/*.csv' LICENSE |
    tar -czf runs/gpu.tar.gz -T - "$PACK"
  local size
  size=$(stat -c %s runs/gpu.tar.gz)
  printf 'runs/gpu.tar.gz: %d MB\n' $((size / 1000000))
  ((size < 64 * 1024 * 1024)) || {
    echo "The tree is larger than 64 MiB: pack fewer scenes." >&2
    exit 1
  }
}

train() {
  local out=$1 settings=() setting
  shift
  for setting in "$@"; do settings+=(--set "$setting"); done
  # TERM makes the run save; 20 s are left for that.
  timeout --signal=TERM --kill-after=20 $((${MINUTES:-8} * 60 - 20)) \
    "${PYTHON:-python3}" training/finetune.py --config "$CONFIG" --data "$PACK" --out "$out" \
    --device "${DEVICE:-cuda}" --workers "${WORKERS:-$(nproc)}" "${settings[@]}" || {
    local code=$?
    ((code == 124)) || exit "$code"
    echo "The time is up; the same command goes on from $out." >&2
  }
}

case ${1:-} in
pack) pack "${2:?name the folder with the libraries and labelled scenes}" ;;
train) train "${2:?name the folder of the run}" "${@:3}" ;;
*) sed -n '2,11p' "${BASH_SOURCE[0]}" ;;
esac
