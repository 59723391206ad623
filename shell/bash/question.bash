# shellcheck shell=bash disable=SC2034,SC2154
# The question and its answers.

# Acknowledged once it is on disk; 1 where it is not, or what is to be remembered could not be kept.
__sg_answer() { # record id, choice, milliseconds that it took, further text
    __sg_encode "${4-}"
    __sg_frame="answer"$'\037'"$1"$'\037'"$2"$'\037'"$3"$'\037'"$__sg_out"
    __sg_exchange
    if [[ $__sg_kind == ok || $__sg_kind == unkept ]]; then
        __sg_decode "$__sg_f1"
        if [[ -n $__sg_out ]]; then __sg_show "$__sg_out"; fi
        [[ $__sg_kind == ok ]]
        return
    fi
    __sg_show "shellguard: this answer could not be recorded, the daemon does not answer."
    return 1
}

# The question. Sets __sg_choice to run, no, edit or safer; the caller acts on it.
__sg_question() {
    local __sg_id=$__sg_f1 __sg_panel __sg_phrase __sg_keys=$__sg_f5 __sg_label __sg_why __sg_begin
    __sg_decode "$__sg_f2" && __sg_panel=$__sg_out
    __sg_decode "$__sg_f3" && __sg_phrase=$__sg_out
    __sg_decode "$__sg_f4" && __sg_safer=$__sg_out
    __sg_decode "$__sg_f6" && __sg_label=$__sg_out
    __sg_decode "$__sg_f7" && __sg_why=$__sg_out
    __sg_choice=no
    __sg_now
    __sg_begin=$__sg_time
    {
        __sg_drain
        __sg_show "$__sg_panel"
        while ((1)); do
            if [[ -n $__sg_phrase ]]; then __sg_take_phrase; else __sg_take_key; fi
            case $__sg_k in
                why)
                    __sg_show "$__sg_why"
                    if [[ ${__sg_keys:6:1} == + ]]; then __sg_more "$__sg_id"; fi
                    ;;
                remember)
                    if __sg_remember "$__sg_id"; then
                        __sg_choice=run
                        break
                    fi
                    ;;
                *)
                    __sg_choice=$__sg_k
                    break
                    ;;
            esac
        done
    } 7</dev/tty
    __sg_now
    __sg_answer "$__sg_id" "$__sg_choice" "$(((__sg_time - __sg_begin) / 1000))"
    if [[ $__sg_choice == run ]]; then __sg_running=$__sg_id; fi
}

# What the model says of it, where there is one; any key goes on without.
__sg_more() { # record id
    __sg_frame="why"$'\037'"$1"
    __sg_exchange
    if [[ $__sg_kind != why ]]; then return; fi
    __sg_decode "$__sg_f1"
    if [[ -n $__sg_out ]]; then __sg_show "$__sg_out"; fi
}

# What a key means, in __sg_k; all that has no meaning is a No.
__sg_meaning() { # key
    local __sg_i __sg_names=(run no edit safer why remember)
    __sg_k=no
    if [[ ${#1} != 1 || $1 == - ]]; then return; fi
    for __sg_i in 0 1 2 3 4 5; do
        if [[ ${1,,} == "${__sg_keys:__sg_i:1}" ]]; then __sg_k=${__sg_names[__sg_i]}; fi
    done
}

__sg_take_key() {
    __sg_print '%s' "$__sg_label"
    __sg_key
    __sg_meaning "$__sg_k"
    __sg_show "$__sg_k"
}

# Only the whole phrase runs the line; a key alone does what it does elsewhere, but for running.
__sg_take_phrase() {
    __sg_k=no
    local __sg_gap=' '
    if ((${#__sg_phrase} + 44 > ${COLUMNS:-80})); then __sg_gap=$'\n '; fi
    __sg_print '  Type  %s%s to run it; [Enter] leaves it: ' "$__sg_phrase" "$__sg_gap"
    if ! __sg_type ''; then return; fi
    if [[ $__sg_typed_text == "$__sg_phrase" ]]; then
        __sg_k=run
        return
    fi
    __sg_meaning "$__sg_typed_text"
    if [[ $__sg_k == run || $__sg_k == remember ]]; then __sg_k=no; fi
    if [[ $__sg_k == no && -n $__sg_typed_text && ${__sg_typed_text,,} != "${__sg_keys:1:1}" ]]; then
        __sg_show "  Not run: that was something else."
    fi
}

# Remembers a pattern for this shell, this folder or always. 1 when the person thought better of it.
__sg_remember() { # record id
    local __sg_scope
    __sg_frame="pattern"$'\037'"$1"
    __sg_exchange
    if [[ $__sg_kind != pattern ]]; then
        __sg_show "  shellguard: nothing can be remembered for this line."
        return 1
    fi
    __sg_decode "$__sg_f1"
    local __sg_gap=' ' __sg_break=' '
    if ((${#__sg_out} + 48 > ${COLUMNS:-80})); then __sg_gap=$'\n  '; fi
    if ((${COLUMNS:-80} < 46)); then __sg_break=$'\n  '; fi
    __sg_print '  Never ask about%s(edit it, [Enter] takes it):%s' "$__sg_break" "$__sg_gap"
    __sg_type "$__sg_out" || return 1
    # Nothing is left of the pattern: nothing is to be remembered.
    if [[ -z $__sg_typed_text ]]; then return 1; fi
    __sg_break=
    if ((${COLUMNS:-80} < 73)); then __sg_break=$'\n'; fi
    __sg_print '  [1] in this shell  [2] in this folder%s  [3] always  [Esc] not at all  ' "$__sg_break"
    __sg_key
    case $__sg_k in
        1) __sg_scope=shell ;;
        2) __sg_scope=folder ;;
        3) __sg_scope=always ;;
        *)
            __sg_show no
            return 1
            ;;
    esac
    __sg_show "$__sg_k"
    __sg_answer "$1" "remember-$__sg_scope" 0 "$__sg_typed_text"
}
