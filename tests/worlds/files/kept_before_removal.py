"""Pairs about what a line, a copy or an archive seems to keep, and doesn't: (name, line, harmless, fatal)."""

from __future__ import annotations

KEPT_FIRST: list[tuple[str, str, str, str]] = [
    (
        "a sound whose source is empty",
        "rm songs/*.mp3",
        "files songs/s#.wav 12\nfiles songs/s#.mp3 12",
        (
            "files songs/s#.mp3 12\n"
            "empty songs/s0.wav songs/s1.wav songs/s2.wav songs/s3.wav songs/s4.wav songs/s5.wav "
            "songs/s6.wav songs/s7.wav songs/s8.wav songs/s9.wav songs/s10.wav songs/s11.wav"
        ),
    ),
    (
        "a copy from before whose file was emptied",
        "rm *.bak",
        "files n#.md 6\nfiles n#.md.bak 6",
        "empty n0.md n1.md n2.md n3.md n4.md n5.md\nfiles n#.md.bak 6",
    ),
    (
        "the same behind a link to nowhere",
        "rm *.bak",
        "files n#.md 6\nfiles n#.md.bak 6",
        ("link n0.md gone/n0\nlink n1.md gone/n1\nlink n2.md gone/n2\nlink n3.md gone/n3\nfiles n#.md.bak 4"),
    ),
    (
        "a core file or a plan",
        "rm core.*",
        "text core.4711 'x'",
        "files core.2024-plan#.docx 12",
    ),
    (
        "tags of an editor or of photos",
        "rm -r tags",
        "repository Makefile\ntext tags '!_TAG_FILE_FORMAT\\t2\\n'",
        "repository Makefile\nfiles tags/t#.md 12\n",
    ),
    (
        "objects of a compiler or of a museum",
        "rm -rf scans",
        "files scans/a#.c 6\nfiles scans/a#.o 6\nremove scans",
        "files scans/vase#.h 12\nfiles scans/vase#.obj 12",
    ),
    (
        "papers that are scanned beside their source stub",
        "rm papers/*.pdf",
        "files papers/p#.tex 6\nfiles papers/p#.pdf 6",
        (
            "empty papers/p0.tex papers/p1.tex papers/p2.tex papers/p3.tex papers/p4.tex "
            "papers/p5.tex\n"
            "files papers/p#.pdf 6"
        ),
    ),
    (
        "terraform's older state, and the newer is broken",
        "rm terraform.tfstate.backup",
        (
            'text terraform.tfstate \'{"version": 4, "resources": [{"a": 1}]}\'\n'
            'text terraform.tfstate.backup \'{"version": 4, "resources": [{"a": 1}]}\''
        ),
        (
            "empty terraform.tfstate\n"
            'text terraform.tfstate.backup \'{"version": 4, "resources": [{"a": 1}]}\''
        ),
    ),
    (
        "a place for passing things that is the home",
        "rm -rf ~/Letters",
        "folder ~/Letters",
        "files ~/Letters/l#.md 12\nvar TMPDIR {home}",
    ),
    (
        "one that is the disk of data",
        "rm -rf ~/data/customers",
        "folder ~/data/customers",
        "files ~/data/customers/c#.json 12\nvar TMP {home}/data",
    ),
    (
        "plugins of an editor with one's own",
        "rm -rf ~/.vim/bundle",
        "files ~/.vim/bundle/fugitive/p#.vim 5",
        "files ~/.vim/bundle/mine/p#.vim 5\ncd ~/.vim/bundle/mine\nrepository\nhome\ncd project",
    ),
    (
        "rsync without telling to go into folders",
        "rsync letters ~/bak/ && rm -rf letters",
        "folder letters",
        "files letters/l#.odt 12\nfolder ~/bak",
    ),
    (
        "the same with words alone",
        "rsync -v letters ~/bak/ && rm -rf letters",
        "folder letters",
        "files letters/l#.odt 12\nfolder ~/bak",
    ),
    (
        "a copy that must not have worked",
        "! cp -r letters ~/bak/ && rm -rf letters",
        "folder letters",
        "files letters/l#.odt 12",
    ),
    (
        "where the copy failed",
        "if ! cp -r letters ~/bak; then rm -rf letters; fi",
        "folder letters",
        "files letters/l#.odt 12",
    ),
    (
        "the place of the copy is a variable that is not set",
        "cp a.odt b.odt $B && rm a.odt b.odt",
        "empty a.odt b.odt",
        "file a.odt b.odt\nunset B",
    ),
    (
        "the copy goes by another way of writing its name",
        "cp -r letters keep && rm -rf letters && rm -rf ./keep",
        "folder letters keep",
        "files letters/l#.odt 12",
    ),
    (
        "the copy goes by a pattern",
        "cp -r letters keep && rm -rf letters && rm -rf k*",
        "folder letters keep",
        "files letters/l#.odt 12",
    ),
    (
        "the copy goes by find",
        "cp -r letters keep && rm -rf letters && find keep -delete",
        "folder letters keep",
        "files letters/l#.odt 12",
    ),
    (
        "the copy is cleaned away",
        "cp -r letters keep && rm -rf letters && git clean -fdx",
        "repository\nfolder letters keep",
        "repository\ntext .gitignore 'keep\\nletters\\n'\ncommit\nfiles letters/l#.odt 12",
    ),
    (
        "the copy lies in what goes",
        "rsync -a letters/* letters/old/ && rm -rf letters/*",
        "folder letters/old",
        "files letters/l#.odt 12",
    ),
    (
        "it is copied, then moved over the copy",
        "cp a.odt b.odt && mv c.odt b.odt && rm a.odt",
        "empty a.odt b.odt c.odt",
        "file a.odt c.odt",
    ),
    (
        "stashed with unknown files, cleaned with ignored ones",
        "git stash -u && git clean -fdx",
        "repository\nfile x.md",
        "repository\ntext .gitignore '*.odt\\n'\ncommit\nfiles l#.odt 12",
    ),
    (
        "stashed below a path alone",
        "git stash push -u -- docs && git clean -fd",
        "repository",
        "repository\nfile docs/a.md\nfiles n#.md 12",
    ),
    (
        "stashes shown, not made",
        "git stash show -u && git clean -fd",
        "repository",
        "repository\nfiles n#.md 12\nedit README\ngit stash",
    ),
    (
        "stashes listed",
        "git stash list -a && git clean -fd",
        "repository",
        "repository\nfiles n#.md 12",
    ),
    (
        "a tag at another commit",
        "git tag v1 main && git branch -D side",
        "repository\ngit branch side",
        "repository\ngit checkout -q -b side\nfile x.c\ncommit\ngit checkout -q main",
    ),
    (
        "one of two branches keeps a name",
        "git tag keep side && git branch -D side more",
        "repository\ngit branch side\ngit branch more",
        ("repository\ngit branch side\ngit checkout -q -b more\nfile x.c\ncommit\ngit checkout -q main"),
    ),
    (
        "a bundle of all, but not of what only the record leads to",
        ("git bundle create all.bundle --all && git reflog expire --expire=now --all && git gc --prune=now"),
        "repository",
        "repository\nfile x.c\ncommit\ngit reset -q --hard HEAD~1",
    ),
    (
        "shredded under one of two names",
        "shred -u letters.odt",
        "empty letters.odt",
        "file letters.odt\nnames letters.odt other.odt",
    ),
    (
        "an archive that was cut short",
        "rm -rf letters",
        "files letters/l#.odt 12\narchive letters.tar letters",
        ("files letters/l#.odt 12\narchive letters.tar letters\nran 'truncate -s 4000 letters.tar'"),
    ),
    (
        "an archive whose last file was cut",
        "rm -rf letters",
        "file letters/a.odt\narchive letters.tar letters",
        (
            "file letters/a.odt\nran 'head -c 900000 /dev/zero > letters/b.odt'\n"
            "archive letters.tar letters\nran 'truncate -s 200000 letters.tar'"
        ),
    ),
    (
        "a large copy that differs though its time was set",
        "rm big.qcow2",
        "ran 'head -c 6000000 /dev/zero > big.qcow2; cp -p big.qcow2 big.qcow2.bak'",
        (
            "ran 'head -c 6000000 /dev/zero > big.qcow2.bak; head -c 6000000 /dev/urandom > "
            "big.qcow2; touch -r big.qcow2 big.qcow2.bak'"
        ),
    ),
    (
        "packed but for what a pattern fits: nothing, or some",
        "tar czf docs.tgz --exclude='*.psd' docs && rm -rf docs",
        "files docs/#.md 4",
        "files docs/#.md 4\nfiles docs/art/a#.psd 4",
    ),
    (
        "packed but for a folder that is not there, or is",
        "tar -czf docs.tgz --exclude scans docs && rm -rf docs",
        "files docs/#.md 4",
        "files docs/#.md 4\nfiles docs/scans/#.jpg 4",
    ),
    (
        "packed but for a path below a folder: not there, or there",
        "tar czf docs.tgz --exclude=docs/a/raw docs && rm -rf docs",
        "files docs/a/#.md 4\nfile docs/b/raw.md",
        "files docs/a/#.md 4\nfiles docs/a/raw/#.cr2 4",
    ),
    (
        "packed but for what belongs to versions: nothing, or the commits",
        "tar czf docs.tgz --exclude-vcs docs && rm -rf docs",
        "files docs/#.md 4",
        "folder docs\ncd docs\nrepository\nfile x.c\ncommit\ncd ..",
    ),
    (
        "zipped but for patterns that fit nothing, or some",
        "zip -qr docs.zip docs -x '*.psd' '*.tiff' && rm -rf docs",
        "files docs/#.md 4",
        "files docs/#.md 4\nfiles docs/art/a#.tiff 4",
    ),
]
