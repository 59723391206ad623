"""Lines of 10 kB that are one long command, or a list of like ones; only read and judged, never run."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable


def _each(count: int, text: Callable[[int], str], between: str = "") -> str:
    return between.join(text(number) for number in range(count))


def _nested(depth: int) -> str:
    text = "pwd"
    for number in range(depth):
        text = f"$(echo part{number} {text})"
    return text


_RECORDS = json.dumps([{"id": n, "tags": ["a", "b"], "text": f"it is item {n}"} for n in range(190)])
_STAGES = (
    "grep -v skip{n}",
    "sed -e s/a{n}/b{n}/g",
    "awk '{{ print ${n} }}'",
    "sort -u",
    "cut -d: -f{n}",
    "tr a-z A-Z",
    "head -n {n}",
)

LONGER = {
    "10 kB of one pipeline": "cat access.log | " + _each(560, lambda n: _STAGES[n % 7].format(n=n), " | "),
    "10 kB of quotes in quotes": _each(
        210, lambda n: f"""echo "it's '{n}' and \\"$HOME/{n}\\"" 'say "no{n}"'; """
    ),
    "10 kB of and": _each(390, lambda n: f'test -d "dir{n}" && echo yes{n}', " && "),
    "10 kB of array elements": "files=("
    + _each(520, lambda n: f'"src/file {n}.txt"', " ")
    + '); printf "%s\\n" "${files[@]}"',
    "10 kB of array appends": _each(440, lambda n: f'list+=("item {n}"); '),
    "10 kB of array reads": "a=(x y z); " + _each(500, lambda n: f'echo "${{a[{n % 3}]}}"; '),
    "10 kB of docker variables": "docker run --rm "
    + _each(330, lambda n: f'-e "NAME_{n}=value with blank {n}"', " ")
    + " alpine env",
    "10 kB of JSON in double quotes": 'curl -X POST -d "'
    + _RECORDS.replace('"', '\\"')
    + '" https://example.com/api',
    "10 kB of JSON in a here-document": "curl -X POST --data-binary @- https://example.com/api <<'JSON'\n"
    + json.dumps(json.loads(_RECORDS), indent=1)[:10000]
    + "\nJSON\n",
    "10 kB of nested substitutions": f"echo {_nested(420)}",
    "10 kB of a long find": "find . \\( "
    + _each(480, lambda n: f"-name '*.ext{n}'", " -o ")
    + " \\) -exec ls -l {} +",
    "10 kB of finds": _each(240, lambda n: f"find src{n} -name '*.o' -exec ls -l {{}} \\; ; "),
    "10 kB of a here-document into bash": "bash <<'END'\n"
    + _each(
        75,
        lambda n: (
            f'step_{n}() {{\n  echo "step {n} of $1"\n  mkdir -p out/{n} && cp a{n} out/{n}/\n'
            f"  return 0\n}}\nstep_{n} all\n"
        ),
    )
    + "END\n",
    "10 kB of a loop over a list": "for host in "
    + _each(700, lambda n: f"host-{n}.lan", " ")
    + '; do ping -c 1 "$host" > /dev/null && echo "$host up"; done',
    "10 kB of base64 into a decoder": "echo "
    + base64.b64encode(b"echo hello\n" * 690).decode()
    + " | base64 -d | bash",
    "10 kB of base64 into a file": "echo "
    + base64.b64encode(bytes(range(256)) * 29).decode()
    + " | base64 -d > image.png",
    "10 kB of PATH": "export PATH=" + _each(420, lambda n: f"/opt/tool-{n}/bin:") + "$PATH",
    "10 kB of export PATH": _each(270, lambda n: f'export PATH="$HOME/tool{n}/bin:$PATH"\n'),
    "10 kB of a SQL here-document": "psql -d test <<'SQL'\n"
    + _each(150, lambda n: f"SET app.item_{n} = 'text {n}';\nVALUES ({n}, 'item {n}', {n}.5);\n")
    + "SQL\n",
    "10 kB of a Python here-document": "python3 - <<'END'\nimport os, json\n"
    + _each(
        130, lambda n: f"def f{n}(path):\n    with open(path) as file:\n        return json.load(file)[{n}]\n"
    )
    + "print(f1('a.json'))\nEND\n",
    "10 kB of a Perl here-document": "perl <<'END'\nuse strict;\n"
    + _each(150, lambda n: f'my $x{n} = $ARGV[{n}] // "none";\nprint "value $x{n}\\n" if $x{n} =~ /a{n}/;\n')
    + "END\n",
    "10 kB of ruby": "ruby -e '"
    + _each(200, lambda n: f"def m{n}(a) a.map {{ |x| x + {n} }}.select(&:odd?) end\n")
    + "puts m1([1])'",
    "10 kB of node": "node -e '"
    + _each(150, lambda n: f'const f{n} = (a) => a.map(x => `${{x}} of {n}`).join(", ");\n')
    + "console.log(f1([1]))'",
    "10 kB of one ssh": "ssh host '"
    + _each(270, lambda n: f"mkdir -p /srv/app{n} && cd /srv/app{n} && ls; ")
    + "'",
    "10 kB of bash -c": "bash -c '"
    + _each(300, lambda n: f'echo "part {n}" >> log.txt; test -f a{n}; ')
    + "'",
    "10 kB of sudo": _each(330, lambda n: f"sudo apt-get install -y pkg-{n}; "),
    "10 kB of kubectl": _each(
        160, lambda n: f"kubectl -n team{n} get pods -o jsonpath='{{.items[{n}].metadata.name}}'; "
    ),
    "10 kB of git": _each(
        150, lambda n: f'git checkout -b topic-{n} && git commit -am "change {n}" && git log -1; '
    ),
    "10 kB of read loops": _each(
        150, lambda n: f'while IFS= read -r line; do echo "$line" >> out{n}; done < in{n}; '
    ),
    "10 kB of case inside loops": _each(
        95,
        lambda n: (
            f'for x in a{n} b{n}; do case "$x" in a*) echo A;; b?) echo B;; *) echo "other $x";; esac; done; '
        ),
    ),
    "10 kB of brace ranges": _each(430, lambda n: f"touch f{{1..9}}{n}.txt; "),
    "10 kB of globs": "ls " + _each(900, lambda n: f"src/*/{n}?.c", " "),
    "10 kB of parameters changed": _each(300, lambda n: f'b{n}="${{f##*/}}"; echo "${{b{n}%.*}}"; '),
    "10 kB of printf": _each(270, lambda n: f"printf '%s: %d\\n' \"name {n}\" {n}; "),
    "10 kB of here-strings": _each(290, lambda n: f'grep -q a{n} <<< "$text {n}" && b; '),
    "10 kB of process substitutions": _each(240, lambda n: f"diff <(sort a{n}.txt) <(sort b{n}.txt); "),
    "10 kB of sed": "sed -i " + _each(420, lambda n: f"-e 's/old{n}/new{n}/g'", " ") + " file.txt",
    "10 kB of arithmetic loops": _each(
        190, lambda n: f"for ((i=0; i<{n}; i++)); do echo $((i * {n})); done; "
    ),
    "10 kB of make variables": "make " + _each(480, lambda n: f'CFG_{n}="-O2 -D{n}"', " ") + " all",
    "10 kB of local variables": "f() { " + _each(330, lambda n: f'local v{n}="$1/{n}" w{n}; ') + "}; f a",
    "10 kB of declares": _each(290, lambda n: f'declare -r NAME_{n}="value {n}"; '),
    "10 kB of unset and export": _each(240, lambda n: f"unset NAME_{n}; export OTHER_{n}=1; "),
    "10 kB of xargs": _each(170, lambda n: f"find d{n} -print0 | xargs -0 -n 1 -I{{}} cp {{}} /srv/b{n}/; "),
    "10 kB of appends": _each(310, lambda n: f'echo "line {n} of it" >> notes.txt; '),
    "10 kB of tests with both": _each(220, lambda n: f'[[ -f "a{n}" ]] && echo yes || echo no{n}; '),
    "10 kB of trap and exit": _each(270, lambda n: f"trap 'echo end{n}' EXIT; true || exit 1; "),
    "10 kB of curl": _each(
        150, lambda n: f"curl -fsSL https://example.com/a/{n}.tgz | tar xz -C /opt/a{n}; "
    ),
    "10 kB of comments": _each(260, lambda n: f"# what number {n} is for\nls dir{n}\n"),
    "10 kB of continued lines": "cmake .. " + _each(400, lambda n: f"-DOPTION_{n}=ON \\\n  ") + "-G Ninja",
    "10 kB of env": _each(290, lambda n: f'A{n}="x {n}" B=$A{n} make all; '),
    "10 kB of groups": _each(290, lambda n: f"{{ cd d{n}; ls; }} > out{n}; "),
    "10 kB of subshells": _each(360, lambda n: f"(cd d{n} && make all); "),
    "10 kB of backticks": _each(330, lambda n: f"x{n}=`cat f{n}`; echo $x{n}; "),
    "10 kB of eval": _each(290, lambda n: f'eval "x{n}=\\$y{n}"; echo $x{n}; '),
    "10 kB of nvm-like functions": _each(
        46,
        lambda n: (
            f'fn_{n}() {{ local a; a="$(uname -s)"; if [ "$a" = Linux ]; then case "$1" in x) echo x;; '
            f"*) a=${{a%x}};; esac; fi; for i in 1 2; do "
            f'echo "$i $a" | grep -c {n}; done; }}; '
        ),
    ),
    "10 kB of pieces of code": "osascript " + _each(300, lambda n: f"-e 'tell app \"X{n}\" to open'", " "),
    "10 kB of code behind its option": "ruby " + _each(900, lambda n: f"-e'p {n}'", " "),
    "10 kB of a find that runs much": "find . "
    + _each(250, lambda n: f"-name 'a{n}' -exec grep -l x{n} {{}} \\;", " -o "),
    "10 kB of an open quote": "echo 'x " + _each(600, lambda n: f"ls d{n}; rm f{n} "),
    "10 kB of functions that call each other": "f0() { ls; }\n"
    + _each(440, lambda n: f'f{n + 1}() {{ f{n} "$@"; }}\n')
    + "f9 a",
    "10 kB of output into processes": _each(310, lambda n: f"tee >(grep a{n} > o{n}) < in{n}; "),
    "10 kB of sudo and shells": _each(290, lambda n: f"sudo sh -c 'echo {n} > /srv/f{n}'; "),
    "10 kB of xargs and shells": _each(
        180, lambda n: f"ls d{n} | xargs -I{{}} sh -c 'echo {{}} >> o{n}; wc -l {{}}'; "
    ),
    "10 kB of traps": _each(230, lambda n: f"trap 'rm -f tmp{n}; exit' INT TERM; run{n}; "),
    "10 kB of chmod and chown": _each(270, lambda n: f"chmod 644 d{n}/f.txt && chown me f{n}; "),
    "10 kB of changed texts": _each(270, lambda n: f'echo "${{x:{n}:3}} ${{#x}} ${{x//a/b{n}}}"; '),
    "10 kB of lines read": _each(270, lambda n: f'read -r a{n} <<< "x {n}"; echo $a{n}; '),
}
