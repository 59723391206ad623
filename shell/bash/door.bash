# shellcheck shell=bash disable=SC2034,SC2154
# The front door: judges what stands in the edit buffer before readline accepts it.

# The first step of an accepting key, for the ordinary line: the shell is as it was at its last prompt, the line holds
# nothing that needs a second look, and the answer is a plain `allow`. bash copies the whole body of a function at
# every call, so this one is short: what is rare stands in others.
__sg_enter() { # `$_` as it is: the last argument of a call is `$_` after it
    __sg_next=__sg_look __sg_u=$1
    if [[ $-$BASHOPTS:${COLUMNS-}:${histchars-}:${PWD-} == "$__sg_usual" && -z $__sg_buf$__sg_as_typed &&
        $READLINE_LINE == *[![:space:]]* && $READLINE_LINE != *[$'!^\n\035\036\037']* &&
        $READLINE_LINE != *trap* && $READLINE_LINE != *set* && ${#READLINE_LINE} -lt 500 &&
        -p $__sg_req && -p $__sg_rsp && -e /proc/$__sg_daemon/exe ]] &&
        ((__sg_tok = 0, __sg_busy = 1, __sg_main && !__sg_ps2 && !__sg_pending)); then
        {
            builtin printf '1\037%s\037line\037key\0371\037%s\037\037%s\037=%s\037\037s\n' \
                "$((++__sg_seq))" "$__sg_finished" "$__sg_cwd" "$READLINE_LINE"
            if builtin read -r -N 16 -t 0.3 -u 9 __sg_c && [[ $__sg_c == 1$'\037'"$__sg_seq"$'\037+ '* ]]; then
                __sg_running=@$__sg_seq __sg_since=$EPOCHREALTIME __sg_finished= __sg_buf=$READLINE_LINE$'\n'
                __sg_tok=1 __sg_came=1 __sg_busy=0
                return
            fi
            __sg_drawn=0
            __sg_next=__sg_take
            __sg_left=$READLINE_LINE
            __sg_kind=away # what the last line's answer was is none for this one, should the redirection fail
            __sg_await "${__sg_c:+0.3}" "$__sg_c" 8>&1 1>/dev/null
        } 1<>"$__sg_req" 9<>"$__sg_rsp"
    fi
    __sg_enter_unusual
}

__sg_enter_unusual() {
    __sg_few=1
    {
        __sg_few=0
        __sg_x=$-
        builtin set +aeEkTx
        __sg_call "$__sg_next"
    } 2>/dev/null
    if ((__sg_few)); then __sg_bare __sg_look; fi
}

# VS Code's DEBUG trap, which __sg_vsc_entry has kept from taking the key's command for the line, is to see the line.
__sg_enter_beside_vsc() { # see __sg_enter
    __sg_enter "$1"
    if ((__sg_tok)); then __vsc_in_command_execution=0; fi
}

__sg_enter_beside_preexec() { # as before, for an old bash-preexec
    __sg_enter "$1"
    if ((__sg_tok)); then __bp_inside_preexec=0; fi
}

__sg_take() { # the answer that has come for the ordinary line
    local __sg_options= __sg_asked=$__sg_session
    __sg_heard
    __sg_take_for_unusual
    __sg_obey "$READLINE_LINE"
    __sg_left=
}

# The first step of an accepting key, for any line.
__sg_look() {
    __sg_tok=0
    __sg_take_for_unusual
    if ((__sg_shut)); then __sg_open_door; fi
    if ((__sg_armed)); then __sg_disarm; fi
    if ((__sg_unexpand)); then # of the line before in the same command
        __sg_unexpand=0
        builtin set -H
    fi
    if ((__sg_pending)); then
        __sg_drop_escape
        __sg_add_comment
    fi
    if ((!__sg_main)) && [[ ${PS0-} == *__sg_gate* ]]; then
        if __sg_has_prompt_command; then return; fi # `read -e` of a command that runs: not our prompt
        # The line before has taken it away, so nothing has told that it is over.
        __sg_buf=
        ((__sg_ps2 = 0, __sg_main = 1))
    fi
    __sg_assert_prompt_command
    if ((__sg_ps2 & 2)) || { ((__sg_ps2)) && [[ -z $__sg_buf ]]; }; then
        return # a part of this command went past the front door: the gate sees all of it
    fi
    if [[ -z $__sg_buf && $READLINE_LINE != *[![:space:]]* ]]; then return; fi
    if [[ $- == *H* ]] && __sg_may_expand; then
        if [[ -n ${BLE_VERSION-} ]]; then
            __sg_show "shellguard: not run. Beside ble.sh a line with history expansion can't be judged: bring the line back with the arrow keys, or quote the character."
            READLINE_LINE=
            return
        fi
        if ((!__sg_ps2)); then
            if __sg_is_literal; then
                __sg_unexpand=1
                __sg_judge
                return
            fi
            __sg_typed=$READLINE_LINE
            # readline moves the cursor behind a word where it has expanded the line, be it to the same, else not.
            __sg_head=${READLINE_LINE%%[!$' \t']*}
            READLINE_POINT=${#__sg_head} __sg_head=${#__sg_head}
            __sg_arm
            return
        fi
        if ! __sg_expand_continued; then return; fi
    fi
    __sg_judge
}

# In the midst of a command readline would expand otherwise than bash then does: it takes the command's own beginning
# for the last line, and knows nothing of the here-document or the quote that is open. 1 when nothing is to be judged.
__sg_expand_continued() {
    local __sg_new=
    __sg_unexpand=1 # what stands there now is the text that is judged
    if ((__sg_verbatim)); then return 0; fi
    # Not by a command substitution: from a key, within a quote that is open, bash 5.2 then writes beyond its own memory.
    __sg_runtime_dir
    if __sg_hear __sg_new __sg_expand_apart; then
        __sg_new=${__sg_new%$'\n'}
        builtin : >|"$__sg_dir/said-$$" # the line may hold a secret
    fi
    if [[ -z $__sg_new || $READLINE_LINE == *:p?([[:space:]]*) ]]; then
        __sg_show_line "$READLINE_LINE"
        __sg_show "${__sg_new:-bash: $READLINE_LINE: history expansion failed}"
        __sg_keep_line ''
        return 1
    fi
    if [[ $__sg_new == "$READLINE_LINE" ]]; then return 0; fi
    if builtin shopt -q histverify; then
        __sg_keep_line "$__sg_new"
        return 1
    fi
    READLINE_LINE=$__sg_new
    READLINE_POINT=${#__sg_new}
}

__sg_expand_apart() { (__sg_forget_begun && builtin history -p -- "$READLINE_LINE"); }

# In a subshell: where lines are joined (cmdhist), bash counts the command's own beginning among none of the lines that
# `!` could mean. `history -p` takes away what was added last, be it that or not; not after `-s`, so one is put and taken.
__sg_forget_begun() {
    local __sg_last __sg_number
    if ! HISTTIMEFORMAT='' __sg_hear __sg_last builtin history 1; then
        if ((__sg_ps2)); then return 1; fi # see __sg_expand_continued
        __sg_last=$(HISTTIMEFORMAT='' builtin history 1)
    fi
    __sg_last=${__sg_last#"${__sg_last%%[0-9]*}"}
    __sg_number=${__sg_last%%[!0-9]*}
    if [[ -z $__sg_number ]]; then return 0; fi
    __sg_last=${__sg_last#"$__sg_number"}
    builtin printf -v HISTSIZE %s -1 # or it would drive out the oldest
    builtin history -s -- __sg_begun
    builtin history -d "$((__sg_number + 1))"
    if [[ -n $__sg_buf ]] && builtin shopt -q cmdhist && [[ ${__sg_last:2} == "${__sg_buf%%$'\n'*}"* ]]; then
        builtin history -d "$__sg_number"
    fi
    return 0
}

# Whether history expansion could change the line: never before a blank or `=`, as in `if ! …`. Of a paste of several lines
# bash expands each for itself, after the ones before it have run.
__sg_may_expand() {
    local __sg_c=${histchars-}
    __sg_c=${__sg_c:-!^}
    [[ $READLINE_LINE == *"${__sg_c:0:1}"[!$' \t\r\n=']* || $READLINE_LINE == "${__sg_c:1:1}"* ||
        ($READLINE_LINE == *$'\n'* && $READLINE_LINE == *@($'\n'"${__sg_c:1:1}"|histchars)*) ]]
}

# bash expands no line of a here-document, readline all of a paste: where that fails, such a paste is judged, and runs,
# as it stands.
__sg_is_literal() { [[ $READLINE_LINE == *[!'<']'<<'[!'<']*$'\n'* ]] && ! __sg_expand_apart >/dev/null; }

# After history expansion, when there was anything to expand.
__sg_expanded() {
    __sg_disarm
    if ((READLINE_POINT == __sg_head)) && [[ $READLINE_LINE == "$__sg_typed" ]]; then
        __sg_not_expanded
        return
    fi
    READLINE_POINT=${#READLINE_LINE}
    if [[ $READLINE_LINE != "$__sg_typed" ]] && builtin shopt -q histverify; then
        __sg_shut_door
        return
    fi
    # What stands there now is the text that is judged: it must not expand again.
    if [[ $READLINE_LINE != "$__sg_typed" || $READLINE_LINE == *$'\n'* ]] && __sg_may_expand; then __sg_unexpand=1; fi
    __sg_judge
}

# It fails, or is to be shown only (`:p`): readline has said so. bash would say it again and run nothing, without a prompt
# command, and the token would be the next line's. From 5.3 on the cursor may mean nothing.
__sg_not_expanded() {
    local __sg_new
    __sg_new=$(__sg_expand_apart && builtin printf .)
    __sg_new=${__sg_new%$'\n'.}
    READLINE_POINT=${#READLINE_LINE}
    if [[ $__sg_new == "$READLINE_LINE" ]]; then
        if [[ $__sg_new == *$'\n'* ]]; then __sg_unexpand=1; fi
        __sg_judge
        return
    fi
    if [[ -n $__sg_new ]]; then __sg_into_history "$__sg_new"; fi
    # Of several lines all but one could be right: they are not lost.
    if [[ $READLINE_LINE != *$'\n'* ]] && { [[ -n $__sg_new ]] || ! builtin shopt -q histreedit; }; then READLINE_LINE=; fi
    READLINE_POINT=${#READLINE_LINE}
    __sg_shut_door
}

__sg_judge() {
    local __sg_text=$__sg_buf$READLINE_LINE __sg_how=key
    __sg_drawn=0
    if [[ -n $__sg_as_typed ]]; then
        if [[ $__sg_text == "$__sg_as_typed" ]]; then __sg_how=as-typed; fi
        __sg_as_typed=
    fi
    __sg_kind=away
    __sg_left=$__sg_text
    if ((!__sg_restricted)); then __sg_request "$__sg_how" "$((__sg_ps2 ? 2 : 1))" "$__sg_text"; fi
    __sg_obey "$__sg_text"
    __sg_left=
}

__sg_obey() { # text
    local __sg_text=$1
    case $__sg_kind in
        allow)
            __sg_let_through "$__sg_text" "$__sg_f1"
            if [[ $__sg_f2 == *b* ]]; then __sg_rebind=1; fi
            if [[ $__sg_f2 == *t* ]]; then __sg_recheck=1; fi
            if [[ -n $__sg_f3 ]]; then
                __sg_decode "$__sg_f3"
                if [[ $__sg_f2 == *n* ]]; then # readline draws the line again behind it
                    __sg_show "$__sg_out"
                    __sg_show_prompt_head
                else
                    __sg_notice=$__sg_out
                fi
            fi
            ;;
        more)
            if [[ -n ${BLE_VERSION-} ]]; then
                __sg_keep_line "$READLINE_LINE"
                __sg_show 'shellguard: beside ble.sh a command of several lines is judged only when it stands in the line as a whole.'
            else
                __sg_buf=$__sg_text$'\n'
                __sg_count_lines "$READLINE_LINE"
                __sg_came=$__sg_lines
                __sg_verbatim=0
                if [[ $__sg_f1 == v ]]; then __sg_verbatim=1; fi
            fi
            ;;
        ask)
            __sg_show_line "$READLINE_LINE"
            __sg_question
            case $__sg_choice in
                run)
                    __sg_let_through "$__sg_text" "$__sg_running"
                    __sg_rebind=1
                    __sg_recheck=1
                    ;;
                edit) if ((__sg_ps2)); then __sg_keep_command "$__sg_text"; else __sg_keep_line "$READLINE_LINE"; fi ;;
                safer) if ((__sg_ps2)); then __sg_keep_command "$__sg_safer"; else __sg_keep_line "$__sg_safer"; fi ;;
                *) __sg_refuse "$__sg_text" ;;
            esac
            ;;
        replace) __sg_propose "$__sg_text" ;;
        deny)
            if [[ $__sg_f3 == keep ]]; then
                __sg_propose_nothing
                return
            fi
            __sg_show_line "$READLINE_LINE"
            __sg_decode "$__sg_f2"
            __sg_show "$__sg_out"
            __sg_refuse "$__sg_text"
            ;;
        *)
            __sg_alone "$__sg_text" yes
            if [[ $__sg_choice == run ]]; then __sg_let_through "$__sg_text" ''; else __sg_refuse "$__sg_text"; fi
            ;;
    esac
}

__sg_let_through() { # text, record id
    __sg_count_lines "$READLINE_LINE"
    __sg_came=$__sg_lines
    __sg_count_lines "$1"
    __sg_tok=$__sg_lines
    __sg_buf=$1$'\n'
    if ((__sg_lines > 1)) && [[ $1 == *set* ]] && __sg_enables_expansion "$1"; then
        # It lets history expansion change the lines behind it: the gate judges those as they then are.
        __sg_tok=1
        __sg_buf=
    fi
    __sg_verbatim=0
    __sg_now
    __sg_running=$2
    __sg_since=$__sg_time
    if [[ $1 == *trap* ]]; then __sg_recheck=1; fi
    # From here on the redirections in the hook's own commands would be refused, and said so at every prompt.
    if [[ $1 == *set*-*r* ]]; then __sg_before_restricted "$1"; fi
}

__sg_count_lines() { # text
    __sg_lines=${1//[!$'\n']/}
    __sg_lines=$((${#__sg_lines} + 1))
}

# Whether a line of it may switch history expansion on for those behind it.
__sg_enables_expansion() { # text of several lines
    local __sg_word __sg_words __sg_set=0
    IFS=$' \t\n;&|' builtin read -r -d '' -a __sg_words <<<"$1"
    for __sg_word in "${__sg_words[@]}"; do
        case $__sg_word in
            histexpand) return 0 ;;
            set) __sg_set=1 ;;
            -*H*) if ((__sg_set)); then return 0; fi ;;
            [-+]*) ;;
            *) __sg_set=0 ;;
        esac
    done
    return 1
}

__sg_into_history() { # text
    if [[ ! -o history ]]; then return; fi
    # From a key or a prompt command it leaves the entry before it alone. Not between `set +o history` and `-o`: that
    # reads the whole file again where nothing was added since the last `history -a`, as of a line with a leading blank.
    builtin history -s -- "$1"
    __sg_hist=${HISTCMD:-0}
}

# Nothing of it runs; it stands in the history unless the person's own settings drop it.
__sg_refuse() { # text
    __sg_running=
    __sg_left= # the signal below ends this like Ctrl-C at a question, and such a line is put into the history
    __sg_into_history "$1"
    READLINE_LINE=
    READLINE_POINT=0
    __sg_shut_door
    if ((__sg_ps2)); then
        __sg_buf=
        builtin kill -INT $$
        return
    fi
    __sg_buf=
    __sg_show_prompt_head
}

__sg_keep_line() { # text
    if [[ -n ${BLE_VERSION-} ]]; then # its accept-line can't be bound to nothing: the empty line is accepted
        ble/builtin/history -s -- "$1"
        READLINE_LINE=
        __sg_show '  Not run; the arrow key up brings it back.'
        return
    fi
    READLINE_LINE=$1
    READLINE_POINT=${#1}
    __sg_shut_door
    if ((!__sg_ps2)); then __sg_show_prompt_head; fi
}

# A command of several lines, the first of which bash has read already: what is put into the buffer now would only
# stand behind them.
__sg_keep_command() { # text
    if [[ -o history ]]; then
        __sg_show '  Not run; the arrow key up brings it back.'
    else
        __sg_show '  Not run.'
    fi
    __sg_refuse "$1"
}

# C-x C-e and vi's `v`: readline's own would run what the editor leaves, unseen. The text comes back instead.
__sg_edit() {
    local __sg_file __sg_new __sg_editor=${VISUAL:-${EDITOR:-vi}} __sg_modes
    __sg_runtime_dir
    __sg_file=$__sg_dir/edit-$$.bash
    # A folder of somebody else's could lead elsewhere.
    if [[ ! -O $__sg_dir ]] || ! builtin printf '%s\n' "$READLINE_LINE" >|"$__sg_file"; then
        __sg_show_line "$READLINE_LINE"
        __sg_show "shellguard: the line can't be edited elsewhere: $__sg_dir can't be written."
        return
    fi
    __sg_hear __sg_modes command stty -g </dev/tty # see __sg_expand_continued
    command stty sane </dev/tty
    # The editor's words are split as bash splits them for `fc`.
    # shellcheck disable=SC2086
    $__sg_editor "$__sg_file" </dev/tty >/dev/tty 2>&1
    command stty "${__sg_modes%$'\n'}" </dev/tty
    IFS= builtin read -r -d '' __sg_new <"$__sg_file"
    builtin : >|"$__sg_file"
    while [[ $__sg_new == *$'\n' ]]; do __sg_new=${__sg_new%$'\n'}; done
    READLINE_LINE=$__sg_new
    READLINE_POINT=${#__sg_new}
}
