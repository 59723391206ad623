# shellcheck shell=bash disable=SC2034,SC2154
# The question and its answers.

__sg_answer() { # record id, choice, milliseconds that it took, further text: acknowledged once it is on disk
    __sg_encode "${4-}"
    __sg_frame="answer"$'\037'"$1"$'\037'"$2"$'\037'"$3"$'\037'"$__sg_out"
    __sg_exchange
    if [[ $__sg_kind == ok ]]; then
        __sg_decode "$__sg_f1"
        if [[ -n $__sg_out ]]; then __sg_show "$__sg_out"; fi
        return 0
    fi
    __sg_show "shellguard: this answer could not be recorded, the daemon does not answer."
    return 1
}

# The question. Sets __sg_choice to run, no, edit or safer; the caller acts on it. $1: yes when there is an
# edit buffer (the gate has none).
__sg_question() {
    local __sg_id=$__sg_f1 __sg_panel __sg_phrase __sg_why __sg_begin __sg_others='  [w]hy'
    __sg_decode "$__sg_f2"
    __sg_panel=$__sg_out
    __sg_decode "$__sg_f3"
    __sg_phrase=$__sg_out
    __sg_decode "$__sg_f4"
    __sg_safer=$__sg_out
    __sg_decode "$__sg_f5"
    __sg_why=$__sg_out
    if [[ $1 == yes ]]; then __sg_others="  [e]dit${__sg_safer:+  [s]afer}  [r]emember  [w]hy"; fi
    __sg_choice=no
    __sg_now
    __sg_begin=$__sg_time
    {
        __sg_drain
        __sg_show "$__sg_panel"
        while :; do
            if [[ -n $__sg_phrase ]]; then
                __sg_print '  Type  %s  to run it; [Enter] leaves it: ' "$__sg_phrase"
                if __sg_type '' && [[ $__sg_typed_text == "$__sg_phrase" ]]; then
                    __sg_choice=run
                    break
                fi
                case $1:$__sg_typed_text in
                    *:w | *:why) __sg_show "$__sg_why" && continue ;;
                    yes:e | yes:edit) __sg_choice=edit ;;
                    yes:s | yes:safer) if [[ -n $__sg_safer ]]; then __sg_choice=safer; fi ;;
                esac
                break
            fi
            __sg_print '  Run it? [y]es  [N]o%s  ' "$__sg_others"
            __sg_key
            case $1:$__sg_k in
                *:y | *:Y) __sg_choice=run ;;
                yes:e) __sg_choice=edit ;;
                yes:s) if [[ -z $__sg_safer ]]; then continue; else __sg_choice=safer; fi ;;
                *:w)
                    __sg_show "why"$'\n'"$__sg_why"
                    continue
                    ;;
                yes:r)
                    __sg_show remember
                    if ! __sg_remember "$__sg_id"; then continue; fi
                    __sg_choice=run
                    ;;
            esac
            __sg_show "$__sg_choice"
            break
        done
    } 7</dev/tty
    __sg_now
    __sg_answer "$__sg_id" "$__sg_choice" $(((__sg_time - __sg_begin) / 1000))
    if [[ $__sg_choice == run ]]; then __sg_running=$__sg_id; fi
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
    __sg_print '  Never ask about (edit it, [Enter] takes it): '
    __sg_type "$__sg_out" || return 1
    __sg_print '  [1] in this shell  [2] in this folder  [3] always  [Esc] not at all  '
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
