# shellcheck shell=bash disable=SC2154
# Where the hook can't guard: the person is told, and a daemon that runs records it.

echo "shellguard: $__sg_fixed; this shell is NOT guarded." >&2
__sg_runtime_dir
if [[ -O $__sg_dir && -p $__sg_dir/control && -O $__sg_dir/control ]]; then
    builtin printf '1\0370\037unguarded\037bash %s\037%s\n' "$BASH_VERSION" "$__sg_fixed" 8<>"$__sg_dir/control" >&8
fi
unset -f __sg_runtime_dir
unset -v __sg_dir __sg_fixed __sg_p
