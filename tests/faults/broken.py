"""Builds that are broken on purpose, and the tests that have to notice: `bench/broken.py` makes and runs them."""

from __future__ import annotations

from dataclasses import dataclass

_FAULT = "tests/faults/test_faults.py::test_under_a_fault_nothing_denied_runs_and_nothing_recorded_is_lost"


@dataclass(frozen=True)
class Broken:
    """One build: `old` is replaced by `new` in each of the files, and each of the tests has to fail.

    Attributes:
        what: what is wrong with it, in the words of the page.
        tests: names of tests, or of the faults of `tests/faults/faults.py`.
    """

    what: str
    files: tuple[str, ...]
    old: str
    new: str
    tests: tuple[str, ...]

    def ids(self) -> list[str]:
        """As pytest takes them."""
        return [name if "::" in name else f"{_FAULT}[{name}]" for name in self.tests]


_FLOODS = "tests/daemon/test_floods.py::test_"
_LOCAL = "tests/hostile/test_local_attackers.py::test_"
BROKEN = (
    Broken(
        "the hook runs every line while nobody answers",
        ("shell/bash/alone.bash",),
        '    __sg_own_rules "$1"\n',
        "    return\n",
        ("killed", "stopped", "another_pipe", "folder_gone", "folder_of_another", "folder_is_link",
         "few_files", "tests/faults/test_faults.py::test_killed_at_a_moment_of_a_line"),
    ),
    Broken(
        "where no file can be opened the key's macro goes on to accept the line",
        ("shell/bash/door.bash",),
        "    if ((__sg_few)); then __sg_bare __sg_look; fi\n",
        "",
        ("no_files",),
    ),
    Broken(
        "where hardly any file can be opened the hook substitutes all the same",
        ("shell/bash/prompt.bash",),
        "{ \\builtin : </dev/null && __sg_debug=",
        "{ __sg_debug=",
        ("fewer_files",),
    ),
    Broken(
        "writing beyond `ulimit -f` ends the shell",
        ("shell/bash/wire.bash",),
        "    builtin trap '' XFSZ\n",
        "",
        ("no_writing",),
    ),
    Broken(
        "the answer to the line before is taken for one to this",
        ("shell/bash/door.bash",),
        "            __sg_kind=away # what the last line's answer was is none for this one, should the redirection fail\n"
        '            __sg_await "${__sg_c:+0.3}" "$__sg_c" 8>&1 1>/dev/null\n',
        '            __sg_await "${__sg_c:+0.3}" "$__sg_c" 8>&1 1>&2\n',
        ("tests/faults/test_faults.py::test_nothing_denied_runs_while_the_error_output_is_closed",),
    ),
    Broken(
        "what could be handed over of a long line is taken for the whole",
        ("shell/bash/wire.bash",),
        ' || builtin : >|"$__sg_dir/$__sg_session.text"',
        "",
        ("runtime_nearly_full",),
    ),
    Broken(
        "the hook can't say hello without a HOME",
        ("shell/bash/wire.bash",),
        '__sg_encode "$HOME"',
        '__sg_encode "${HOME:?}"',
        ("no_home",),
    ),
    Broken(
        "the daemon must see where a shell stands",
        ("shellguard/daemon/line_context.py",),
        "    except OSError:\n        return said\n",
        "    except ValueError:\n        return said\n",
        ("no_proc",),
    ),
    Broken(
        "the hook opens whatever stands in the place of its pipes",
        ("shell/bash/wire.bash", "shell/bash/door.bash"),
        "-p $__sg_req && -p $__sg_rsp",
        "-n $__sg_req && -n $__sg_rsp",
        ("pipe_removed", "pipe_is_file", "pipe_is_link"),
    ),
    Broken(
        "the hook says hello only once",
        ("shell/bash/wire.bash",),
        "        __sg_keep_rules\n        __sg_hello\n",
        "        __sg_keep_rules\n        if [[ -z ${__sg_once-} ]]; then __sg_hello; fi\n        __sg_once=1\n",
        ("replaced", "killed"),
    ),
    Broken(
        "the daemon serves only the hook of its own version",
        ("shellguard/daemon/server.py",),
        "    kind, _, no_color = terminal",
        '    if version == "0.0.1":\n        return None\n    kind, _, no_color = terminal',
        ("older_hook",),
    ),
    Broken(
        "nobody is told that a line is not recorded",
        ("shellguard/daemon/notebook.py",),
        '            self.fault = printable(str(error), keep="\\n")\n',
        "",
        ("no_room", "disk_full", "record_gone"),
    ),
    Broken(
        "a line needs a free file descriptor",
        ("shellguard/daemon/desk.py",),
        '            case "line":\n',
        '            case "line":\n                os.close(os.open("/", os.O_RDONLY))\n',
        ("no_descriptors",),
    ),
    Broken(
        "a line needs much memory",
        ("shellguard/daemon/desk.py",),
        '            case "line":\n',
        '            case "line":\n                bytearray(2_000_000_000)\n',
        ("no_memory",),
    ),
    Broken(
        "a line that ended long ago breaks the conversation",
        ("shellguard/daemon/desk.py",),
        "                session.ended(finished)\n",
        "                session.ended(finished)\n"
        '                if "1000000000" in finished:\n                    raise ValueError(finished)\n',
        ("clock_back",),
    ),
    Broken(
        "broken settings are taken for none",
        ("shellguard/settings/load.py",),
        "    recalled = last_good.recall()\n",
        "    recalled = None\n",
        ("settings_broken", "settings_a_folder"),
    ),
    Broken(
        "nobody is told that a pack is broken",
        ("shellguard/daemon/settings_watch.py",),
        "        for error in self._own_packs.errors:\n            self._note(error)\n",
        "",
        ("pack_broken",),
    ),
    Broken(
        "the lock is not taken",
        ("shellguard/daemon/runtime_folder.py",),
        "            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "            assert fcntl\n",
        ("tests/daemon/test_daemon_life.py::test_sixteen_at_once_start_one",),
    ),
    Broken(
        "a shell's messages are taken as they come",
        ("shellguard/daemon/turns.py",),
        "        if not self._busy and lane.waiting",
        "        if lane.waiting",
        (_FLOODS + "a_shell_beside_a_flood_is_answered_after_few_of_its_lines",),
    ),
    Broken(
        "who connects is not looked at",
        ("shellguard/daemon/socket_service.py",),
        "            if _peer_uid(writer) != os.geteuid():\n                return\n",
        "",
        (_LOCAL + "another_user_who_gets_as_far_as_the_socket_is_cut_off",),
    ),
    Broken(
        "the client asks whoever listens",
        ("shellguard/wire/client.py",),
        "        if uid != os.geteuid():\n",
        "        if uid < 0:\n",
        (_LOCAL + "a_client_asks_no_daemon_of_another_user",),
    ),
    Broken(
        "the hook believes a folder of somebody else",
        ("shell/bash/wire.bash",),
        "-O $__sg_dir",
        "-n $__sg_dir",
        (_LOCAL + "a_folder_that_another_user_made_first_is_given_nothing",),
    ),
    Broken(
        "the daemon starts with the shell's own environment",
        ("shell/bash/wire.bash",),
        'do builtin unset -v "$__sg_p"; done',
        "do :; done",
        (_LOCAL + "the_environment_of_a_project_puts_no_code_into_the_daemon",),
    ),
    Broken(
        "git starts the monitor that a repository names",
        ("shellguard/facts/repository/run.py",),
        "core.fsmonitor=false",
        "core.quotePath=false",
        (_LOCAL + "a_git_that_is_run_to_look_starts_no_monitor_of_the_repository",),
    ),
    Broken(
        "a shell may have any number of looks hanging",
        ("shellguard/daemon/lookers.py",),
        "        if self._held[who] >= most:\n",
        "        if self._held[who] < 0:\n",
        ("tests/daemon/test_lookers.py::test_a_shell_whose_files_hang_holds_up_two_threads_and_no_other_shell",),
    ),
)  # fmt: skip
