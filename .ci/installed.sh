#!/bin/sh
# Builds the wheel once, installs it into a fresh environment and uses it there as a person would: nothing of the
# checkout is on its way. The network is needed for what it depends on, unless pip finds that in its cache.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${PYTHON:-python3}
"$python" -m pip wheel -q --no-deps -w "$work" "$here"
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install -q "$work"/shellguard_prompt-*.whl
export HOME="$work/home" SHELLGUARD_RUNTIME_DIR="$work/run" SHELLGUARD_STATE_DIR="$work/state"
export SHELLGUARD_CONFIG_DIR="$work/config"
mkdir "$HOME"
cd "$HOME"
shellguard="$work/venv/bin/shellguard"
"$shellguard" --version
"$shellguard" check 'ls -la'
"$shellguard" init bash | bash -n
"$shellguard" man | head -n 1
"$shellguard" completions bash | bash -n
test -f "$work"/venv/lib/python3*/site-packages/shellguard/systemd/shellguard.service
"$shellguard" doctor
"$shellguard" daemon stop || true
