# shellcheck shell=bash disable=SC2034,SC2154

# The same rule as shellguard.runtime_place.runtime_folder.
__sg_runtime_dir() {
    if [[ -n ${SHELLGUARD_RUNTIME_DIR-} ]]; then
        __sg_dir=$SHELLGUARD_RUNTIME_DIR
        return
    elif [[ ${XDG_RUNTIME_DIR-} == /* && -d $XDG_RUNTIME_DIR && -O $XDG_RUNTIME_DIR && -w $XDG_RUNTIME_DIR ]]; then
        __sg_dir=$XDG_RUNTIME_DIR/shellguard
    else
        __sg_dir=/tmp/shellguard-$EUID
    fi
    __sg_home_mark
    __sg_dir+=$__sg_mark
}

# Settings and records lie below HOME: where that is not the one of the password file they need a daemon of
# their own. Bernstein's hash of its bytes, because bash has none and the path of a socket has to be short.
__sg_home_mark() {
    local home=${HOME-} LC_ALL=C sum=5381 at byte
    __sg_mark=""
    while [[ $home == */ ]]; do home=${home%/}; done
    if [[ -z $home ]] || ! builtin local HOME 2>/dev/null; then return 0; fi
    builtin unset -v HOME
    if [[ ~ == "$home" ]]; then return 0; fi
    for ((at = 0; at < ${#home}; at++)); do
        builtin printf -v byte %d "'${home:at:1}"
        sum=$(((sum * 33 + (byte & 255)) & 0xffffffff))
    done
    builtin printf -v __sg_mark -- -%08x "$sum"
}
