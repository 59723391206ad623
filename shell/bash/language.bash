# shellcheck shell=bash disable=SC2034,SC2154
# Plain language: the key that asks, proposals in the edit buffer, and Escape, which gives the line back as typed.

# Alt-Enter, unless SHELLGUARD_ASK_KEY names another key as `bind` writes it; empty for none. In vi-insert it is what
# Escape and then Enter send, which accept a line there: it asks only for a further proposal.
__sg_ask_key=${SHELLGUARD_ASK_KEY-'\e\C-m'}
__sg_ask_key_vi=${SHELLGUARD_ASK_KEY-}
__sg_pending=0  # 1 while a proposal stands in the edit buffer and Escape takes it back
__sg_offered=   # the line as it was typed before a proposal took its place
__sg_proposed=  # what was put into its place
__sg_comment=   # the request, to stand behind the command that came of it
__sg_as_typed=  # the line that Escape has given back: it is judged as a command

# Hands the whole edit buffer over as a request; pressed again on a proposal, the next one comes.
__sg_ask() {
    local __sg_text=$READLINE_LINE __sg_drawn=0
    if ((!__sg_main || __sg_ps2)) || [[ -n $__sg_buf || $__sg_text != *[![:space:]]* ]]; then return; fi
    __sg_kind=away
    if ((!__sg_restricted)); then __sg_request ask 1 "$__sg_text"; fi
    case $__sg_kind in
        replace) __sg_propose "$__sg_text" ;;
        deny) __sg_propose_nothing ;;
        *)
            __sg_show_line "$__sg_text"
            __sg_show "shellguard: the daemon does not answer; your line stands as it was."
            __sg_show_prompt_head
            ;;
    esac
}

# The daemon's `replace`: what it says above the prompt, and the command in the edit buffer.
__sg_propose() { # the line that it answers
    __sg_decode "$__sg_f4"
    __sg_comment=$__sg_out
    __sg_show_line "$READLINE_LINE"
    __sg_decode "$__sg_f3"
    if [[ -n $__sg_out ]]; then __sg_show "$__sg_out"; fi
    __sg_decode "$__sg_f2"
    if ((!__sg_pending)); then
        __sg_offered=$READLINE_LINE
        __sg_into_history "$1"
    fi
    __sg_proposed=$__sg_out
    __sg_keep_line "$__sg_out"
    __sg_take_escape
}

# No command came of it: the line stays where it can be changed.
__sg_propose_nothing() {
    __sg_comment=
    __sg_show_line "$READLINE_LINE"
    __sg_decode "$__sg_f2"
    __sg_show "$__sg_out"
    if ((!__sg_pending)); then __sg_offered=$READLINE_LINE; fi
    __sg_keep_line "$READLINE_LINE"
    __sg_take_escape
}

# Escape begins the sequences of other keys: it is bound only while there is something to take back. By way of
# another sequence: bash does not find a command that is bound to a key which is also a prefix (vi-insert).
__sg_take_escape() {
    if ((__sg_pending)); then return; fi
    __sg_pending=1
    __sg_bind_function emacs "${__sg_g}9" __sg_take_back
    __sg_bind_function vi-insert "${__sg_g}9" __sg_take_back
    builtin bind -m emacs "\"\\e\": \"${__sg_g}9\""
    builtin bind -m vi-insert "\"\\e\": \"${__sg_g}9\""
    if [[ -n $__sg_ask_key ]]; then __sg_bind_function vi-insert "$__sg_ask_key" __sg_ask; fi
}

__sg_drop_escape() {
    __sg_pending=0
    builtin bind -m emacs -r '\e'
    if [[ -n $__sg_ask_key && -z $__sg_ask_key_vi ]]; then builtin bind -m vi-insert -r "$__sg_ask_key"; fi
    builtin bind -m vi-insert '"\e": vi-movement-mode'
}

# An accepted proposal keeps its request as a comment; it is judged and run as it then stands. Not where the line
# was changed so that this could end inside a quote or a continued line.
__sg_add_comment() {
    local __sg_single=${READLINE_LINE//[!\']/} __sg_double=${READLINE_LINE//[!\"]/}
    if [[ -z $__sg_comment || $READLINE_LINE == *$'\n'* ]] || ! __sg_is_of_proposal; then return; fi
    if [[ $READLINE_LINE == "$__sg_proposed"*\?\ * ]]; then return; fi # a further request behind it
    if [[ $READLINE_LINE != "$__sg_proposed" ]]; then
        if [[ $READLINE_LINE == *[\\#]* || $READLINE_LINE == *'<<'* || $READLINE_LINE == *[\&\|] ]]; then return; fi
        if ((${#__sg_single} % 2 || ${#__sg_double} % 2)); then return; fi
    fi
    READLINE_LINE+="  # $__sg_comment"
    READLINE_POINT=${#READLINE_LINE}
}

# Whether the line came of the proposal: its first two words, or its first and its last one, stand still. A sentence may
# begin with the name of the same command.
__sg_is_of_proposal() {
    local __sg_first=${__sg_proposed%% *} __sg_rest=${__sg_proposed#* }
    [[ $READLINE_LINE == "$__sg_proposed" || "$READLINE_LINE " == "$__sg_first ${__sg_rest%% *} "* ||
        $READLINE_LINE == "$__sg_first "*" ${__sg_rest##* }" ]]
}

__sg_take_back() {
    if ((!__sg_pending)); then return; fi
    __sg_drop_escape
    READLINE_LINE=$__sg_offered
    READLINE_POINT=${#READLINE_LINE}
    __sg_as_typed=$__sg_offered
}

# Whether a key was pressed while the model is waited for; it is not taken as input.
__sg_key_waits() {
    if ! builtin read -t 0 -u 7; then return 1; fi
    __sg_drain
}
