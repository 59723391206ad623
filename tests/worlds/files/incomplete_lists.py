"""Pairs about lists, loops, archives and rows that tell less than they seem to: (name, line, harmless, fatal)."""

from __future__ import annotations

TOLD_LESS: list[tuple[str, str, str, str]] = [
    (
        "names put behind another folder",
        "cat list | xargs -I{} rm -rf ~/keep/{}",
        "text list 'x\\n'\nfolder ~/keep",
        "text list 'x\\n'\nfiles ~/keep/x/n#.md 12",
    ),
    (
        "names put behind the folder above",
        "cat list | xargs -I{} rm -rf ../{}",
        "text list 'x\\n'",
        "text list 'x\\n'\nfiles ../x/n#.md 12",
    ),
    (
        "a backslash that read takes away",
        'while read f; do rm -rf "$f"; done < list',
        "text list 'x\\n'",
        "text list 'my\\\\\\\\ notes\\n'\nfiles 'my notes/n#.md' 12",
    ),
    (
        "a name with blanks without quotes",
        "while read f; do rm -rf $f; done < list",
        "text list 'x\\n'",
        "text list 'my notes\\n'\nfiles notes/n#.md 12",
    ),
    (
        "a pattern in a list without quotes",
        "while read -r f; do rm -rf $f; done < list",
        "text list 'x\\n'",
        "text list 'no*\\n'\nfiles notes/n#.md 12",
    ),
    (
        "status of git with a renamed file",
        "git status -s | cut -c4- | xargs rm -rf",
        "repository",
        "repository\ngit mv README NOTES\nfiles notes/n#.md 12",
    ),
    (
        "what git does not know, with a name in quotes",
        "git ls-files -o | xargs rm",
        "repository",
        "repository\nfiles 'naïve#.md' 12",
    ),
    (
        "a list with an end of line of another system",
        "xargs rm -rf < list",
        "text list 'x\\n'",
        "text list 'notes \\n'\nfiles notes/n#.md 12",
    ),
    (
        "names through tr",
        "ls | tr a-z A-Z | xargs rm -rf",
        "folder x",
        "folder notes\nfiles NOTES/n#.md 12",
    ),
    (
        "names through a sed that takes a part away",
        "ls *.bak | sed 's/.bak$//' | xargs rm",
        "empty x.bak",
        "files n#.md 12\nfiles n#.md.bak 12",
    ),
    (
        "a folder of the loop that is not there",
        "for d in a b; do cd $d; rm -rf *; cd ..; done",
        "folder a b",
        "folder b\nfiles notes/n#.md 12",
    ),
    (
        "a loop that goes on after a failed cd by pushd",
        "for d in a b; do pushd $d; rm -rf *; popd; done",
        "folder a b",
        "folder b\nfiles notes/n#.md 12",
    ),
    (
        "moved into a folder of what goes",
        "mv in/*.md in/old/ && rm -rf in",
        "folder in/old",
        "files in/n#.md 12\nfolder in/old",
    ),
    (
        "moved out to what is a file",
        "mv in/a.odt in/b.odt out; rm -rf in",
        "folder out\nfile in/a.odt in/b.odt",
        "file out in/a.odt in/b.odt",
    ),
    (
        "moved by a name that the next takes away",
        "mv notes keep && rm -rf k*",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "moved to the trash that is emptied",
        "mv notes ~/.local/share/Trash/files/ && rm -rf ~/.local/share/Trash/files/*",
        "folder notes ~/.local/share/Trash/files",
        "files notes/n#.md 12\nfolder ~/.local/share/Trash/files",
    ),
    (
        "the archive goes by a later command",
        "tar czf o.tgz notes && rm -rf notes && rm o.tgz",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "one archive for two, one over the other",
        "tar czf o.tgz notes && tar czf o.tgz more && rm -rf notes more",
        "folder notes more",
        "files notes/n#.md 12\nfiles more/n#.md 12",
    ),
    (
        "another takes the place of the archive",
        "tar czf o.tgz notes && mv p.tgz o.tgz && rm -rf notes",
        "folder notes\nempty p.tgz",
        "files notes/n#.md 12\nfile p.tgz",
    ),
    (
        "a link is packed, what it leads to goes",
        "tar czf o.tgz cur && rm -rf cur/*",
        "folder cur",
        "files ~/real/n#.md 12\nlink cur {home}/real",
    ),
    (
        "the same, packed before",
        "rm -rf cur/*",
        "folder cur",
        "files ~/real/n#.md 12\nlink cur {home}/real\nran 'tar czf o.tgz cur'",
    ),
    (
        "a link below is packed",
        "tar czf o.tgz all && rm -rf all ~/real",
        "folder all ~/real",
        "files ~/real/n#.md 12\nfolder all\nlink all/x {home}/real",
    ),
    (
        "zipped with links kept as links",
        "zip -ry o.zip cur && rm -rf cur/*",
        "folder cur",
        "files ~/real/n#.md 12\nlink cur {home}/real",
    ),
    (
        "zipped without going into folders",
        "zip o.zip notes/* && rm -rf notes",
        "folder notes",
        "file notes/a.odt\nfiles notes/sub/n#.md 12",
    ),
    (
        "packed by 7z with what it leaves out",
        "7z a o.7z notes -x!*.md && rm -rf notes",
        "folder notes",
        "files notes/n#.md 12",
    ),
    (
        "packed before a change of the line",
        "tar czf o.tgz notes && cp new/* notes/ && rm -rf notes",
        "folder notes new",
        "files notes/n#.md 12\nfiles new/x#.md 12",
    ),
    (
        "names with a star",
        "unzip -o a.zip 'a/*'",
        "files a/n#.md 6\narchive a.zip a\nremove a",
        "files a/n#.md 6\narchive a.zip a\nremove a\nfiles a/n#.md 6\nedit a/n1.md a/n2.md",
    ),
    (
        "names from here on",
        "tar xf a.tar ./a",
        "files a/n#.md 6\narchive a.tar a\nremove a",
        "files a/n#.md 6\narchive a.tar a\nremove a\nfiles a/n#.md 6\nedit a/n1.md a/n2.md",
    ),
    (
        "the number of what is cut off by itself",
        "tar xf a.tar --strip-components 1",
        "files a/n#.md 6\narchive a.tar a\nremove a",
        "files a/n#.md 6\narchive a.tar a\nremove a\nfiles n#.md 6\nedit n1.md n2.md",
    ),
    (
        "a link takes the place of a file",
        "tar xf a.tar",
        "link notes.odt elsewhere\narchive a.tar notes.odt\nran 'rm notes.odt'",
        "link notes.odt elsewhere\narchive a.tar notes.odt\nran 'rm notes.odt'\nfile notes.odt",
    ),
    (
        "unpacked into a folder named in between",
        "tar -C out -xf a.tar",
        "files a/n#.md 6\narchive a.tar a\nremove a\nfolder out",
        ("files a/n#.md 6\narchive a.tar a\nremove a\nfiles out/a/n#.md 6\nedit out/a/n1.md out/a/n2.md"),
    ),
    (
        "unpacked by a letter with the folder attached",
        "tar -xf a.tar -Cout",
        "files a/n#.md 6\narchive a.tar a\nremove a\nfolder out",
        ("files a/n#.md 6\narchive a.tar a\nremove a\nfiles out/a/n#.md 6\nedit out/a/n1.md out/a/n2.md"),
    ),
    (
        "into a folder that an option names",
        "cp -t conf new/a.odt new/b.odt",
        "file new/a.odt new/b.odt\nfolder conf",
        "file new/a.odt new/b.odt conf/a.odt conf/b.odt",
    ),
    (
        "a folder fetched over one that is there",
        "scp -r web1:site .",
        "folder other",
        "files site/p#.php 12",
    ),
    (
        "the same out of a container",
        "docker cp box:/app/conf .",
        "folder other",
        "files conf/p#.ini 12",
    ),
    (
        "the same out of a pod",
        "kubectl cp web-0:/app/conf conf",
        "folder other",
        "files conf/p#.ini 12",
    ),
    (
        "a film made over another film",
        "ffmpeg -y -i talk.mov holiday.mp4",
        "file talk.mov",
        "file holiday.mp4\nold holiday.mp4\nfile talk.mov",
    ),
    (
        "a document over another",
        "pandoc notes.md -o thesis.docx",
        "file notes.md",
        "file thesis.docx\nold thesis.docx\nfile notes.md",
    ),
    (
        "a picture over another",
        "convert scan.png -resize 50% wedding.jpg",
        "file scan.png",
        "file wedding.jpg\nold wedding.jpg\nfile scan.png",
    ),
    (
        "cp -u over newer, of which one is older",
        "cp -u new/a.odt new/b.odt conf/",
        "file new/a.odt new/b.odt\nold new/a.odt new/b.odt\nfile conf/a.odt conf/b.odt",
        "file new/a.odt new/b.odt conf/a.odt conf/b.odt\nold conf/a.odt conf/b.odt",
    ),
    (
        "older backups go, and the newer are empty",
        "find backups -name '*.sql.gz' -mtime +30 -delete",
        (
            "files backups/b#.sql.gz 12\n"
            "old backups/b1.sql.gz backups/b2.sql.gz backups/b3.sql.gz backups/b4.sql.gz"
        ),
        (
            "files backups/b#.sql.gz 12\n"
            "old backups/b0.sql.gz backups/b1.sql.gz backups/b2.sql.gz backups/b3.sql.gz "
            "backups/b4.sql.gz backups/b5.sql.gz backups/b6.sql.gz backups/b7.sql.gz "
            "backups/b8.sql.gz backups/b9.sql.gz backups/b10.sql.gz backups/b11.sql.gz\n"
            "empty backups/c1.sql.gz backups/c2.sql.gz"
        ),
    ),
    (
        "the newer are of another row",
        "find arch -name '*.zip' -mtime +30 -delete",
        "files arch/db-#.zip 12\nold arch/db-1.zip arch/db-2.zip arch/db-3.zip",
        (
            "files arch/photos-#.zip 12\n"
            "old arch/photos-0.zip arch/photos-1.zip arch/photos-2.zip arch/photos-3.zip "
            "arch/photos-4.zip arch/photos-5.zip arch/photos-6.zip arch/photos-7.zip "
            "arch/photos-8.zip arch/photos-9.zip arch/photos-10.zip arch/photos-11.zip\n"
            "file arch/site.zip"
        ),
    ),
    (
        "logs of years with one that is new",
        "find logs -name '*.gz' -mtime +7 -delete",
        "files logs/l#.gz 3\nold logs/l1.gz",
        (
            "files logs/access.#.gz 12\n"
            "old logs/access.0.gz logs/access.1.gz logs/access.2.gz logs/access.3.gz "
            "logs/access.4.gz logs/access.5.gz logs/access.6.gz logs/access.7.gz logs/access.8.gz "
            "logs/access.9.gz logs/access.10.gz logs/access.11.gz\n"
            "empty logs/other.gz"
        ),
    ),
    (
        "sources and what is made from them go together",
        "rm -rf songs/*.wav songs/*.mp3",
        "folder songs",
        "files songs/s#.wav 12\nfiles songs/s#.mp3 12",
    ),
    (
        "the copy beside goes by another command",
        "rm -rf old; rm -rf old.bak",
        "folder old old.bak",
        "files old/n#.md 12\ncopy old old.bak",
    ),
    (
        "the copy beside goes by find",
        "rm -rf old && find . -name '*.bak' -exec rm -rf {} +",
        "folder old old.bak",
        "files old/n#.md 12\ncopy old old.bak",
    ),
    (
        "the archive beside goes as well",
        "rm -rf old && rm -f *.tar",
        "folder old",
        "files old/n#.md 12\narchive old.tar old",
    ),
    (
        "what git has goes with its folder",
        "rm -rf src .git",
        "git init -q -b main",
        "repository",
    ),
    (
        "the work tree goes and then its repository",
        "rm -rf src README && rm -rf .git",
        "git init -q -b main",
        "repository",
    ),
    (
        "all here, what is hidden as well",
        "rm -rf * .[!.]*",
        "folder x",
        "repository\npushed\nedit README",
    ),
    (
        "copied with the folders above",
        "cp --parents src/a.odt bak/",
        "file src/a.odt\nfolder bak",
        "file src/a.odt\nfile bak/src/a.odt\nedit bak/src/a.odt",
    ),
    (
        "the same by rsync",
        "rsync -aR src/a.odt bak/",
        "file src/a.odt\nfolder bak",
        "file src/a.odt\nold src/a.odt\nfile bak/src/a.odt\nedit bak/src/a.odt",
    ),
]
