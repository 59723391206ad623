# shellcheck shell=bash disable=SC2034,SC2154
# The wire: frames over the daemon's FIFO pair, opened for each request. See shellguard.wire.frames.

__sg_now() { # microseconds in __sg_time
    if [[ -n ${EPOCHREALTIME-} ]]; then
        __sg_time=${EPOCHREALTIME//[!0-9]/}
    else
        builtin printf -v __sg_time '%(%s)T000000' -1
    fi
}

__sg_encode() { # reversible escaping of the bytes that frame a message, see shellguard.wire.frames
    __sg_out=$1
    if [[ $__sg_out == *[$'\n\035\036\037']* ]]; then
        __sg_out=${__sg_out//$'\035'/$'\035g'}
        __sg_out=${__sg_out//$'\036'/$'\035r'}
        __sg_out=${__sg_out//$'\037'/$'\035u'}
        __sg_out=${__sg_out//$'\n'/$'\036'}
    fi
}

__sg_decode() {
    __sg_out=$1
    if [[ $__sg_out == *[$'\035\036']* ]]; then
        __sg_out=${__sg_out//$'\036'/$'\n'}
        __sg_out=${__sg_out//$'\035u'/$'\037'}
        __sg_out=${__sg_out//$'\035r'/$'\036'}
        __sg_out=${__sg_out//$'\035g'/$'\035'}
    fi
}

# Is the daemon that knows this shell alive, with its pipes? No fork, no waiting.
__sg_connected() {
    [[ $__sg_daemon != 0 && -p $__sg_req && -p $__sg_rsp ]] &&
        { [[ -e /proc/$__sg_daemon/exe ]] || __sg_lives "$__sg_daemon"; }
}

# As `kill -0` says, but a daemon that has ended and that nobody waited for is none (PID 1 of many containers). Such a
# one has no `exe` either, which is what the ordinary line looks at.
__sg_lives() { # pid
    local __sg_stat
    builtin kill -0 "$1" || return 1
    if IFS= builtin read -r __sg_stat <"/proc/$1/stat"; then [[ ${__sg_stat##*) } != Z* ]]; fi
} 2>/dev/null

# Finds a running daemon and introduces this shell to it; starts one where there is none.
__sg_connect() { # $1: how long to wait for the pipes, in hundredths of a second
    local __sg_i __sg_p=
    __sg_runtime_dir
    if [[ -f $__sg_dir/daemon.pid && -O $__sg_dir/daemon.pid ]]; then
        IFS= builtin read -r __sg_p <"$__sg_dir/daemon.pid"
    fi
    if [[ -z $__sg_p || $__sg_p == *[!0-9]* || ! -O $__sg_dir || ! -p $__sg_dir/control || ! -O $__sg_dir/control ]] ||
        ! { [[ -e /proc/$__sg_p/exe ]] || __sg_lives "$__sg_p"; }; then
        __sg_daemon=0
        __sg_start_daemon
        return 1
    fi
    if [[ $__sg_p != "$__sg_daemon" || -z $__sg_session || ! -p $__sg_req || ! -p $__sg_rsp ]]; then
        __sg_now
        __sg_session=$$-$__sg_time-$RANDOM
        __sg_daemon=$__sg_p
        __sg_req=$__sg_dir/$__sg_session.req
        __sg_rsp=$__sg_dir/$__sg_session.rsp
        __sg_owed=
        __sg_sent_options=
        __sg_usual=
        __sg_keep_rules
        __sg_hello
    fi
    for ((__sg_i = 0; __sg_i < $1; __sg_i++)); do
        if __sg_connected; then return 0; fi
        if [[ ! -p $__sg_dir/pause ]]; then break; fi
        IFS= builtin read -r -t 0.01 -u 9 __sg_p 9<>"$__sg_dir/pause"
    done
    __sg_connected
} 2>/dev/null

__sg_hello() {
    local __sg_ssh=
    if [[ -n ${SSH_CONNECTION-} ]]; then __sg_ssh=ssh; fi
    __sg_encode "$HOME"
    builtin printf '1\0370\037hello\037%s\037bash %s\037%s\037%s\037%s\037%s\037%s\n' "$__sg_session" \
        "$BASH_VERSION" "$$" "$__sg_version" "$__sg_ssh" "$__sg_out" "${TERM-}:${NO_COLOR:+1}" \
        8<>"$__sg_dir/control" >&8
}

# The terminal stays this shell's while a substitution runs, and with it a Ctrl-C: the line that is checked is not to run.
# Where there may be none (see __sg_expand_continued and __sg_bare) a subshell has the terminal, and hands a Ctrl-C on.
__sg_start_daemon() {
    __sg_now
    if [[ -n ${__sg_started-} ]] && ((__sg_time - __sg_started < 5000000)); then return; fi
    __sg_started=$__sg_time
    if [[ -z $__sg_buf ]] && ((!__sg_ps2)) && builtin : 8</dev/null 9</dev/null; then
        builtin : "$(__sg_launch)"
        return
    fi
    (
        __sg_x=0
        builtin trap '__sg_x=130' INT
        __sg_launch
        builtin exit "$__sg_x"
    )
    if (($? == 130)); then builtin kill -INT $$; fi
}

# From a subshell: the daemon is no job of the shell, `$!` and `wait` stay the person's.
__sg_launch() {
    builtin trap '' QUIT HUP TSTP
    # A project's environment must not put its own code into the daemon.
    for __sg_p in "${!PYTHON@}" LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT BASH_ENV ENV; do builtin unset -v "$__sg_p"; done
    builtin cd /
    "${__sg_command[@]}" daemon run --on-demand </dev/null >/dev/null 2>&1 &
}

__sg_put() { # TYPE ALREADY-ENCODED-FIELDS...: writes one frame to descriptor 8
    local IFS=$'\037'
    builtin printf '1\037%s\037%s\n' "$__sg_seq" "$*" >&8
}

# Reads frames from descriptor 9 until the one that answers the current request; 1 when it is not in time. Every
# reply has at least 16 characters, and one that is longer at least 64 (shellguard.wire.frames). By lines, bash reads
# a pipe byte by byte, and with a time-out it makes two system calls more for each. When the time is over while bash
# takes over what has just come, it hands on a part and keeps the rest for the next `read`: none of it is passed over.
__sg_get() { # seconds, what was read already of the first 16 characters of a frame
    local __sg_c=$2 __sg_more __sg_name
    while [[ -n $__sg_c ]] || builtin read -r -N 16 -t "$1" -u 9 __sg_c || [[ -n $__sg_c ]]; do
        # Before it the end of an answer may stand that was given up with Ctrl-C while it was read.
        if [[ $__sg_c == *$'\n'?* ]]; then __sg_c=${__sg_c##*$'\n'}; fi
        if [[ $__sg_c != *$'\n' ]] && ((${#__sg_c} < 16)); then
            __sg_read_rest "$((16 - ${#__sg_c}))" || return 1
            continue
        fi
        if [[ $__sg_c != 1$'\037'"$__sg_seq"$'\037'* ]]; then
            if [[ $__sg_c != *$'\n' ]]; then IFS= builtin read -r -t 0.5 -u 9 __sg_more || return 1; fi
            __sg_c=
            continue
        fi
        if [[ $__sg_c != *$'\n' ]]; then __sg_read_rest 48 || return 1; fi
        if [[ $__sg_c == *$'\n' ]]; then
            __sg_c=${__sg_c%$'\n'}
        else
            IFS= builtin read -r -t 0.5 -u 9 __sg_more || return 1
            __sg_c+=$__sg_more
        fi
        __sg_c=${__sg_c#*$'\037'*$'\037'}
        __sg_kind=${__sg_c%%$'\037'*}
        for __sg_name in __sg_f1 __sg_f2 __sg_f3 __sg_f4 __sg_f5 __sg_f6 __sg_f7; do
            __sg_c=${__sg_c#*$'\037'}
            builtin printf -v "$__sg_name" '%s' "${__sg_c%%$'\037'*}"
            if [[ $__sg_kind == allow && $__sg_name == __sg_f3 ]]; then break; fi
        done
        return 0
    done
    return 1
}

# The next characters of a frame that has begun to come: it was written at once, so they are there.
__sg_read_rest() { # how many
    builtin read -r -N "$1" -t 0.5 -u 9 __sg_more || return 1
    __sg_c+=$__sg_more
}

# After a time-out nothing more is sent until the outstanding answer has come: a stopped daemon would let the
# pipe run full, and a full pipe blocks the shell.
__sg_settled() {
    local __sg_v __sg_id __sg_rest
    while [[ -n $__sg_owed ]] && builtin read -t 0 -u 9; do
        # What it has begun to write it has written; of one that stops in the midst of it the rest is passed over later.
        IFS=$'\037' builtin read -r -t 0.5 -u 9 __sg_v __sg_id __sg_rest || [[ -n $__sg_id ]] || break
        if [[ $__sg_id == "$__sg_owed" ]]; then __sg_owed=; fi
    done
    [[ -z $__sg_owed ]]
}

# Sends what __sg_frame holds and leaves the reply in __sg_kind and the fields. __sg_kind is `away` when nobody
# answered, `lost` when the daemon had said `wait` and then fell silent, or ended over what it was asked.
__sg_exchange() {
    __sg_kind=away
    if [[ -z $__sg_session ]] || ! __sg_connected; then
        # A busy machine is given as long for it as for an answer, but not at every line.
        if ! __sg_connect "$((__sg_missed ? 5 : 25))"; then return; fi
    fi
    # What a subshell counts the shell does not know: it would take a late answer to the gate for that to its next line.
    if ((BASHPID != __sg_pid && __sg_seq < 1000000000)); then __sg_seq=$((1000000000 + BASHPID * 100)); fi
    {
        # Nor what the gate was not answered: what it has sent then still stands in the pipe.
        if ! __sg_settled || builtin read -t 0 -u 8; then
            # One that answers none of so many lines in a row does not hear this shell: it is met anew.
            if ((++__sg_unheard >= 10)); then __sg_session= __sg_unheard=0; fi
            return
        fi
        __sg_unheard=0
        __sg_seq=$((__sg_seq + 1))
        __sg_put "$__sg_frame"
        __sg_await 0.3 ''
    } 8<>"$__sg_req" 9<>"$__sg_rsp"
}

# Reads replies to what was sent, and answers what they ask, until the last.
__sg_await() { # seconds to wait for the first, the first 16 characters of it that were read already
    local __sg_patience=${1:-0.001} __sg_head=$2 __sg_waited=0 __sg_skips=0
    while ((1)); do
        if ! __sg_get "$__sg_patience" "$__sg_head"; then
            if ((__sg_skips)) && __sg_key_waits 7</dev/tty; then
                __sg_skips=0
                __sg_put without
                continue
            fi
            __sg_usual=
            __sg_kind=away
            if ! __sg_lives "$__sg_daemon"; then
                __sg_connect 0
                __sg_kind=lost
                return
            fi
            if ((__sg_waited)); then
                if __sg_connected; then continue; fi
                __sg_kind=lost
            fi
            __sg_owed=$__sg_seq
            return
        fi
        __sg_head=
        case $__sg_kind in
            need) __sg_answer_need ;;
            '+'*) # the short answer, late
                __sg_kind=allow
                __sg_f1=@$__sg_seq
                __sg_f2=
                __sg_f3=
                return
                ;;
            wait)
                __sg_waited=1
                __sg_patience=0.5
                # A key that was pressed before is type-ahead.
                if [[ $__sg_f2 == key ]] && ! builtin read -t 0 -u 7 7</dev/tty; then
                    __sg_skips=1
                    __sg_patience=0.1
                fi
                __sg_decode "$__sg_f1"
                if [[ -n $__sg_out ]]; then
                    __sg_show_line "${READLINE_LINE-}"
                    __sg_show "$__sg_out"
                fi
                ;;
            hello) # the daemon does not know this shell (any more): introduce it again at the next line
                __sg_session=
                __sg_usual=
                __sg_kind=away
                return
                ;;
            *) return ;;
        esac
    done
} 2>/dev/null

# Writing beyond `ulimit -f` ends a shell by a signal. Where there is such a limit the signal is passed over meanwhile:
# what is written then fails as on a full disk. Afterwards what the person wants done at that signal stands again.
__sg_bear_limit() {
    local __sg_most=
    __sg_limited=
    builtin read -r -N 320 __sg_most </proc/self/limits
    if [[ $__sg_most != *'Max file size'+( )[0-9]* ]]; then return; fi
    __sg_limited=${__sg_limit_trap:-trap - XFSZ}
    builtin trap '' XFSZ
} 2>/dev/null

__sg_unbear_limit() { if [[ -n $__sg_limited ]]; then builtin eval "builtin $__sg_limited"; fi; }

# Asks for the verdict on a line.
__sg_request() { # how it was accepted, prompt (1 or 2), text
    local __sg_options= __sg_asked=$__sg_session
    if [[ "$-$BASHOPTS${COLUMNS-}" != "$__sg_sent_options" ]]; then __sg_options=$BASHOPTS:$SHELLOPTS:${COLUMNS-}; fi
    __sg_encode "$PWD"
    __sg_frame="line"$'\037'"$1"$'\037'"$2"$'\037'"$__sg_finished"$'\037'"$__sg_options"$'\037'"$__sg_out"$'\037'
    __sg_encode "$3"
    if ((${#__sg_out} > 3000)) && [[ -n $__sg_session && -d $__sg_dir ]]; then
        # A pipe holds 64 KiB and blocks when nobody reads: a long line travels in a private file.
        # On a full disk only its beginning would be there, and judged for the whole: then nothing is.
        __sg_bear_limit
        builtin printf '%s' "$__sg_out" >|"$__sg_dir/$__sg_session.text" || builtin : >|"$__sg_dir/$__sg_session.text"
        __sg_unbear_limit
        __sg_out=
        __sg_frame+='@'
    else
        __sg_frame+='='
    fi
    __sg_frame+=$__sg_out
    if ((__sg_missed)); then __sg_frame+=$'\037'$__sg_missed:$__sg_missed_since:$__sg_missed_until; fi
    __sg_exchange
    __sg_heard
}

# After an answer to a line nothing of what came with it has to be sent again.
__sg_heard() {
    if [[ $__sg_kind != away && $__sg_kind != lost ]]; then
        __sg_missed=0
        __sg_missed_since=
        # A daemon that was met only now has not been told them.
        if [[ -n $__sg_options || $__sg_session == "$__sg_asked" ]]; then __sg_sent_options=$-$BASHOPTS${COLUMNS-}; fi
        __sg_finished=
        __sg_told=
        SHELLGUARD_STATUS=on
    else
        SHELLGUARD_STATUS=away
    fi
}
