"""The start-up file of `shellguard shell`: the person's own, then the hook, then the daemon's first word."""

from __future__ import annotations

_HEAD = """\
# Made by shellguard at every start of `shellguard shell`; changes are lost.
__sg_coming=${SHELLGUARD_COMING-}
unset SHELLGUARD_COMING
"""

_OWN_FILE = """\
if [[ -r ~/.bashrc ]]; then builtin source ~/.bashrc; fi
"""

# The daemon is on its way, started before bash was: the hook need not start another.
_DAEMON_IS_COMING = """\
if [[ $__sg_coming ]]; then builtin printf -v __sg_started '%(%s)T000000' -1; fi
"""

# Only where no daemon ran before: a first line that is typed at once should find it.
_WAIT_FOR_DAEMON = """\
if [[ ${__sg_state-} == on && ${__sg_coming-} ]]; then
    for ((__sg_i = 0; __sg_i < 250; __sg_i++)); do
        if [[ -f $__sg_dir/daemon.pid ]] || ! builtin kill -0 "$__sg_coming" 2>/dev/null; then break; fi
        command sleep 0.02
    done
    if ! __sg_connect 50; then
        __sg_told=away
        __sg_i='did not come up: shellguard daemon run says why'
        if builtin kill -0 "$__sg_coming" 2>/dev/null; then __sg_i='is still starting'; fi
        builtin printf '%s\\n' "shellguard: the daemon $__sg_i." \\
            '  Only lines that destroy, or that your settings name, are asked about so far.' >/dev/tty
    fi
    unset __sg_i __sg_coming
fi
"""


def rc_text(hook: str, *, own_file: bool = True, before_hook: str = "", after_hook: str = "") -> str:
    """A file for `bash --rcfile`.

    Where the environment names `SHELLGUARD_COMING`, that is the process that was started as the daemon.
    """
    return "".join(
        (
            _HEAD,
            _OWN_FILE if own_file else "",
            before_hook,
            _DAEMON_IS_COMING,
            hook,
            _WAIT_FOR_DAEMON,
            after_hook,
        )
    )
