#!/bin/sh
# Builds the wheel once, installs it with pip, pipx and uv, each into a fresh environment, and uses it there as a
# person would: nothing of the checkout is on its way. With --suite some of the tests run against the installed wheel.
# The network is needed for what it depends on, unless pip finds that in its cache.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${PYTHON:-python3}
"$python" -m pip wheel -q --no-deps -w "$work" "$here"
wheel=$(echo "$work"/shellguard_prompt-*.whl)
export HOME="$work/home" SHELLGUARD_RUNTIME_DIR="$work/run" SHELLGUARD_STATE_DIR="$work/state"
export SHELLGUARD_CONFIG_DIR="$work/config"
mkdir "$HOME"
cd "$HOME"

used() { # how it was installed, the command
    echo "installed with $1: $("$2" --version)"
    "$2" check 'ls -la'
    "$2" init bash >"$work/hook.bash"
    bash -n "$work/hook.bash"
    "$2" man | head -n 1
    "$2" completions bash | bash -n
    "$2" doctor
    "$2" daemon stop || true
}

# Where pip finds its packages the others shall find them too.
index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
tool() { # its name: a fresh one, where the package index has it
    "$python" -m venv "$work/$1" && "$work/$1/bin/pip" install -q "$1" 2>"$work/$1.said" && return 0
    echo "skipped: $1 can't be installed here: $(tail -n 1 "$work/$1.said")"
    return 1
}

"$python" -m venv "$work/venv"
"$work/venv/bin/pip" install -q "$wheel"
test -f "$work"/venv/lib/python3*/site-packages/shellguard/systemd/shellguard.service
used pip "$work/venv/bin/shellguard"

if tool pipx; then
    export PIPX_HOME="$work/pipx-home" PIPX_BIN_DIR="$work/pipx-bin" PIPX_MAN_DIR="$work/pipx-man"
    "$work/pipx/bin/pipx" install --quiet "$wheel"
    used pipx "$work/pipx-bin/shellguard"
    "$work/pipx/bin/pipx" uninstall --quiet shellguard-prompt
    test ! -e "$work/pipx-bin/shellguard"
fi

if tool uv; then
    export UV_TOOL_DIR="$work/uv-tools" UV_TOOL_BIN_DIR="$work/uv-bin" UV_CACHE_DIR="$work/uv-cache"
    "$work/uv/bin/uv" tool install --quiet --no-config --python "$work/venv/bin/python" \
        ${index:+--default-index "$index"} "$wheel"
    used "uv tool" "$work/uv-bin/shellguard"
    "$work/uv/bin/uv" tool uninstall --quiet shellguard-prompt
    test ! -e "$work/uv-bin/shellguard"
fi

if [ "${1-}" = --suite ]; then
    "$work/venv/bin/pip" install -q 'hypothesis>=6.100' 'pexpect>=4.9' 'pytest>=8.2' 'pytest-xdist>=3.6' 'pyyaml>=6'
    mkdir "$work/suite"
    cp -R "$here/tests" "$here/bench" "$here/docs" "$here/pyproject.toml" "$work/suite"
    cd "$work/suite"
    "$work/venv/bin/python" -c 'import shellguard, sys; sys.exit(not shellguard.__file__.startswith(sys.prefix))'
    "$work/venv/bin/python" -m pytest -q -n 2 -p no:cacheprovider tests/daemon tests/cli/test_check.py \
        tests/knowledge tests/shells/test_denied_lines.py tests/shells/test_allowed_lines.py tests/faults -k 'not page and not broken'
fi
