"""Worlds: something goes because something else stays, or takes its place, and that is not what it seems."""

from __future__ import annotations

_TWO = "files a/x#.odt 5\ncopy a b"
_SITE = "file site/index.html\nold site/index.html\nfile site.new/index.html"
_SWAP = "rm -rf site && mv site.new site"
_DOCS = "files docs/a#.odt 5"
_PHOTOS = "files photos/a#.jpg 5"
_CACHE = "folder ~/.cache"
_VM = "folder vm vm.new\nhollow vm/disk.qcow2\nhollow vm.new/disk.qcow2"


def _states(name: str, one: str, other: str) -> str:
    files = "".join(
        f"text {name.format(n)} '{one}'\nold {name.format(n)}\n"
        f"text {name.format(n).replace('site/', 'site.new/')} '{other}'\n"
        for n in range(9)
    )
    return f"{_SITE}\n{files}"


STAYS: list[tuple[str, str, str, str]] = [
    (
        "what stays leads to what goes as well",
        "diff -rq a b && rm -rf a c",
        f"{_TWO}\nfolder c",
        "files a/s/x#.odt 5\nfolder b\ncopy a/s c/s\nlink b/s {home}/project/c/s",
    ),
    (
        "what stays is a link to what goes as well",
        "diff -rq a b && rm -rf a c",
        f"{_TWO}\nfolder c",
        "files a/x#.odt 5\ncopy a c\nlink b c",
    ),
    (
        "what stays is moved, or moved where nothing lasts",
        "diff -rq a b && rm -rf a && mv b $TO",
        f"{_TWO}\nvar TO kept",
        f"{_TWO}\nvar TO /tmp/",
    ),
    (
        "what stays is moved into the trash",
        "diff -rq a b && rm -rf a && mv b $TO",
        f"{_TWO}\nvar TO kept",
        f"{_TWO}\nfolder ~/.local/share/Trash/files\nvar TO {{home}}/.local/share/Trash/files/",
    ),
    (
        "what stays is cleared after",
        "diff -rq a b && rm -rf a && find $D -delete",
        f"{_TWO}\nfolder build\nvar D build",
        f"{_TWO}\nvar D b",
    ),
    (
        "what stays is in what a tool empties",
        "diff -rq a $B && rm -rf a",
        f"{_TWO}\nvar B b",
        "files a/x#.odt 5\nfile package.json\ncopy a node_modules/.cache/b\nvar B node_modules/.cache/b",
    ),
    (
        "what stays is in a folder that goes after",
        "diff -rq a keep/b && rm -rf a && rm -rf $D",
        "files a/x#.odt 5\ncopy a keep/b\nfolder build\nvar D build",
        "files a/x#.odt 5\ncopy a keep/b\nvar D keep",
    ),
    (
        "a copy in a folder, or in one that leads to a cache",
        "cp -a photos keep/ && rm -rf photos",
        f"{_PHOTOS}\nfolder keep",
        f"{_PHOTOS}\n{_CACHE}/k\nlink keep {{home}}/.cache/k",
    ),
    (
        "what takes its place, or links to what goes",
        "rm -rf data && mv new data",
        "files data/s/a#.odt 5\ncopy data new",
        "files data/s/a#.odt 5\nfolder new\nlink new/s {home}/project/data/s",
    ),
    (
        "packed whole, or less by what a variable says",
        "tar czf x.tgz docs && rm -rf docs",
        _DOCS,
        f"{_DOCS}\nvar TAR_OPTIONS --exclude=*.odt",
    ),
    (
        "the machine's comparison, or a file of one's own by that name",
        "diff -rq a b && rm -rf a",
        f"{_TWO}\nvar PATH {{home}}/bin:/usr/bin:/bin",
        f"{_TWO}\nedit b/x1.odt\nscript ~/bin/diff 'exit 0'\nvar PATH {{home}}/bin:/usr/bin:/bin",
    ),
    (
        "another comparison by the same name",
        "diff -rq a b && rm -rf a",
        _TWO,
        "files a/x#.odt 5\nfolder b\noption expand_aliases\nalias diff 'diff -x \"*.odt\"'",
    ),
    (
        "settings, or those of a template",
        _SWAP,
        _states("site/p{}/settings.json", '{"mail": "a"}', '{"mail": "a"}'),
        _states("site/p{}/settings.json", '{"mail": "a"}', '{"mail": "b"}'),
    ),
    (
        "names that say nothing of what is in them",
        _SWAP,
        _states("site/media/9f3a{}", "a", "a"),
        _states("site/media/9f3a{}", "a", "b"),
    ),
    (
        "a disk, or one that was used since",
        "rm -rf vm && mv vm.new vm",
        _VM,
        f"{_VM}\nran 'printf work | dd of=vm/disk.qcow2 bs=1 seek=3000100 conv=notrunc'",
    ),
    (
        "parts in their order, or in that of the alphabet",
        "cat film.part* > film.mkv && rm film.part*",
        "image film.part1\nimage film.part2\nimage film.part3\nimage film.part4",
        "".join(f"image film.part{n}\n" for n in range(1, 12)),
    ),
    (
        "all parts, or one of them is missing",
        "cat film.bin.* > film.bin && rm film.bin.0*",
        "image film.bin.001\nimage film.bin.002\nimage film.bin.003\nimage film.bin.004",
        "image film.bin.001\nimage film.bin.002\nimage film.bin.004\nimage film.bin.005",
    ),
    (
        "parts by letters, or one of them is missing",
        "cat film.a* > film.mkv && rm film.a*",
        "image film.aa\nimage film.ab\nimage film.ac\nimage film.ad",
        "image film.aa\nimage film.ab\nimage film.ad\nimage film.ae",
    ),
    (
        "texts, or documents of a format that ends",
        "cat ch* > book.out && rm ch*",
        "files ch#.txt 5",
        "".join(f"text ch{n}.pdf '%PDF-1.4\\nstream\\n%%EOF\\n'\n" for n in range(5)),
    ),
    (
        "a database in parts, or several of them",
        "cat ab*.?? > whole.bin && rm ab*.??",
        "image ab.01\nimage ab.02\nimage ab.03\nimage ab.04",
        "database ab1.db 900\ndatabase ab2.db 900\ndatabase ab3.db 900\ndatabase ab4.db 900",
    ),
    (
        "joined, then moved where nothing lasts",
        "cat part_* > whole.bin && rm part_* && mv whole.bin $TO",
        "files part_# 4\nvar TO kept.bin",
        "files part_# 4\nvar TO /tmp/",
    ),
    (
        "names of the same files in a cache",
        "cp -al photos $TO && rm -rf photos",
        f"{_PHOTOS}\nvar TO photos2",
        f"{_PHOTOS}\n{_CACHE}\nvar TO {{home}}/.cache/photos",
    ),
    (
        "an archive, or one that the next writes over",
        "tar czf x.tgz --remove-files docs && tar czf $Y more",
        f"{_DOCS}\nfile more/a\nvar Y y.tgz",
        f"{_DOCS}\nfile more/a\nvar Y x.tgz",
    ),
    (
        "an archive that is moved where nothing lasts",
        "tar czf x.tgz --remove-files docs && mv x.tgz $TO",
        f"{_DOCS}\nvar TO kept.tgz",
        f"{_DOCS}\nvar TO /tmp/",
    ),
    (
        "an archive in a cache",
        "tar czf $X --remove-files docs",
        f"{_DOCS}\nvar X x.tgz",
        f"{_DOCS}\n{_CACHE}\nvar X {{home}}/.cache/x.tgz",
    ),
    (
        "an archive in what it removes",
        "tar czf $X --remove-files docs",
        f"{_DOCS}\nvar X x.tgz",
        f"{_DOCS}\nvar X docs/x.tgz",
    ),
]
_TOOL = "script mytool 'echo hello'\nvar PWD {here}"
_LINK = "sudo ln -s $PWD/mytool /usr/bin/mytool"
_HG = "folder demo\ncd demo\nmercurial src/a.c README"
WHERE_IT_LIES: list[tuple[str, str, str, str]] = [
    (
        "a tool of one's own, or one that everybody may write",
        _LINK,
        _TOOL,
        f"{_TOOL}\nran 'chmod 777 mytool'",
    ),
    (
        "a tool of one's own, or in a folder that everybody may write",
        _LINK,
        _TOOL,
        f"folder tools\ncd tools\n{_TOOL}\nran 'chmod 777 .'",
    ),
    (
        "a tool of one's own, or a link to where everybody may write",
        _LINK,
        _TOOL,
        "link mytool /var/tmp/mytool\nvar PWD {here}",
    ),
    (
        "an editor's settings make room, or go where all may see them",
        "mv ~/.config/Code $TO",
        "file ~/.config/Code/User/settings.json\nvar TO {home}/code-old",
        "file ~/.config/Code/User/settings.json\nfolder ~/public_html\nvar TO {home}/public_html/code",
    ),
    (
        "an editor's settings make room, or go into the trash",
        "mv ~/.vim $TO",
        "file ~/.vim/vimrc\nvar TO {home}/old-vim",
        "file ~/.vim/vimrc\nfolder ~/.local/share/Trash/files\nvar TO {home}/.local/share/Trash/files/vim",
    ),
    (
        "a clone, or one whose history is being changed",
        "rm -rf demo",
        f"{_HG}\ncd ..",
        f"{_HG}\nfile .hg/histedit-state\ncd ..",
    ),
    (
        "rm asks, or is told not to",
        "rm -ri $HOW letters",
        "files letters/a#.odt 5\nvar HOW -v",
        "files letters/a#.odt 5\nvar HOW --interactive=never",
    ),
    (
        "ends of lines are changed, or letters of other languages lost",
        "dos2unix $HOW letter.txt",
        "file letter.txt\nvar HOW -k",
        "file letter.txt\nvar HOW -7",
    ),
    (
        "more may run it, or it runs as its owner for everybody to write",
        "chmod $M tool",
        "program tool\nvar M =755",
        "program tool\nvar M +6022",
    ),
]
WHERE_IT_LIES_ASK: list[tuple[str, str, str]] = [
    ("compared by a script that lies here", "./diff -rq a b && rm -rf a", f"{_TWO}\nscript diff 'exit 0'"),
    ("seen from here, and not from where the link lies", "sudo ln -sr vim /usr/bin/vi", "cd /var/tmp"),
    ("past the alias", "\\rm *.odt", "option expand_aliases\nalias rm 'rm -i'\nfiles letter#.odt 9"),
    ("answered, for a group", "yes | { rm -ri letters; }", "files letters/a#.odt 5"),
    ("answered, for another shell", "yes | bash -c 'rm -ri letters'", "files letters/a#.odt 5"),
    ("answered by words", "rm -i letters/*.odt <<< $'y\\ny\\ny\\ny\\ny'", "files letters/a#.odt 5"),
]
RIGHTS_AS_THEY_ARE: list[tuple[str, str, str, str]] = [
    (
        "rights as a number behind a sign",
        "chmod $M ~/.ssh",
        "folder ~/.ssh\nran 'chmod 700 ~/.ssh'\nvar M 700",
        "file ~/.ssh/id_ed25519\nvar M =777",
    ),
    (
        "readable already: a script, or a key by what it holds",
        "chmod go+r deploy",
        "text deploy 'echo hello'",
        "text deploy '-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl\\n'",
    ),
]
