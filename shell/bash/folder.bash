# shellcheck shell=bash disable=SC2034,SC2154

# The same rule as shellguard.paths.runtime_dir.
__sg_runtime_dir() {
    if [[ -n ${SHELLGUARD_RUNTIME_DIR-} ]]; then
        __sg_dir=$SHELLGUARD_RUNTIME_DIR
    elif [[ ${XDG_RUNTIME_DIR-} == /* && -d $XDG_RUNTIME_DIR && -O $XDG_RUNTIME_DIR && -w $XDG_RUNTIME_DIR ]]; then
        __sg_dir=$XDG_RUNTIME_DIR/shellguard
    else
        __sg_dir=/tmp/shellguard-$EUID
    fi
}
