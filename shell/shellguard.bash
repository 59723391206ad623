# shellcheck shell=bash
#
# shellguard's hook for interactive bash 4.4 and later.
#
# The contract (each line is the name of a test in tests/shells):
#   An allowed line runs exactly once, with the text that was judged. A denied line does not run, whichever key
#   accepted it. `$?`, `$_`, PIPESTATUS, `$!`, traps, jobs, open files and options are those of an unhooked
#   shell. No fork on the way of an allowed line. Ctrl-C during a check or a question runs nothing. When the
#   daemon is away the person is told once and still has a shell. `shellguard off` undoes everything.
# Known differences: history expansion is shown before it is judged; after output that ends without a newline the
# prompt takes a row of its own (readline wipes the prompt's row before any command of `bind -x`); `set -v` prints
# lines of the hook, `set -x` with BASH_XTRACEFD only until the next prompt; a DEBUG trap of the person's own sees a
# few of its commands, at Enter too (VS Code and bash-preexec are kept from it); where PROMPT_COMMAND, PS0 or PS2 is
# read-only the shell is not guarded, and told so; from 5.3 on a job that has ended is told of at Enter, a line whose
# `!` stands for nothing forks once, and Ctrl-C at a question runs PROMPT_COMMAND twice; what is appended to the hook's
# own text in PROMPT_COMMAND finds the hook's PIPESTATUS (load the hook last); `$LINENO` within a quote over several
# lines is -1; an exported PS0 or PS2 goes to children with the hook's text, from 5.1 on an exported PROMPT_COMMAND does not
# go to them; in a dumb terminal a line stands twice; beside ble.sh only what Enter accepts is guarded; once Ctrl-C has
# come twelve times within the moment that Enter takes, lines are judged behind it, by the gate alone.
#
# How it works:
#   Front door: an accepting key is a readline macro. Its first step judges the line while it is still in the
#   edit buffer, its last step is readline's own accept-line: history, continuation lines and job control stay
#   bash's. A denied line leaves the buffer and the last step is bound to nothing.
#   Gate: PS0 is expanded once for every complete command, whatever key accepted it. The front door leaves a
#   token; without one the gate's subshell asks the daemon itself and sends SIGINT to the shell on deny, which
#   throws the parsed command away before any part of it runs.
#
# Nothing that is received is evaluated. All names are `__sg_*`: bash scopes variables dynamically, so a plain
# local name would hide the person's variable of that name while its value is being asked for.

# A person's aliases must not change what is defined here: they are expanded when a function is read. Nor these lines.
__sg_x=("$-")
\builtin set +aeEkTx # see __sg_bind_function
__sg_had_aliases=0
\builtin shopt -q expand_aliases && __sg_had_aliases=1
\builtin shopt -u expand_aliases

# Assigning to one of them that is read-only would end all that loads this.
__sg_fixed=
if [[ $- == *i* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
    if [[ ${PROMPT_COMMAND+${PROMPT_COMMAND@a}} == *r* ]]; then __sg_fixed='PROMPT_COMMAND is read-only'; fi
    if [[ ${PS0+${PS0@a}} == *r* ]]; then __sg_fixed='PS0 is read-only'; fi
    if [[ ${PS2+${PS2@a}} == *r* ]]; then __sg_fixed='PS2 is read-only'; fi
    for __sg_p in builtin local return break continue declare; do
        if declare -F "$__sg_p" >/dev/null; then __sg_fixed="$__sg_p is a function"; fi
    done
    if [[ -z $__sg_fixed ]] && ! builtin compgen -A enabled >/dev/null 2>&1; then
        __sg_fixed='builtin or compgen is switched off'
    elif [[ -z $__sg_fixed ]] && builtin compgen -A disabled >/dev/null; then
        for __sg_p in printf read set shopt trap kill bind history return break continue declare; do
            if [[ $'\n'$(builtin compgen -A disabled)$'\n' == *$'\n'"$__sg_p"$'\n'* ]]; then
                __sg_fixed="$__sg_p is switched off"
            fi
        done
    fi
fi

# `shellguard init bash` puts the parts in the place of the lines that load them.
__sg_source=${BASH_SOURCE[0]-}
__sg_source=${__sg_source%/*}
if [[ -n $__sg_fixed && ${__sg_state-off} != on ]]; then
    __sg_fixed="$__sg_fixed here, and the hook needs it"
source "$__sg_source/bash/folder.bash"
source "$__sg_source/bash/unguarded.bash"
elif [[ $- == *i* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then

# Loading it again (a new version, a second source) starts from a clean shell.
if [[ ${__sg_pid-} == "$$" && ${__sg_state-off} == on ]]; then __sg_undo; fi

__sg_version=@SHELLGUARD_VERSION@
__sg_command=(@SHELLGUARD_COMMAND@)
if [[ ${__sg_command[0]} == @* ]]; then __sg_command=(shellguard); fi # sourced as it is, not rendered
__sg_pid=$$
__sg_state=off
builtin printf -v SHELLGUARD_LOADED_BY '%s:' "${BASH_SOURCE[@]}" # asked for where a line opens a shell
__sg_T=([1]=)          # T[0] is unset on purpose: see __sg_ps0_text
# What is assigned to while the person's options hold is an array: `set -a` does not export those.
__sg_tok=(0)           # commands that the front door has let through and PS0 has not yet seen
__sg_main=(1)          # 1 while the primary prompt is on the screen
__sg_ps2=(0)           # not 0 once a continuation prompt was shown; 2 and more where one was behind a line not seen here
__sg_came=(0)          # lines that the front door has accepted since a prompt was shown
__sg_cut=(0)           # not 0 where the front door has let a line through that did not begin
__sg_hist=(0)          # HISTCMD before the command that runs next
__sg_gate=(0)          # 1 after a refusal of the gate: what is left of that input is refused too
__sg_buf=              # lines of a command that is not complete yet
__sg_shut=0            # 1 while the last step of the macro is bound to nothing
__sg_armed=0           # 1 while the macro's history expansion steps are bound
__sg_unexpand=0        # 1 while history expansion is off for one line
__sg_verbatim=0        # 1 where the command so far leaves a here-document or a single quote open
__sg_owed=             # id of a request that was not answered in time
__sg_unheard=0         # lines since then that could not be asked about because of it
__sg_seq=0
__sg_running=          # id of the line that runs
__sg_since=            # when it began, in microseconds
__sg_finished=
__sg_req= __sg_rsp= __sg_saved_keys=
__sg_few=0             # 1 where not even /dev/null can be opened
__sg_rebind=0          # 1: install the keys again at the next prompt
__sg_recheck=0         # 1: look at the person's traps at the next prompt
__sg_restricted=0      # 1 once the shell may not redirect any more
__sg_u=                # `$_` of the last line
__sg_debug=            # the person's DEBUG trap, as it was last looked at
__sg_limit_trap=       # the person's XFSZ trap, as it was last looked at
__sg_debugging=0       # 1 while the DEBUG gate stands in for SIGINT
__sg_sent_options=
__sg_usual=            # the shell when an ordinary line needs no second look; empty when every line does
__sg_gates=            # what PS0 and PS2 are then
__sg_cwd=              # its folder, encoded
__sg_rules=            # what the person's settings say of lines while nobody judges
__sg_lean=0            # 1 while the key's first step is bound without what the person's options would need
__sg_next=
__sg_missed=0           # lines since the daemon was last heard, with the times of the first and the last
__sg_missed_since= __sg_missed_until=
__sg_cuts=${__sg_cuts:-0} # how often Ctrl-C came between the steps of an accepting key, in all the shell's life
__sg_drawn=0            # 1 once what `bind -x` erased has been drawn again
__sg_busy=0             # 1 during a check or a question: still so at the prompt, it was left with Ctrl-C
__sg_held=              # the person's options then
__sg_left=              # the line that is checked or asked about meanwhile
__sg_row=               # what leads to a row of its own, for a window of this width
__sg_prompted=0         # 1 once a prompt was shown
__sg_installed=         # whether the keys were bound once
__sg_bound=             # what bash said of the keys that are taken beside Enter
__sg_macros=            # what bash said of all macros once the keys were bound
__sg_traced=            # BASH_XTRACEFD, as it was last looked at
__sg_terminal=          # TERM, as it was last looked at
__sg_unlisted=0         # 1 in a terminal in which readline does not know how to erase
__sg_printed=0          # 1 once something was told since a key
__sg_trace=             # the redirection that keeps the hook's commands out of there
__sg_notice=
__sg_told=             # the notice that was shown last: each is shown once
# What the steps of an accepting key are bound to: known to this shell alone, or a text that somebody is brought to
# paste could hold them, have one line judged and accept another.
# Short: readline makes a keymap for each character, and bash looks through all of them at every `bind`.
__sg_g='\C-x\C-_' __sg_c=${SRANDOM:-$((RANDOM * 32768 + RANDOM))} __sg_p=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ
while ((__sg_c)); do
    __sg_g+=${__sg_p:__sg_c % 62:1}
    ((__sg_c /= 62, 1))
done
__sg_c= __sg_kind= __sg_f1= __sg_f2= __sg_f3= __sg_f4= __sg_f5= __sg_f6= __sg_f7=
__sg_session=
__sg_daemon=0

# $(...) is expanded only where T[...] is unset, so a token costs no fork; arithmetic runs in this shell.
# HISTCMD that was unset is a plain variable: arithmetic would run what a subscript in it holds, unjudged.
# shellcheck disable=SC2016
__sg_ps0_text='${__sg_T[__sg_main=0,__sg_tok-->0?1+(__sg_hist=10#0${HISTCMD+${HISTCMD##*[!0-9]*}},__sg_gate=0):0]-${__sg_Z[__sg_gate=1${__sg_ask@P}-10,__sg_hist=10#0${HISTCMD+${HISTCMD##*[!0-9]*}}]-}}'
# A text of its own, because bash parses a substitution even where it is not expanded.
# shellcheck disable=SC2016
__sg_ask='$({ \\builtin set +aeEkTx; __sg_ps0; } 2>/dev/null 3>&1 >/dev/null)'
# shellcheck disable=SC2016
__sg_ps2_text='${__sg_Z[__sg_tok=0,__sg_ps2|=__sg_came-->0?1:2]-}'

source "$__sg_source/bash/folder.bash"
source "$__sg_source/bash/wire.bash"
source "$__sg_source/bash/need.bash"
source "$__sg_source/bash/terminal.bash"
source "$__sg_source/bash/question.bash"
source "$__sg_source/bash/alone.bash"
source "$__sg_source/bash/keys.bash"
source "$__sg_source/bash/door.bash"
source "$__sg_source/bash/language.bash"
source "$__sg_source/bash/gate.bash"
source "$__sg_source/bash/prompt.bash"

__sg_do

elif [[ $- == *i* ]]; then
    __sg_fixed="bash $BASH_VERSION is too old for blocking (4.4 or later is needed)"
source "$__sg_source/bash/folder.bash"
source "$__sg_source/bash/unguarded.bash"
fi

if ((__sg_had_aliases)); then builtin shopt -s expand_aliases; fi
if [[ $__sg_x == *[aeEkTx]* ]]; then builtin set "-${__sg_x//[!aeEkTx]/}"; fi
