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

# Sets __sg_choice to run or no.
__sg_alone() { # text, yes when there is an edit buffer
    # What nobody could record is told later as a count and two times, never as text.
    __sg_now
    __sg_missed=$((__sg_missed + 1))
    __sg_missed_until=$__sg_time
    if [[ -z $__sg_missed_since ]]; then __sg_missed_since=$__sg_time; fi
    __sg_choice=run
    if [[ $__sg_kind == away ]] && ! __sg_destroys "$1"; then
        __sg_notice_away
        return
    fi
    if [[ $2 == yes ]]; then __sg_show_line "${1##*$'\n'}"; fi
    __sg_choice=no
    {
        __sg_drain
        __sg_show "shellguard: nobody judges this line, the daemon does not answer (it is being started)."
        __sg_print '  It may destroy something. Run it? [y]es  [N]o  '
        __sg_key
        if [[ $__sg_k == [yY] ]]; then __sg_choice=run; fi
        __sg_show "$__sg_choice"
    } 7</dev/tty
    __sg_told=away
}

__sg_notice_away() {
    if [[ $__sg_told == away ]]; then return; fi
    __sg_told=away
    __sg_notice="shellguard: the daemon does not answer; it is being started. Until then only lines that destroy are asked about."
    if [[ $- == *r* ]]; then
        __sg_notice="shellguard: a restricted shell can't reach the daemon. Only lines that destroy are asked about."
    fi
}
