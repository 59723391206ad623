"""The same done to files with another program: deleted, emptied, added to, opened to everybody.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

from bench.rewriting.forms import Mutation
from bench.rewriting.patterns import by_pattern

_TREE = r"SUDO rm(?= [^;|&]*-(?:\w*[rR]|-recursive))(?: -(?:[rRfvd]+|-recursive|-force))+ (?:-- )?"
_FILE = r"SUDO rm(?: -[fv]+)* (?:-- )?(?P<o>(?!-)W)"
_MODE = r"SUDO chmod (?P<m>[0-7]{3,4}|[ugoa]*[+=][rwxst]+) (?P<o>W(?: W)*)"
_MODES = r"SUDO chmod (?:-R|--recursive) (?P<m>[0-7]{3,4}|[ugoa]*[+=][rwxst]+) (?P<o>W(?: W)*)"
_OWNERS = r"SUDO chown (?:-R|--recursive) (?P<m>[\w.:-]+) (?P<o>W(?: W)*)"
_ADDED = r"(?P<e>echo (?:-e )?)(?P<t>W(?: W)*) ?>> ?(?P<f>W)"
_PUT = r"(?P<e>echo (?:-e )?)(?P<t>W(?: W)*) ?(?<!>)> ?(?P<f>W)"
_ZEROS = r"SUDO dd(?= [^;|&]*if=/dev/(?:zero|u?random))(?: (?!of=)W)* of=(?P<o>/W)(?: W)*"
_COPY = r"SUDO cp (?P<a>(?!-)W) (?P<o>(?!-)W)"
_MOVED = r"SUDO mv(?: -f)? (?P<a>(?!-)W) (?P<o>(?!-)W)"


def tree(name: str, form: str) -> Mutation:
    many = r"(?P<o>(?!-)W(?: (?!-)W)*)" if "<o>" in form or "<o!>" in form else r"(?P<p>(?!-)W)"
    return Mutation(f"tree deleted by {name}", by_pattern(_TREE + many, form))


def row(kind: str, wanted: str, name: str, form: str) -> Mutation:
    return Mutation(f"{kind} by {name}", by_pattern(wanted, form))


_TREES = (
    ("find -delete", "<s>find <o> -delete"),
    ("find -depth -true -delete", "<s>find -H <o> -depth -true -delete"),
    ("find and rm +", "<s>find <o> -type f -exec rm -f {} +"),
    ("find and unlink", "<s>find <o> ! -type d -exec unlink {} \\;"),
    ("find and xargs -0", "<s>find <o> -print0 | <s>xargs -0 rm -rf"),
    ("find and a loop", 'find <o> -type f | while read -r f; do <s>rm -f "$f"; done'),
    ("find -ok answered", "yes | <s>find <o> -type f -ok rm {} \\;"),
    ("busybox find", "<s>busybox find <o> -delete"),
    ("fd", "<s>fd -H . <p> -X rm -rf"),
    ("du and xargs", "du -a <p> | cut -f2- | <s>xargs -d '\\n' rm -rf"),
    ("ls and xargs", "ls -d <o> | <s>xargs rm -rf"),
    ("coreutils --coreutils-prog", "<s>coreutils --coreutils-prog=rm -rf <o>"),
    ("coreutils rm", "<s>coreutils rm -rf <o>"),
    ("rsync of nothing", "mkdir -p /tmp/nothing; <s>rsync -a --delete /tmp/nothing/ <p>/"),
    ("rsync of a new folder", '<s>rsync -r --delete-before "$(mktemp -d)/" <p>'),
    ("tar --remove-files", "<s>tar -cf /dev/null --remove-files <o>"),
    ("tar to a pipe", "<s>tar c --remove-files <o> | wc -c"),
    ("cmake -E rm", "<s>cmake -E rm -rf <o>"),
    ("cmake -E remove_directory", "<s>cmake -E remove_directory <o>"),
    ("gio remove", "<s>gio remove -f <o>"),
    ("rimraf", "<s>npx rimraf <o>"),
    ("rclone purge", "<s>rclone purge <p>"),
    ("rclone sync", "<s>rclone sync /tmp/nothing <p>"),
    ("systemd-tmpfiles", "<s>systemd-tmpfiles --remove - <<< 'R <p!>'"),
    ("ansible", "<s>ansible localhost -m file -a 'path=<p!> state=absent'"),
    ("salt", "<s>salt-call --local file.remove <p>"),
    ("puppet", "<s>puppet apply -e 'file{\"<p!>\": ensure => absent, force => true}'"),
    ("python's rmtree", "<s>python3 -c 'import shutil; shutil.rmtree(\"<p!>\", ignore_errors=True)'"),
    ("python's arguments", "<s>python3 -c 'import shutil,sys; [shutil.rmtree(x) for x in sys.argv[1:]]' <o>"),
    (
        "python's path",
        '<s>python3 -c \'from pathlib import Path as P; [f.unlink() for f in P("<p!>").rglob("*")]\'',
    ),
    (
        "python's walk",
        '<s>python3 - <<< \'import os\nfor d,_,fs in os.walk("<p!>"):\n for f in fs: '
        "os.unlink(os.path.join(d,f))'",
    ),
    (
        "python's import from",
        "<s>python3 -c 'from shutil import rmtree as r; import sys; r(*sys.argv[1:])' <p>",
    ),
    ("perl's remove_tree", "<s>perl -MFile::Path=remove_tree -e 'remove_tree(@ARGV)' <o>"),
    ("perl's rmtree", "<s>perl -e 'use File::Path; rmtree(\"<p!>\")'"),
    ("perl's unlink", "<s>perl -e 'use File::Find; find(sub { unlink $_ }, @ARGV)' <o>"),
    ("ruby", "<s>ruby -rfileutils -e 'FileUtils.rm_rf ARGV' <o>"),
    ("ruby -run", "<s>ruby -run -e rm -- -rf <o>"),
    ("node", "<s>node -e 'fs.rmSync(\"<p!>\", {recursive: true, force: true})'"),
    ("node's promises", "<s>node -e 'fs.promises.rm(process.argv[1], {recursive: true})' <p>"),
    ("bun", "<s>bun -e 'await Bun.$`rm -rf <p!>`'"),
    ("deno", "<s>deno eval 'Deno.removeSync(\"<p!>\", {recursive: true})'"),
    ("php", '<s>php -r \'array_map("unlink", glob("<p!>/*"));\''),
    ("lua", "<s>lua -e 'for f in io.popen(\"find <p!>\"):lines() do os.remove(f) end'"),
    ("tcl", "<s>tclsh <<< 'file delete -force <p!>'"),
    ("R", "<s>Rscript -e 'unlink(\"<p!>\", recursive=TRUE)'"),
    ("julia", "<s>julia -e 'rm(\"<p!>\", recursive=true, force=true)'"),
    ("elixir", "<s>elixir -e 'File.rm_rf!(\"<p!>\")'"),
    ("groovy", "<s>groovy -e 'new File(\"<p!>\").deleteDir()'"),
    ("racket", "<s>racket -e '(require racket/file) (delete-directory/files \"<p!>\")'"),
    ("crystal", '<s>crystal eval \'require "file_utils"; FileUtils.rm_rf("<p!>")\''),
    ("emacs", "<s>emacs --batch --eval '(delete-directory \"<p!>\" t)'"),
    ("vim", '<s>vim -es -c \'call delete("<p!>", "rf")\' -c q'),
    ("nvim -l", '<s>nvim --headless +\'lua vim.fn.delete("<p!>", "rf")\' +q'),
    ("powershell", "<s>pwsh -c 'Remove-Item -Recurse -Force <p!>'"),
    ("powershell's short names", "<s>pwsh -c 'ri -r -fo <p!>'"),
    ("nushell", "<s>nu -c 'rm -rf <p!>'"),
    ("fish", "<s>fish -c 'rm -rf <p!>'"),
    ("xonsh", "<s>xonsh -c 'rm -rf <p!>'"),
    ("a container", "<s>docker run --rm -v <p>:/x alpine find /x -delete"),
    ("a container's shell", "<s>docker run --rm -v <p>:/x alpine sh -c 'rm -rf /x/* /x/.[!.]*'"),
    ("a mount of a container", "<s>docker run --rm --mount type=bind,src=<p>,dst=/x busybox rm -rf /x/."),
    ("podman", "<s>podman run --rm -v <p>:/x:Z alpine rm -rf /x/"),
    ("sftp", "sftp localhost <<< 'rm <p!>/*'"),
    ("lftp", "lftp -c 'open sftp://localhost; rm -r <p!>'"),
    ("no question", "<s>rm -i -rf <o>"),
    ("never a question", "<s>rm -r --interactive=never <o>"),
    ("options that say nothing", "<s>rm -v --preserve-root -r -d -f -- <o>"),
    ("options in turn", "<s>rm -r <o> -f -v"),
    ("its parts", "<s>rm -rf <p>/* <p>/.[!.]*"),
    ("two slashes behind", "<s>rm -rf <p>//"),
    ("deeper first", "<s>find <o> -depth -mindepth 0 -printf '%p\\0' | <s>xargs -0 rm -d"),
    ("globstar", "<s>bash -O globstar -c 'rm -rf \"$1\"/**' _ <p>"),
)

_FILES = (
    ("unlink", "<s>unlink <o>"),
    ("shred -u", "<s>shred -u <o>"),
    ("find -maxdepth 0", "<s>find <o> -maxdepth 0 -delete"),
    ("python's remove", "<s>python3 -c 'import os,sys; os.remove(sys.argv[1])' <o>"),
    ("perl's unlink", "<s>perl -e 'unlink @ARGV' <o>"),
    ("ruby's delete", "<s>ruby -e 'File.delete(*ARGV)' <o>"),
    ("node's unlink", "<s>node -e 'fs.unlinkSync(process.argv[1])' <o>"),
    ("php's unlink", "<s>php -r 'unlink($argv[1]);' <o>"),
    ("lua's remove", "<s>lua -e 'os.remove(\"<o!>\")'"),
    ("tar --remove-files", "<s>tar cf /dev/null --remove-files <o>"),
    ("truncate", "<s>truncate -s 0 <o>"),
    ("cp of nothing", "<s>cp /dev/null <o>"),
    ("dd of nothing", "<s>dd if=/dev/null of=<o>"),
    ("install of nothing", "<s>install /dev/null <o>"),
    ("link of nothing", "<s>ln -sf /dev/null <o>"),
    ("tee of nothing", "<s>tee <o> < /dev/null"),
    ("sponge of nothing", ": | <s>sponge <o>"),
    ("sed d", "<s>sed -i d <o>"),
    ("perl -i", "<s>perl -i -ne '' <o>"),
    ("ed", "printf '%s\\n' '1,$d' w q | <s>ed -s <o>"),
    ("vim", "<s>vim -es -c '%d' -c wq <o>"),
    ("awk -i inplace", "<s>gawk -i inplace 'END{}' <o>"),
    ("python's open", '<s>python3 -c \'open("<o!>", "w").close()\''),
)

_MODE_FORMS = (
    ("find", "<s>find <o> -maxdepth 0 -exec chmod <m> {} +"),
    ("xargs", "printf '%s\\n' <o> | <s>xargs chmod <m>"),
    ("busybox", "<s>busybox chmod <m> <o>"),
    ("-v and --", "<s>chmod -v -- <m> <o>"),
    ("mode after", "<s>chmod <m> -f <o>"),
    ("ansible", "<s>ansible localhost -m file -a 'path=<o!> mode=<m>'"),
)
_NUMBERS = r"SUDO chmod (?P<m>[0-7]{3,4}) (?P<o>W)"
_NUMBER_FORMS = (
    ("python", "<s>python3 -c 'import os,sys; os.chmod(sys.argv[1], 0o<m>)' <o>"),
    ("perl", "<s>perl -e 'chmod 0<m>, @ARGV' <o>"),
    ("ruby", "<s>ruby -e 'File.chmod(0<m>, *ARGV)' <o>"),
    ("node", "<s>node -e 'fs.chmodSync(\"<o!>\", 0o<m>)'"),
    ("php", "<s>php -r 'chmod(\"<o!>\", 0<m>);'"),
    ("leading noughts", "<s>chmod 00<m> <o>"),
    ("=", "<s>chmod =<m> <o>"),
    ("python's path", "<s>python3 -c 'from pathlib import Path; Path(\"<o!>\").chmod(0o<m>)'"),
)
_MODES_FORMS = (
    ("find", "<s>find <o> -exec chmod <m> {} +"),
    ("find and xargs", "<s>find <o> -print0 | <s>xargs -0 chmod <m>"),
    ("option behind", "<s>chmod <m> <o> -R"),
    ("--recurs", "<s>chmod --recurs <m> <o>"),
    ("fd", "<s>fd . <o> -x chmod <m>"),
    ("globstar", "shopt -s globstar; <s>chmod <m> <o>/**"),
    ("a loop", 'find <o> | while read -r f; do <s>chmod <m> "$f"; done'),
)
_EVERYBODY = r"SUDO chmod (?P<r>-R )?0?(?:777|a\+rwx|ugo\+rwx) (?P<o>W)"
_EVERYBODY_FORMS = (
    ("a=rwx", "<s>chmod <r>a=rwx <o>"),
    ("ugo+rwx", "<s>chmod <r>ugo+rwx <o>"),
    ("u=rwx,g=rwx,o=rwx", "<s>chmod <r>u=rwx,g=rwx,o=rwx <o>"),
    ("u=rwx,go=u", "<s>chmod <r>u=rwx,go=u <o>"),
    ("+rwx and go+w", "<s>chmod <r>+rwx,go+w <o>"),
    ("setfacl", "<s>setfacl <r>-m o::rwx <o>"),
    ("setfacl --modify", "<s>setfacl <r>--modify=other::7 <o>"),
)
_OWNER_FORMS = (
    ("find", "<s>find <o> -exec chown <m> {} +"),
    ("find and xargs", "<s>find <o> -print0 | <s>xargs -0 chown <m>"),
    ("option behind", "<s>chown <m> <o> -R"),
    ("-h and -v", "<s>chown -hv --recursive <m> <o>"),
    ("busybox", "<s>busybox chown -R <m> <o>"),
)

_ADDED_FORMS = (
    ("tee -a", "<e><t> | tee -a <f>"),
    ("tee --append", "<e><t> | tee --append <f> > /dev/null"),
    ("cat of a process", "cat <(<e><t>) >> <f>"),
    ("cat of a pipe", "<e><t> | cat >> <f>"),
    ("dd oflag=append", "<e><t> | dd oflag=append conv=notrunc of=<f>"),
    ("sponge -a", "<e><t> | sponge -a <f>"),
    ("redirection first", ">> <f> <e><t>"),
    ("a descriptor", "exec 7>> <f>; <e><t> >&7"),
    ("a named descriptor", "exec {out}>> <f>; <e><t> >&$out"),
    ("a group", "{ <e><t>; } >> <f>"),
    ("a loop's output", "for i in 1; do <e><t>; done >> <f>"),
    ("a function's output", "w() { <e><t>; } >> <f>; w"),
    ("awk", "<e><t> | awk '{print >> \"<f!>\"}'"),
    ("perl", '<e><t> | perl -e \'open F, ">>", "<f!>"; print F <STDIN>\''),
    ("python", '<e><t> | python3 -c \'import sys; open("<f!>", "a").write(sys.stdin.read())\''),
    ("sed's w", "<e><t> | sed -n 'w <f!>'"),
    ("process substitution", "<e><t> > >(cat >> <f>)"),
    ("tee to a process", "<e><t> | tee >(tee -a <f>)"),
    ("sort -o", "<e><t> | sort -o <f> - <f>"),
    ("a copy put back", "cp <f> /tmp/c; <e><t> >> /tmp/c; cp /tmp/c <f>"),
    ("a copy moved back", "cat <f> > /tmp/c; <e><t> >> /tmp/c; mv /tmp/c <f>"),
    ("busybox", "<e><t> | busybox tee -a <f>"),
    ("split's filter", "<e><t> | split --filter='cat >> <f!>'"),
    ("xargs and sh", "<e><t> | xargs -d '\\n' -I{} sh -c 'echo \"{}\" >> <f!>'"),
    ("&>>", "<e><t> &>> <f>"),
    ("sudo's tee", "<e><t> | sudo tee -a <f> >/dev/null"),
    ("sudo's sh", "sudo sh -c 'cat >> <f!>' < <(<e><t>)"),
    ("socat", "<e><t> | socat -u - OPEN:<f>,append"),
    ("sed's r", "<e><t> > /tmp/n; sed -i '$r /tmp/n' <f>"),
    ("vim", "<e><t> > /tmp/n; vim -es -c '$r /tmp/n' -c wq <f>"),
    ("install", "cat <f> <(<e><t>) > /tmp/c; install /tmp/c <f>"),
    ("curl's output", "<e><t> > /tmp/c; curl -s file:///tmp/c -o <f>"),
    ("a here-document", "cat >> <f> <<E\n$(<e><t>)\nE"),
)
_PUT_FORMS = (
    ("tee", "<e><t> | tee <f>"),
    ("dd", "<e><t> | dd of=<f> status=none"),
    ("cp", "cp <(<e><t>) <f>"),
    ("cp of standard input", "<e><t> | cp /dev/stdin <f>"),
    ("install", "<e><t> | install -m 644 /dev/stdin <f>"),
    ("sponge", "<e><t> | sponge <f>"),
    (">|", "<e><t> >| <f>"),
    ("&>", "<e><t> &> <f>"),
    ("1>", "<e><t> 1> <f>"),
    ("redirection first", "> <f> <e><t>"),
    ("a moved file", "<e><t> > /tmp/c && mv -f /tmp/c <f>"),
    ("a link", "ln -s <f> ./l && <e><t> > ./l"),
    ("a link made by cp", "cp -s <f> ./l; <e><t> > ./l"),
    ("sort -o", "<e><t> | sort -o <f>"),
    (
        "python",
        "<e><t> | python3 -c 'import sys,pathlib; pathlib.Path(\"<f!>\").write_text(sys.stdin.read())'",
    ),
    ("perl", '<e><t> | perl -pe \'BEGIN { open STDOUT, ">", "<f!>" }\''),
    ("ruby", "<e><t> | ruby -e 'IO.write(\"<f!>\", STDIN.read)'"),
    ("node", "<e><t> | node -e 'fs.writeFileSync(\"<f!>\", fs.readFileSync(0))'"),
    ("awk", "<e><t> | awk '{print > \"<f!>\"}'"),
    ("curl", "curl -s file:///dev/stdin -o <f> < <(<e><t>)"),
    ("rsync", "<e><t> > /tmp/c; rsync /tmp/c <f>"),
    ("tar", "<e><t> > /tmp/c; tar cC /tmp c | tar xO > <f>"),
    ("gzip", "<e><t> | gzip | gunzip > <f>"),
    ("jq", "<e><t> | jq -Rr . > <f>"),
    ("openssl", "<e><t> | openssl base64 | openssl base64 -d -out <f>"),
    ("uniq's second operand", "<e><t> | uniq - <f>"),
    ("shuf -o", "<e><t> | shuf -o <f>"),
    ("iconv -o", "<e><t> | iconv -o <f>"),
    ("xxd -r", "<e><t> | xxd | xxd -r - <f>"),
    ("split", "<e><t> | split --filter='cat > <f!>'"),
    ("csplit", "<e><t> | tee /tmp/a /tmp/b <f> > /dev/null"),
)
_ZERO_FORMS = (
    ("cat", "<s>cat /dev/zero > <o>"),
    ("cp", "<s>cp /dev/zero <o>"),
    ("tee", "<s>tee <o> < /dev/zero > /dev/null"),
    ("head", "head -c 100M /dev/urandom | <s>tee <o>"),
    ("pv", "pv /dev/zero > <o>"),
    ("shred", "<s>shred -n 0 -z <o>"),
    ("badblocks", "<s>badblocks -w -f <o>"),
    ("ddrescue", "<s>ddrescue -f /dev/zero <o>"),
    ("dcfldd", "<s>dcfldd pattern=00 of=<o>"),
    ("openssl", "openssl enc -aes-256-ctr -pass pass:x -nosalt < /dev/zero > <o>"),
    ("python", '<s>python3 -c \'open("<o!>", "wb").write(bytes(1 << 30))\''),
    ("perl", '<s>perl -e \'open F, ">", "<o!>"; print F "\\0" x 1e9\''),
    ("yes", "yes > <o>"),
    ("busybox", "<s>busybox dd of=<o> if=/dev/zero"),
    ("operands turned round", "<s>dd bs=1M of=<o> if=/dev/zero"),
    ("quoted operands", "<s>dd \"if=/dev/zero\" 'of=<o!>'"),
    ("redirections", "dd < /dev/zero > <o>"),
    ("socat", "<s>socat -u OPEN:/dev/zero OPEN:<o>"),
    ("blkdiscard", "<s>blkdiscard -f -z <o>"),
    ("cat and dd", "cat /dev/zero | <s>dd of=<o>"),
    ("truncated last", "<s>nice cp --no-preserve=all /dev/zero -T <o>"),
)
_COPY_FORMS = (
    ("cat", "cat <a> > <o>"),
    ("dd", "<s>dd if=<a> of=<o>"),
    ("install", "<s>install <a> <o>"),
    ("rsync", "<s>rsync <a> <o>"),
    ("tee", "<s>tee <o> < <a> > /dev/null"),
    ("python", '<s>python3 -c \'import shutil; shutil.copy("<a!>", "<o!>")\''),
    ("perl", "<s>perl -MFile::Copy -e 'copy(@ARGV)' <a> <o>"),
    ("ruby", "<s>ruby -rfileutils -e 'FileUtils.cp(*ARGV)' <a> <o>"),
    ("scp", "<s>scp <a> <o>"),
    ("curl", "<s>curl -o <o> file://<a>"),
    ("ln -f", "<s>ln -f <a> <o>"),
)
_MOVED_FORMS = (
    ("cp and rm", "<s>cp -a <a> <o> && <s>rm -rf <a>"),
    ("rsync", "<s>rsync -a --remove-source-files <a> <o>"),
    ("python", '<s>python3 -c \'import shutil; shutil.move("<a!>", "<o!>")\''),
    ("perl", "<s>perl -e 'rename $ARGV[0], $ARGV[1]' <a> <o>"),
    ("ruby", "<s>ruby -rfileutils -e 'FileUtils.mv(*ARGV)' <a> <o>"),
    ("-T", "<s>mv -f -T <a> <o>"),
    ("find", "<s>find <a> -maxdepth 0 -exec mv {} <o> \\;"),
    ("xargs", "echo <a> | <s>xargs -I{} mv {} <o>"),
    ("busybox", "<s>busybox mv <a> <o>"),
)

SAME_EFFECTS = (
    *(tree(*one) for one in _TREES),
    *(row("file deleted", _FILE, *one) for one in _FILES),
    *(row("rights", _MODE, *one) for one in _MODE_FORMS),
    *(row("rights in numbers", _NUMBERS, *one) for one in _NUMBER_FORMS),
    *(row("rights of a tree", _MODES, *one) for one in _MODES_FORMS),
    *(row("rights for everybody", _EVERYBODY, *one) for one in _EVERYBODY_FORMS),
    *(row("owner", _OWNERS, *one) for one in _OWNER_FORMS),
    *(row("added", _ADDED, *one) for one in _ADDED_FORMS),
    *(row("put", _PUT, *one) for one in _PUT_FORMS),
    *(row("zeros", _ZEROS, *one) for one in _ZERO_FORMS),
    *(row("copied", _COPY, *one) for one in _COPY_FORMS),
    *(row("moved", _MOVED, *one) for one in _MOVED_FORMS),
)
