# shellcheck shell=sh
# Makes the virtual environment of a checkout: .venv, with this project installed in place.

shellguard_python() { # the first Python that is new enough
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    echo "shellguard needs Python 3.11 or later, and finds none." >&2
    echo "  On Debian 12, Ubuntu 24.04 and later: apt-get install python3. PYTHON=/path/to/python3 names another." >&2
    return 1
}

# Two terminals may start at once: the second waits for the first.
shellguard_environment() { # folder of the checkout, further requirements…
    if command -v flock >/dev/null 2>&1; then
        (
            flock 9 && shellguard_make_environment "$@"
        ) 9>"$1/.venv.lock"
    else
        shellguard_make_environment "$@"
    fi
}

shellguard_make_environment() {
    folder=$1
    shift
    stamp=$(cat "$folder/pyproject.toml" && echo "$folder")
    if [ -x "$folder/.venv/bin/python" ] && [ "$(cat "$folder/.venv/made-from" 2>/dev/null)" = "$stamp" ]; then
        [ $# -gt 0 ] || return 0
    else
        python=$(shellguard_python) || return 1
        echo "shellguard: making its environment in $folder/.venv …" >&2
        if ! "$folder/.venv/bin/python" -m pip --version >/dev/null 2>&1; then
            rm -rf -- "${folder:?}/.venv"
            shellguard_empty_environment "$python" "$folder/.venv" || return 1
        fi
        rm -f -- "$folder/.venv/made-with"
    fi
    if [ $# -gt 0 ] && [ "$(cat "$folder/.venv/made-with" 2>/dev/null)" = "$*" ]; then return 0; fi
    "$folder/.venv/bin/python" -m pip install -qq --disable-pip-version-check --editable "$folder" "$@" >&2 ||
        { echo "shellguard: its packages could not be installed (see above)." >&2; return 1; }
    # The first shell's daemon would do it else, while somebody waits for the prompt.
    "$folder/.venv/bin/python" -m compileall -q "$folder/shellguard" >/dev/null 2>&1 || true
    printf '%s\n' "$stamp" >"$folder/.venv/made-from"
    if [ $# -gt 0 ]; then printf '%s\n' "$*" >"$folder/.venv/made-with"; fi
}

# Debian leaves ensurepip, and so `venv`, out of python3. What others keep serves as well.
shellguard_empty_environment() { # python, folder
    "$1" -m venv "$2" >/dev/null 2>&1 && return 0
    rm -rf -- "${2:?}"
    if command -v virtualenv >/dev/null 2>&1; then
        virtualenv --quiet --python "$1" "$2" && return 0
    fi
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --seed --python "$1" "$2" && return 0
    fi
    if "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m venv --without-pip "$2" && "$1" -m pip --python "$2/bin/python" install -qq pip && return 0
    fi
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        apt-get update -qq >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null &&
            "$1" -m venv "$2" && return 0
    fi
    rm -rf -- "${2:?}"
    echo "shellguard: Python here can make no virtual environment (no venv, virtualenv, uv or pip)." >&2
    echo "  On Debian and Ubuntu: apt-get install python3-venv" >&2
    return 1
}
