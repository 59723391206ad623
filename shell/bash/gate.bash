# shellcheck shell=bash disable=SC2034,SC2154
# The gate: judges what came past the front door.

# Runs in the command substitution of PS0, only for a command without a token. What it writes to descriptor 3 is
# evaluated as arithmetic: one digit, nothing else. 0 runs, 1 is refused. Its output proper is thrown away: a DEBUG
# or RETURN trap that prints would otherwise spoil the digit, and bash runs a line whose PS0 fails.
__sg_ps0() {
    builtin trap '' INT TERM QUIT TSTP
    local __sg_text __sg_how=gate __sg_drawn=1
    if ((__sg_gate)); then __sg_block; fi # what is left of an input that was refused
    # What the front door has let through and is still running is a paste of several commands.
    if ((__sg_came > 0)) && [[ -n $__sg_buf ]]; then __sg_how=paste; fi
    __sg_gate_text
    if [[ -z $__sg_text ]]; then
        __sg_blind
    else
        __sg_request "$__sg_how" 1 "$__sg_text"
    fi
    case $__sg_kind in
        allow | more)
            __sg_choice=run
            if [[ $__sg_kind$__sg_f2 == allow*n* ]]; then
                __sg_decode "$__sg_f3"
                __sg_show "$__sg_out"
            fi
            ;;
        ask)
            __sg_show "$__sg_text"
            __sg_question
            ;;
        deny | replace)
            __sg_decode "$__sg_f2"
            __sg_show "$__sg_out"
            __sg_choice=no
            ;;
        blind) ;;
        *) __sg_alone "$__sg_text" no ;;
    esac
    if [[ $__sg_choice != run ]]; then __sg_block; fi
    builtin printf 0 >&3
}

__sg_block() {
    builtin printf 1 >&3
    # With an INT trap of the person's own the signal would run that instead: the DEBUG gate refuses then.
    if ((!__sg_debugging)); then builtin kill -INT $$; fi
    builtin exit 0
}

# An INT trap of the person's own swallows the gate's signal. While there is one, a DEBUG trap that looks at
# nothing but __sg_gate stands in, with function tracing so that it reaches into ( … ) too.
__sg_watch_traps() {
    local __sg_int
    __sg_recheck=0
    if ! __sg_hear __sg_int builtin trap -p INT; then
        if ! builtin : </dev/null; then return; fi # see __sg_bare
        __sg_int=$(builtin trap -p INT)
    fi
    __sg_hear __sg_limit_trap builtin trap -p XFSZ
    # In POSIX mode bash tells of a trap that is none, too.
    if [[ $__sg_int == 'trap -- - '* ]]; then __sg_int=; fi
    if [[ $__sg_debug == 'trap -- - '* ]]; then __sg_debug=; fi
    if [[ -n $__sg_int && $__sg_debug != *__sg_gate* ]]; then
        if [[ -n $__sg_debug ]]; then
            __sg_notice="shellguard: your INT and DEBUG traps together keep its second layer from blocking: only lines accepted with Enter, C-j or C-o are guarded."
            return
        fi
        __sg_debugging=1
        __sg_had_trace=0
        if [[ $__sg_x == *T* ]]; then __sg_had_trace=1; else __sg_x+=T; fi
        # The hook's own commands pass: the prompt has to end what the refusal began.
        builtin trap '((!__sg_gate)) || __sg_pass "${FUNCNAME-}$BASH_COMMAND"' DEBUG
    elif [[ -z $__sg_int ]]; then
        __sg_drop_debug
    fi
}

# A function: what bash reads in a trap is read as the line that is being typed, see __sg_lean_entry.
__sg_pass() { # the command that is to run, behind the function that it stands in
    if [[ $1 != __sg_* ]]; then builtin shopt -s extdebug && return 1; fi
}

# What a command prints, by way of a file: each command substitution is a fork. The file is written over, not emptied
# first: on ext4 what comes into an emptied file goes to the disk at once, and the shell waits milliseconds for that.
__sg_hear() { # name of a variable, the command; 1 where nothing can be heard
    if [[ $__sg_debug == @ ]]; then __sg_take_said __sg_debug; fi
    [[ -O $__sg_dir ]] && { "${@:2}" && builtin printf '\0'; } 1<>"$__sg_dir/said-$$" && __sg_take_said "$1"
}

__sg_take_said() { IFS= builtin read -r -d '' "$1" <"$__sg_dir/said-$$"; } # name of a variable

__sg_drop_debug() {
    if ((!__sg_debugging)); then return; fi
    __sg_debugging=0
    builtin trap - DEBUG
    if ((!__sg_had_trace)); then
        builtin set +T
        __sg_x=${__sg_x//T/}
    fi
}

# What is about to run: from the history if it was added there, else from the front door's own buffer.
__sg_gate_text() {
    __sg_text=
    if ((__sg_came > 0)); then __sg_text=$__sg_buf; fi # else a line behind it went past the front door
    if [[ ! -o history ]]; then return; fi # what stands there is an earlier line
    if [[ ${HISTCMD:-0} != "$__sg_hist" ]] && { builtin shopt -q cmdhist || ((!__sg_ps2)); }; then
        __sg_text=$(HISTTIMEFORMAT='' builtin history 1)
        if [[ $__sg_text =~ ^[[:space:]]*[0-9]+[*\ ][[:space:]](.*)$ ]]; then __sg_text=${BASH_REMATCH[1]}; fi
    fi
}

# Neither the buffer nor the history holds the line.
__sg_blind() {
    __sg_kind=blind
    __sg_choice=no
    if [[ -o history ]]; then
        __sg_show "shellguard: refused, this line can't be seen: it did not come through Enter and is not in the history (HISTCONTROL, HISTIGNORE). Type it without a leading space, or switch line editing on: set -o emacs"
        return
    fi
    {
        __sg_drain
        __sg_show "shellguard: this line can't be seen: it did not come through Enter, and the history is off."
        __sg_print '  Run it unjudged? [y]es  [N]o  '
        __sg_key
        if [[ $__sg_k == [yY] ]]; then __sg_choice=run; fi
        __sg_show "$__sg_choice"
    } 7</dev/tty
}
