# shellcheck shell=bash disable=SC2034,SC2154
# Answers to the daemon's questions about names of this shell.

# The daemon asks by name; names are checked here too, and only what was asked for is sent. What prints goes to
# a private file: a command substitution would fork.
__sg_answer_need() {
    local __sg_name __sg_reply=need-answer __sg_item __sg_file=$__sg_dir/$__sg_session.need __sg_items
    local IFS=' '
    builtin read -ra __sg_items <<<"$__sg_f1"
    builtin : >|"$__sg_file" || return
    __sg_bear_limit
    for __sg_item in "${__sg_items[@]}"; do
        __sg_name=${__sg_item#?:}
        case $__sg_item in
            v:*)
                if [[ $__sg_name != [A-Za-z_]*([A-Za-z0-9_]) || $__sg_name == __sg_* ]]; then continue; fi
                __sg_item=$__sg_name[@]
                if [[ $__sg_name != PROMPT_COMMAND && -n ${!__sg_item+x} ]]; then __sg_tell_array; fi
                if [[ -z ${!__sg_name+x} ]]; then
                    __sg_reply+=$'\037'v:$__sg_name
                    continue
                fi
                __sg_encode "${!__sg_name}"
                if [[ $__sg_name == PROMPT_COMMAND ]]; then __sg_own_entry; fi
                if ((${#__sg_out} > 1000)); then
                    builtin printf '\037v:%s=%s\n' "$__sg_name" "$__sg_out" >>"$__sg_file"
                else
                    __sg_reply+=$'\037'v:$__sg_name=$__sg_out
                fi
                ;;
            a:*)
                if [[ $__sg_name != +([A-Za-z0-9_.+:@%,~^-]) ]]; then continue; fi
                if [[ -n ${BASH_ALIASES[$__sg_name]+x} ]]; then
                    __sg_encode "${BASH_ALIASES[$__sg_name]}"
                    __sg_reply+=$'\037'a:$__sg_name=$__sg_out
                else
                    __sg_reply+=$'\037'a:$__sg_name
                fi
                ;;
            l:names)
                {
                    builtin printf '\037%s\n' "$__sg_item"
                    builtin compgen -A alias -A function -A builtin -A keyword -X '__sg_*'
                } >>"$__sg_file"
                ;;
            f:* | t:*)
                if [[ $__sg_name != +([A-Za-z0-9_.+:@%,~^/-]) ]]; then continue; fi
                {
                    builtin printf '\037%s\n' "$__sg_item"
                    if [[ $__sg_item == f:* ]]; then
                        builtin declare -f -- "$__sg_name"
                    else
                        builtin type -t -- "$__sg_name"
                    fi
                } >>"$__sg_file"
                ;;
        esac
    done
    # On a full disk the last answers are cut or missing, and so is this: better none than half a value.
    if [[ -s $__sg_file ]]; then builtin printf '\037.\n' >>"$__sg_file" || builtin : >|"$__sg_file"; fi
    __sg_unbear_limit
    __sg_put "$__sg_reply"
}

# The keys and the elements of an array that is more than its first element.
__sg_tell_array() {
    local -n __sg_array=$__sg_name
    local __sg_key __sg_told=
    if [[ ${!__sg_array[*]} == 0 ]] || ((${#__sg_array[@]} > 256)); then return; fi
    for __sg_key in "${!__sg_array[@]}"; do
        __sg_told+=$__sg_key$'\036'${__sg_array[$__sg_key]}$'\036'
    done
    __sg_encode "$__sg_told"
    builtin printf '\037v:%s[@]=%s\n' "$__sg_name" "$__sg_out" >>"$__sg_file"
}

# What the shell does at its prompt, in which the hook's own entry is a word that says so: what is judged is what
# else is to be done there, and whether the hook's stays.
__sg_own_entry() {
    local IFS=$'\n'
    __sg_encode "${PROMPT_COMMAND[*]//"$__sg_prompt_entry"/: __sg_prompt}"
}
