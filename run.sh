#!/usr/bin/env bash
# SpecAware for QGIS from a clone: installs what is missing, then does one thing. `bash run.sh help` lists them.
set -euo pipefail

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
SPECAWARE_CACHE=${SPECAWARE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/specaware}
mkdir -p -- "$SPECAWARE_CACHE"
SPECAWARE_CACHE=$(cd -- "$SPECAWARE_CACHE" && pwd -P)
export SPECAWARE_CACHE
SYSTEM_PYTHON=/usr/bin/python3
ENGINE=$SPECAWARE_CACHE/engine         # the engine's own Python: nothing of the system's packages in it
QGIS_TESTS=$SPECAWARE_CACHE/qgis-tests # QGIS's Python plus pytest
SCANNERS=$SPECAWARE_CACHE/scanners     # what QGIS's plugin repository runs on an upload
LINK=$SPECAWARE_CACHE/link/$(cksum <<<"$ROOT" | cut -d' ' -f1) # holds "specaware", a link to this clone
unset PYTHONHOME PYTHONPATH

usage() {
  cat <<'TEXT'
bash run.sh demo [RASTER] [--sensor NAME] [--level L1|L2] [--units UNITS] [--scale FACTOR] [--offset F]
                        map RASTER (or the bundled sample) with QGIS; writes demo/map.tif, .json and .png
bash run.sh test [-k NAME ...]   run all tests; further arguments go to pytest
bash run.sh bench [...]          run the benchmarks in tests/bench
bash run.sh coverage [...]       run the tests of the engine and say which lines of it ran
bash run.sh gpu-check [...]      measure a graphics card in under six minutes; --device cpu --small only tries it
bash run.sh lint                 ruff, mypy and import-linter
bash run.sh package [--scan]     build and check dist/specaware-<version>.zip, the plugin; --scan runs the scanners
                                   of QGIS's plugin repository on it
bash run.sh python ARGS...       the engine's Python, with the repository on its path:
                                   bash run.sh python -m backend map RASTER --out DIR
Whatever is missing is installed first: Debian packages with apt-get, Python packages into private
environments under ~/.cache/specaware (or $SPECAWARE_CACHE). A second run installs nothing.
TEXT
}

say() { printf 'run.sh: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# --- installing ---------------------------------------------------------------------------------------------------

# Run a command while no other run.sh installs into the same cache.
exclusively() {
  if command -v flock >/dev/null; then
    (
      flock 9
      "$@"
    ) 9>"$SPECAWARE_CACHE/lock"
  else
    "$@"
  fi
}

# How to become root: "", "sudo" (it may ask for a password at a terminal) or a failure.
root_prefix() {
  if [[ $EUID -eq 0 ]]; then return 0; fi
  command -v sudo >/dev/null || return 1
  [[ -t 0 ]] || sudo -n true 2>/dev/null || return 1
  echo sudo
}

apt_install() {
  local log=$SPECAWARE_CACHE/apt.log prefix
  local by_hand="have an administrator run 'apt-get install --no-install-recommends $*', then run this again"
  command -v apt-get >/dev/null ||
    die "Debian's packages '$*' or their like are missing, without apt-get: install them by hand, then run this again."
  prefix=$(root_prefix) || die "the packages '$*' are missing and this user may not install them: $by_hand."
  local -a apt=(${prefix:+"$prefix"} env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
  say "installing Debian packages: $*"
  "${apt[@]}" update >"$log" 2>&1 || true # a stale list may still do; the install tells
  "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null && return
  tail -n 5 "$log" >&2
  die "the packages '$*' could not be installed (log: $log): $by_hand."
}

qgis_process() { # Debian's qgis_process is a wrapper that fails; qgis_process.bin behind it works
  command -v qgis_process.bin || command -v qgis_process
}

has_venv() { "$SYSTEM_PYTHON" -c 'import ensurepip, tomllib, venv' 2>/dev/null; }
has_qgis() { qgis_process >/dev/null && "$SYSTEM_PYTHON" -c 'import osgeo.gdal, qgis.PyQt' 2>/dev/null; }
has_screen() { command -v xvfb-run >/dev/null && command -v xauth >/dev/null; }

# need_system PARTS...: the Debian packages of venv, qgis and screen (a virtual one, for tests of the whole program).
need_system() {
  local part
  local -a missing=()
  for part in "$@"; do
    case $part in
    venv) has_venv || missing+=(python3-venv) ;;
    qgis) has_qgis || missing+=(qgis python3-qgis python3-gdal) ;;
    screen) has_screen || missing+=(xvfb xauth) ;;
    esac
  done
  [[ ${#missing[@]} -eq 0 ]] || apt_install "${missing[@]}"
  has_venv || die "$SYSTEM_PYTHON must be Python 3.11 or newer with its venv module: install one, then run this again."
}

# make_venv DIR [OPTION]: a virtual environment of the system's Python; made anew where that Python has changed or an
# installation broke off.
make_venv() {
  local dir=$1 version stamp=$1/stamps/venv
  version=$("$SYSTEM_PYTHON" -V)
  if [[ -e $dir/unfinished || (-f $stamp && $(<"$stamp") != "$version") ]]; then rm -rf "$dir"; fi
  [[ -f $stamp ]] && return
  "$SYSTEM_PYTHON" -m venv "${@:2}" "$dir"
  mkdir -p "$dir/stamps"
  printf '%s\n' "$version" >"$stamp"
}

# install_group DIR GROUP CONSTRAINTS: one dependency group, unless its stamp says that it is there.
install_group() {
  local dir=$1 group=$2 constraints=$3 wanted
  local -a packages options=(--quiet --no-input --disable-pip-version-check --prefer-binary)
  wanted=$("$SYSTEM_PYTHON" "$ROOT/tools/requirements.py" "$group")
  [[ -f $dir/stamps/$group && $(<"$dir/stamps/$group") == "$wanted" ]] && return
  [[ $group == spectra ]] && options+=(--no-deps)
  say "installing Python packages for '$group' in $dir: ${wanted//$'\n'/ }"
  mapfile -t packages <<<"$wanted"
  : >"$dir/unfinished"
  "$dir/bin/python" -m pip install "${options[@]}" -c "$constraints" "${packages[@]}" ||
    die "pip could not install the packages for '$group': see the reason above, then run this again."
  rm "$dir/unfinished"
  printf '%s\n' "$wanted" >"$dir/stamps/$group"
}

# install_locked DIR: the exact versions of the engine's packages, checked by their hashes; where this system has none
# of a version, the ranges of the list hold.
install_locked() {
  local dir=$1 lock=$ROOT/resources/engine-lock.txt wanted
  wanted=$(sha256sum <"$lock")
  [[ -f $dir/stamps/engine-lock && $(<"$dir/stamps/engine-lock") == "$wanted" ]] && return
  say "installing the engine's packages, checked by their hashes"
  : >"$dir/unfinished"
  if ! "$dir/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --only-binary=:all: \
    --require-hashes -r "$lock" >"$SPECAWARE_CACHE/pip.log" 2>&1; then
    ! grep -q 'DO NOT MATCH THE HASHES' "$SPECAWARE_CACHE/pip.log" ||
      die "a package is not the one that was hashed (log: $SPECAWARE_CACHE/pip.log): check where pip takes it from."
    say "not of the exact versions (log: $SPECAWARE_CACHE/pip.log): others that fit are taken."
  fi
  rm "$dir/unfinished"
  printf '%s\n' "$wanted" >"$dir/stamps/engine-lock"
}

build_engine() { # build_engine GROUP...
  local group
  make_venv "$ENGINE"
  install_locked "$ENGINE"
  for group in engine "$@"; do install_group "$ENGINE" "$group" "$ROOT/resources/engine-requirements.txt"; done
}

build_qgis_tests() {
  make_venv "$QGIS_TESTS" --system-site-packages
  # QGIS's bindings are compiled against Debian's numpy: nothing may replace it.
  "$SYSTEM_PYTHON" -c 'import numpy; print("numpy==" + numpy.__version__)' >"$QGIS_TESTS/constraints.txt"
  install_group "$QGIS_TESTS" qgis-test "$QGIS_TESTS/constraints.txt"
}

need_engine() { # need_engine GROUP...
  need_system venv
  exclusively build_engine "$@"
}

make_link() {
  mkdir -p "$LINK"
  [[ $(readlink "$LINK/specaware") == "$ROOT" ]] || ln -sfn "$ROOT" "$LINK/specaware"
}

# --- running ------------------------------------------------------------------------------------------------------

# in_qgis HOME COMMAND...: with a home, a profile and a runtime folder of its own, without a screen, the plugin in sight.
in_qgis() {
  local home=$1
  shift
  mkdir -p "$home/runtime"
  chmod 700 "$home/runtime"
  # PATH: QGIS takes the prefix of the first python3 there for its own, be it an active virtual environment's.
  env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME -u VIRTUAL_ENV PATH="/usr/bin:/bin:$PATH" \
    HOME="$home" XDG_RUNTIME_DIR="$home/runtime" \
    LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen PYTEST_QT_API=pyqt5 GDAL_PAM_ENABLED=NO \
    PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$LINK" QGIS_PLUGINPATH="$LINK" \
    SPECAWARE_ENGINE_PYTHON="$ENGINE/bin/python" "$@"
}

SAMPLE=$ROOT/resources/sample/simulated_enmap_30m.tif

# read_demo_arguments ARGS...: sets RASTER and SETTINGS, the sensor settings as parameters of specaware:classify.
read_demo_arguments() {
  local name
  RASTER="" SETTINGS=()
  while [[ $# -gt 0 ]]; do
    case $1 in
    --sensor | --level | --units | --scale | --offset)
      [[ $# -ge 2 ]] || die "'$1' wants a value: see 'bash run.sh help'."
      name=${1#--}
      SETTINGS+=("${name^^}=$2")
      shift
      ;;
    -*) die "'$1' is no option of demo: see 'bash run.sh help'." ;;
    *)
      [[ -z $RASTER ]] || die "demo takes one raster: leave '$1' out."
      RASTER=$1
      ;;
    esac
    shift
  done
  [[ -n $RASTER ]] || RASTER=$SAMPLE
  [[ -e $RASTER ]] || die "'$RASTER' does not exist: check the path."
  RASTER=$(realpath "$RASTER")
}

# demo_qgis ARGS...: QGIS's command line in the demo's profile; what it says goes to demo/log.txt.
demo_qgis() {
  local log=$ROOT/demo/log.txt
  in_qgis "$SPECAWARE_CACHE/profile" "$(qgis_process)" "$@" >>"$log" 2>&1 && return
  grep -A 5 '^ERROR:' "$log" >&2 || tail -n 20 "$log" >&2
  die "QGIS failed: its log is $log."
}

demo() {
  local out=$ROOT/demo
  local profile=$SPECAWARE_CACHE/profile/.local/share/QGIS/QGIS3/profiles/default/QGIS/QGIS3.ini
  read_demo_arguments "$@"
  SECONDS=0
  need_system venv qgis
  exclusively build_engine picture
  make_link
  mkdir -p "$out"
  : >"$out/log.txt"
  say "installing: $SECONDS s; now mapping $RASTER"
  SECONDS=0
  # A plugin that is enabled already makes `plugins enable` fail.
  grep -qs '^specaware=true' "$profile" || demo_qgis plugins enable specaware
  say "starting QGIS and enabling the plugin: $SECONDS s"
  SECONDS=0
  demo_qgis run specaware:classify -- INPUT="$RASTER" OUTPUT="$out/map.tif" "${SETTINGS[@]}"
  say "mapping in QGIS: $SECONDS s"
  SECONDS=0
  MPLCONFIGDIR=$SPECAWARE_CACHE/matplotlib \
    "$ENGINE/bin/python" "$ROOT/tools/demo_picture.py" "$out/map.tif" "$out/map.png"
  say "drawing the picture: $SECONDS s"
  say "map, with class names and colours: $out/map.tif"
  say "report: $out/map.json"
  say "picture: $out/map.png"
}

engine_pytest() { "$ENGINE/bin/python" -m pytest tests/unit tests/contract "$@"; }
qgis_pytest() { in_qgis "$SCRATCH/home" "$QGIS_TESTS/bin/python" -m pytest tests/qgis "$@"; }

# test_part NAME PYTEST-OPTIONS...: the tests of NAME_pytest; their counts go to the summary.
test_part() {
  local name=$1 code=0
  shift
  say "tests: $name"
  "${name}_pytest" --timeout 600 --continue-on-collection-errors --junitxml "$SCRATCH/$name.xml" "$@" || code=$?
  "$SYSTEM_PYTHON" "$ROOT/tools/junit_summary.py" "$name" "$SCRATCH/$name.xml" "$code" "$@" >>"$SCRATCH/summary"
}

run_tests() {
  local failed=0
  need_system venv qgis screen
  exclusively build_engine picture training spectra tables cluster package test
  exclusively build_qgis_tests
  make_link
  SCRATCH=$(mktemp -d)
  trap 'rm -rf "$SCRATCH"' EXIT
  cd "$ROOT"
  test_part engine "$@" || failed=1
  test_part qgis "$@" || failed=1
  cat "$SCRATCH/summary"
  return "$failed"
}

# coverage [PYTEST-OPTIONS]: lines of backend/ and training/ that the tests of the engine ran, in all their processes.
coverage() {
  local code=0
  need_engine picture training spectra tables cluster package test coverage
  cd "$ROOT"
  export COVERAGE_FILE=$SPECAWARE_CACHE/coverage/data
  rm -rf -- "$SPECAWARE_CACHE/coverage"
  mkdir -p -- "$SPECAWARE_CACHE/coverage"
  "$ENGINE/bin/python" -m coverage run -m pytest --timeout 600 tests/unit tests/contract "$@" || code=$?
  "$ENGINE/bin/python" -m coverage combine -q
  "$ENGINE/bin/python" -m coverage report
  return "$code"
}
bench() {
  need_engine picture training spectra tables cluster package test
  cd "$ROOT"
  "$ENGINE/bin/python" -m pytest -s -o 'python_files=bench_*.py test_*.py' tests/bench "$@"
}

# A Python whose torch sees a graphics card is taken as it is, also without network; else the engine's own.
gpu_check() {
  local python=${PYTHON:-python3}
  if ! "$python" -c 'import sys, torch; sys.exit(not torch.cuda.is_available())' 2>/dev/null; then
    need_engine picture training spectra tables cluster test
    python=$ENGINE/bin/python
  fi
  cd "$ROOT"
  PYTHONPATH=$ROOT exec "$python" tests/bench/gpu_check.py "$@"
}

lint() {
  local failed=0 tools=$ENGINE/bin
  need_engine picture training spectra tables cluster package test lint
  make_link
  cd "$ROOT"
  "$tools/ruff" check --output-format concise . || failed=1
  "$tools/ruff" format --check --output-format concise . || failed=1
  "$tools/mypy" || failed=1
  PYTHONPATH=$LINK PYTHONDONTWRITEBYTECODE=1 "$tools/lint-imports" || failed=1
  return "$failed"
}

build_scanners() {
  make_venv "$SCANNERS"
  install_group "$SCANNERS" scan /dev/null
}

package() {
  local scan=${1:-}
  [[ -z $scan || $scan == --scan ]] || die "'$scan' is no option of package: see 'bash run.sh help'."
  need_engine package
  "$ENGINE/bin/python" "$ROOT/tools/package.py"
  [[ -n $scan ]] || return 0
  exclusively build_scanners
  "$SCANNERS/bin/python" "$ROOT/tools/scan_package.py"
}

# The engine's Python; what is in training/ gets its packages too, and so does what uses a cluster. A script is looked
# for here, then in the clone.
engine_python() {
  local target=${1:-} word
  local -a groups=()
  [[ $target == -m ]] && target=${2:-}
  case $target in
  training/* | */training/* | training | training.*) groups=(picture training spectra tables) ;;
  pytest | tests/* | */tests/*) groups=(picture training spectra tables cluster package test) ;;
  distributed | distributed.*) groups=(cluster) ;;
  tools/lock_engine.py | */tools/lock_engine.py) groups=(lock) ;;
  esac
  for word in "$@"; do if [[ $word == --scheduler || $word == --scheduler=* ]]; then groups+=(cluster); fi; done
  need_engine "${groups[@]}"
  if [[ ${1:-} != -* && -n ${1:-} && ! -e $1 && -e $ROOT/$1 ]]; then set -- "$ROOT/$1" "${@:2}"; fi
  PYTHONPATH=$ROOT exec "$ENGINE/bin/python" "$@"
}

main() {
  local command=${1:-help}
  [[ $# -eq 0 ]] || shift
  case $command in
  demo) demo "$@" ;;
  test) run_tests "$@" ;;
  bench) bench "$@" ;;
  coverage) coverage "$@" ;;
  gpu-check) gpu_check "$@" ;;
  lint) lint ;;
  package) package "$@" ;;
  python) engine_python "$@" ;;
  help | -h | --help) usage ;;
  *) die "'$command' is not known: see 'bash run.sh help'." ;;
  esac
}

main "$@"
