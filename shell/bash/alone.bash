# shellcheck shell=bash disable=SC2034,SC2154
# While nobody judges.

# Programs that are asked about while nobody judges: those that destroy by themselves.
__sg_destroyers='@(rm|rmdir|unlink|shred|srm|wipe|dd|mkfs*([.a-z0-9])|mke2fs|mkswap|wipefs|blkdiscard|fdisk|sfdisk|sgdisk|parted|truncate|chmod|chown|chattr|killall|pkill|shutdown|reboot|poweroff|halt|dropdb|userdel|zpool|lvremove|vgremove|-delete|--delete|destroy|drop|reset+( )--hard|clean+( )-*([a-z])f*([a-z])|prune)'

# A pattern, not a regular expression: those leave their traces in the person's BASH_REMATCH.
__sg_destroys() { # text
    local __sg_t=" ${1//[\"\'\\]/} " __sg_case=0
    if builtin shopt -q nocasematch; then
        __sg_case=1
        builtin shopt -u nocasematch
    fi
    [[ $__sg_t == *[![:alnum:]_.-]$__sg_destroyers[![:alnum:]_-]* ]]
    local __sg_r=$?
    if ((__sg_case)); then builtin shopt -s nocasematch; fi
    return "$__sg_r"
}

# A long line is not: one that keeps the daemon busy for longer than it is waited for would run for that very reason.
__sg_ordinary() { # text
    ((${#1} <= 1000)) && ! __sg_destroys "$1"
}

# What the person's own settings say of the line, as far as text can tell: __sg_rule is deny, confirm, quiet (asked
# nothing in this mode) or nothing, __sg_rule_text the pattern. See shellguard.policy.away_rules.
__sg_own_rules() { # text
    local __sg_t=" ${1//[\"\'\\]/} " __sg_case=0 __sg_fields __sg_glob __sg_rest __sg_line
    __sg_rule=
    if ((!__sg_few)); then __sg_keep_rules; fi
    if builtin shopt -q nocasematch; then
        __sg_case=1
        builtin shopt -u nocasematch
    fi
    # Not by `read`: a shell that may open no more files would know no rule.
    __sg_rest=$__sg_rules$'\n'
    while [[ -n $__sg_rest ]]; do
        __sg_line=${__sg_rest%%$'\n'*}$'\037'
        __sg_rest=${__sg_rest#*$'\n'}
        __sg_fields=()
        while [[ -n $__sg_line ]]; do
            __sg_fields+=("${__sg_line%%$'\037'*}")
            __sg_line=${__sg_line#*$'\037'}
        done
        if [[ ${__sg_fields[0]} == @(observe|off) ]]; then __sg_rule=quiet; fi
        if ((${#__sg_fields[@]} < 3)); then continue; fi
        for __sg_glob in "${__sg_fields[@]:2}"; do
            if [[ $__sg_t != $__sg_glob ]]; then continue 2; fi
        done
        __sg_rule=${__sg_fields[0]}
        __sg_rule_text=${__sg_fields[1]}
        break
    done
    if ((__sg_case)); then builtin shopt -s nocasematch; fi
}

# They are kept, for a runtime folder that is gone.
__sg_keep_rules() {
    __sg_runtime_dir
    if [[ ! -f $__sg_dir/away-rules || ! -O $__sg_dir/away-rules ]]; then return; fi
    IFS= builtin read -r -d '' __sg_rules <"$__sg_dir/away-rules"
} 2>/dev/null

# Sets __sg_choice to run or no.
__sg_alone() { # text, yes when there is an edit buffer
    local __sg_rule __sg_rule_text __sg_hope='it is being started'
    # What nobody could record is told later as a count and two times, never as text.
    __sg_now
    __sg_missed=$((__sg_missed + 1))
    __sg_missed_until=$__sg_time
    if [[ -z $__sg_missed_since ]]; then __sg_missed_since=$__sg_time; fi
    if ((__sg_time - __sg_missed_since > 15000000)); then
        # shellcheck disable=SC2016
        __sg_hope='it does not come up: `shellguard daemon run` says why'
    fi
    __sg_choice=run
    __sg_own_rules "$1"
    if [[ $__sg_rule == quiet ]] || { [[ $__sg_kind == away && -z $__sg_rule ]] && __sg_ordinary "$1"; }; then
        __sg_notice_away
        return
    fi
    if [[ $2 == yes ]]; then __sg_show_line "${1##*$'\n'}"; fi
    __sg_choice=no
    __sg_told=away
    if [[ $__sg_rule == deny ]]; then
        __sg_show "shellguard: not run. Your settings never run this: $__sg_rule_text"
        __sg_show "  The daemon that could look closer does not answer ($__sg_hope)."
        return
    fi
    __sg_k=
    {
        __sg_drain
        if [[ $__sg_kind == lost ]]; then
            __sg_show "shellguard: nobody has judged this line."$'\n'"  Over it the daemon ended or fell silent"$'\n'"  ($__sg_hope)."
        else
            __sg_show "shellguard: nobody judges this line."$'\n'"  The daemon does not answer ($__sg_hope)."
        fi
        if [[ $__sg_rule == confirm ]]; then
            __sg_print '  Your settings always ask about this: %s\n  Run it? [y]es  [N]o  ' "$__sg_rule_text"
        else
            __sg_print '  It may destroy something. Run it? [y]es  [N]o  '
        fi
        __sg_key
        if [[ $__sg_k == [yY] ]]; then __sg_choice=run; fi
        __sg_show "$__sg_choice"
    } 7</dev/tty
    if [[ -z $__sg_k ]]; then __sg_show "$__sg_not_asked"; fi
}

__sg_not_asked="shellguard: not run. It may destroy something, and no file can be opened here to ask with (ulimit -n)."

# Where not even /dev/null can be opened (`ulimit -n 4`) nobody can be asked. Nothing here redirects or substitutes:
# after a pipe that could not be made bash closes descriptors at random, its input among them.
__sg_bare() { # the function that a key should have called
    local __sg_text __sg_rule __sg_rule_text
    if [[ $1 != __sg_look ]]; then return; fi
    __sg_few=1
    __sg_x=$-
    builtin set +aeEkTx
    if ((!__sg_ps2)); then __sg_buf=; fi
    __sg_text=$__sg_buf$READLINE_LINE
    __sg_tok=0
    __sg_busy=0
    __sg_take_for_unusual
    if ((__sg_shut)); then __sg_open_door; fi
    if ((__sg_armed)); then __sg_disarm; fi
    if [[ $__sg_text == *[![:space:]]* ]]; then __sg_judge_bare; fi
    __sg_resume_options
}

__sg_judge_bare() {
    __sg_own_rules "$__sg_text"
    if [[ $__sg_rule == deny ]]; then
        builtin printf '%s\n' "shellguard: not run. Your settings never run this: $__sg_rule_text"
    elif [[ $- == *H* ]] && __sg_may_expand; then
        builtin printf '%s\n' "shellguard: not run. No file can be opened here (ulimit -n), and history expansion can't be judged then."
    elif [[ $__sg_rule == quiet ]] || { [[ -z $__sg_rule ]] && __sg_ordinary "$__sg_text"; }; then
        __sg_missed=$((__sg_missed + 1))
        __sg_let_through "$__sg_text" ''
        if [[ $__sg_told == few ]]; then return; fi
        __sg_told=few
        builtin printf '%s\n' "shellguard: no file can be opened here any more (ulimit -n): nobody judges." "  Lines that destroy, or that your settings name, do not run."
        return
    else
        builtin printf '%s\n' "$__sg_not_asked"
    fi
    __sg_refuse "$__sg_text"
}

__sg_notice_away() {
    if [[ $__sg_told == away ]]; then return; fi
    __sg_told=away
    __sg_notice="shellguard: the daemon does not answer; it is being started."$'\n'"  Until then only lines that destroy, or that your settings"$'\n'"  name, are asked about."
    if [[ $- == *r* ]]; then
        __sg_notice="shellguard: a restricted shell can't reach the daemon."$'\n'"  Only lines that destroy, or that your settings name,"$'\n'"  are asked about."
    fi
}
