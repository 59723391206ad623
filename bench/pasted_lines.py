"""Lines of 10 kB as people paste them, one of each kind; only read and judged, never run."""

from __future__ import annotations

import json
from collections.abc import Callable


def _each(count: int, text: Callable[[int], str], between: str = "") -> str:
    return between.join(text(number) for number in range(count))


def _function(number: int) -> str:
    return f"""build_{number}() {{
  local name="$1" out="build/{number}"
  if [ -z "$name" ]; then
    echo "usage: build NAME" >&2
    return 1
  fi
  mkdir -p "$out"
  for file in src/*.c; do
    cc -O2 -c "$file" -o "$out/$(basename "$file" .c).o" || return 1
  done
  cc -o "$out/$name" "$out"/*.o && echo "built $name"
}}
build_{number} "tool{number}" | tee -a build.log
"""


def _options(number: int) -> str:
    return f"""while [ $# -gt 0 ]; do
  case "$1" in
    --name{number}) name{number}="$2"; shift 2 ;;
    -h|--help) usage; exit 0 ;;
    *) echo "unknown: $1" >&2; exit 2 ;;
  esac
done
dir{number}=$(mktemp -d)
if [[ -n "${{name{number}:-}}" && "$dry" != 1 ]]; then cp -r "src/$name{number}" "$dir{number}/"; fi
"""


_ITEMS = json.dumps([{"id": number, "name": f"item {number}", "ok": True} for number in range(200)])

PASTED = {
    "10 kB of a script": _each(28, _function),
    "10 kB of a script with options": "set -euo pipefail\n" + _each(32, _options),
    "10 kB of JSON": f"curl -s -H 'Content-Type: application/json' -d '{_ITEMS}' https://example.com/api",
    "10 kB of a here-document": "cat > notes.txt <<'END'\n"
    + _each(165, lambda n: f'line {n}: some text with $names and `marks`, "quoted" or not\n')
    + "END\n",
    "10 kB of an expanded here-document": "cat > notes.conf <<END\n"
    + _each(230, lambda n: f"key{n} = $value{n} # some text of it, path/{n}\n")
    + "END\n",
    "10 kB of exports": _each(430, lambda n: f"export NAME_{n}=value{n}\n"),
    "10 kB of quoted exports": _each(320, lambda n: f'export NAME_{n}="$HOME/a b/{n}"\n'),
    "10 kB of aliases": _each(250, lambda n: f"alias a{n}='git log --oneline -n {n}'\n"),
    "10 kB of awk": "awk '"
    + _each(150, lambda n: f'/pattern{n}/ {{ count[{n}]++; sum += $3 * {n}; print $1, "{n}" }}\n')
    + "END { print sum }' data.txt",
    "10 kB of Python": "python3 -c '"
    + _each(150, lambda n: f'def f{n}(x):\n    y = x + {n}\n    print("value", y)\n    return y\n')
    + "f1(2)'",
    "10 kB of SQL": 'psql -d test -c "INSERT INTO items (id, name, price) VALUES '  # noqa: S608
    + _each(380, lambda n: f"({n}, 'item {n}', {n}.5)", ", ")
    + ';"',
    "10 kB of file names": "git add " + _each(280, lambda n: f"src/package/module_{n}/file_{n}.py", " "),
    "10 kB of quoted file names": "cp " + _each(380, lambda n: f"'My Pictures/IMG {n}.jpg'", " ") + " old/",
    "10 kB of a chain": _each(
        160, lambda n: f"mkdir -p dir{n} && cd dir{n} && touch file{n} && cd ..", " && "
    ),
    "10 kB of steps": _each(220, lambda n: f"make target{n} && ./run{n} --check || exit 1", " && "),
    "10 kB of substitutions inside each other": _each(
        180, lambda n: f"echo $(basename $(dirname $(readlink -f file{n})))", "; "
    ),
    "10 kB of branches": "case $1 in "
    + _each(170, lambda n: f'option{n}|-o{n}) run{n} --flag{n} "$2" && echo done{n} ;;', " ")
    + " esac",
    "10 kB of loops over files": _each(
        190, lambda n: f'for f in *.{n}; do mv "$f" "${{f%.{n}}}.txt"; done; '
    ),
    "10 kB of functions whose output is kept": 'f() { echo "$1" | tr a-z A-Z; }; '
    + _each(480, lambda n: f"x{n}=$(f name{n}); "),
    "10 kB of arithmetic": _each(240, lambda n: f"x{n}=$((y{n} * 2 + {n})); (( z{n} += 3 )); "),
    "10 kB of options": "docker run "
    + _each(210, lambda n: f"-e NAME_{n}=value{n} -v /srv/a{n}:/data/{n}:ro", " ")
    + " image:latest",
    "10 kB of ssh": _each(145, lambda n: f"ssh host{n} 'systemctl status app{n} && tail /var/log/{n}.log'; "),
    "10 kB of logged steps": 'log() { printf "%s %s\\n" "$(date +%T)" "$*" >&2; }\n'
    + 'die() { log "error: $*"; exit 1; }\n'
    + _each(175, lambda n: f'log "step {n} of it"; cmd{n} --a "$b" || die "step {n}"\n'),
    "10 kB of tests that assign": _each(
        145, lambda n: f'[[ -f "$d/{n}.txt" && -n "$x" ]] && y{n}="$(cat "$d/{n}.txt")" || y{n}=""\n'
    ),
    "10 kB of quoted substitutions": _each(
        120,
        lambda n: f'v{n}="$(basename "$(dirname "$(readlink -f "$0")")")-{n}"; echo "$(date +%s) $v{n}"\n',
    ),
    "10 kB of redirected subshells": _each(
        180, lambda n: f'( cd "dir{n}" && make -j4 ) > log{n} 2>&1 &\npids+=($!)\n'
    )
    + "wait",
    "10 kB of awk lines": _each(
        110, lambda n: f"awk -F: -v n={n} '$3 >= n {{ print $1, $NF }}' /etc/passwd | sort -u > out{n}\n"
    ),
    "10 kB of other programs' commands": _each(230, lambda n: f"ls dir{n} | grep -v keep | xargs -r wc -l; "),
}
