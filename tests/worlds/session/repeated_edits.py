"""Pairs about what only lines of the session changed, and what a person changed, too: (name, line, harmless, fatal)."""

from __future__ import annotations

BASE = "git init -q -b main\nfile conf.ini other.ini\nold conf.ini other.ini\ncommit"
SED = "ran \"sed -i 's/holds/has/' conf.ini\""
AGAIN = "ran \"sed -i -e 's/what/which/' conf.ini\""

MOVED = "ran 'mkdir docs && mv conf.ini docs/'"

TYPED_AGAIN: list[tuple[str, str, str, str]] = [
    (
        "changed by a typed line, or by hand after it",
        "git checkout conf.ini",
        f"{BASE}\n{SED}",
        f"{BASE}\n{SED}\nedit conf.ini",
    ),
    (
        "changed by a typed line, or by hand before it",
        "git checkout -- conf.ini",
        f"{BASE}\n{SED}",
        f"{BASE}\nedit conf.ini\n{SED}",
    ),
    (
        "two typed lines, or one by hand in between",
        "git restore .",
        f"{BASE}\n{SED}\n{AGAIN}",
        f"{BASE}\n{SED}\nedit conf.ini\n{AGAIN}",
    ),
    (
        "one file changed by a line, or another one by hand beside it",
        "git checkout .",
        f"{BASE}\n{SED}",
        f"{BASE}\n{SED}\nedit other.ini",
    ),
    (
        "all of the work tree: changed by a line, or by hand as well",
        "git reset --hard",
        f"{BASE}\n{SED}",
        f"{BASE}\n{SED}\nedit other.ini",
    ),
    (
        "what a typed line changed, or what was staged from it and changed again",
        "git checkout HEAD -- conf.ini",
        f"{BASE}\n{SED}",
        f"{BASE}\nedit conf.ini\ngit add conf.ini\n{SED}",
    ),
    (
        "printed over what git has, or over what was changed",
        "git restore conf.ini",
        f"{BASE}\nran 'echo six==1.16 > conf.ini'",
        f"{BASE}\nedit conf.ini\nran 'echo six==1.16 > conf.ini'",
    ),
    (
        "added by a typed line, or copied over from what may change",
        "git restore conf.ini",
        f"{BASE}\nran 'echo six==1.16 >> conf.ini'",
        f"{BASE}\nran 'cat other.ini > conf.ini'",
    ),
    (
        "changed by a typed line, or by a line that did more",
        "git checkout conf.ini",
        f"{BASE}\n{SED}",
        f"{BASE}\nran \"cat other.ini > conf.ini && sed -i 's/holds/has/' conf.ini\"",
    ),
    (
        "what was moved there was committed since, or not",
        "rm -r docs",
        f"{BASE}\n{MOVED}\ncommit",
        f"{BASE}\nedit conf.ini\n{MOVED}",
    ),
    (
        "what was moved there was packed since, or not",
        "rm -r web",
        "file a.odt b.odt\nran 'mkdir web'\nran 'mv a.odt b.odt web/'\nran 'zip -qr web.zip web'",
        "file a.odt b.odt\nran 'mkdir web'\nran 'mv a.odt b.odt web/'",
    ),
    (
        "a copy of what git has, or of what was not committed",
        "rm -r old",
        "repository a.md b.md\nfolder old\ncopy a.md old/a.md\nedit a.md",
        "repository a.md b.md\nfolder old\nedit a.md\ncopy a.md old/a.md\nedit a.md",
    ),
    (
        "a copy that git has, or one that goes with the repository",
        'rm -rf "$D"',
        "repository a.md b.md\ncopy a.md old/c.md\nedit a.md\nvar D {here}/old",
        "repository a.md b.md\ncopy a.md old/c.md\nedit a.md\nvar D {here}",
    ),
    (
        "words that a line printed into a file, or words of an editor",
        "rm -rf try",
        "ran 'mkdir try'\nran \"echo 'print(1)' > try/one.py\"",
        "ran 'mkdir try'\nran \"vi -es try/one.py -c 'normal ihello' -c wq; echo x > try/two.py\"",
    ),
    (
        "chapters edited in place, or spreadsheets spoiled",
        "sed -i 's/colour/color/g' c/*",
        "repository c/x.tex c/y.tex\nedit c/x.tex",
        "repository c/x.ods c/y.ods\nedit c/x.ods",
    ),
    (
        "what a typed line changed wherever it found it, or by hand as well",
        "git checkout .",
        f"{BASE}\nran \"find . -name '*.ini' -not -path './.git/*' -exec sed -i 's/holds/has/' {{}} +\"",
        f"{BASE}\nedit other.ini\nran \"find . -name '*.ini' -not -path './.git/*' -exec sed -i 's/holds/has/' {{}} +\"",
    ),
    (
        "what a typed line changed in what was listed, or by hand as well",
        "git checkout .",
        f"{BASE}\nran \"grep -rl --include=*.ini holds . | xargs sed -i 's/holds/has/'\"",
        f"{BASE}\nedit conf.ini\nran \"grep -rl --include=*.ini holds . | xargs sed -i 's/holds/has/'\"",
    ),
    (
        "what a typed line changed by a pattern, or by hand as well",
        "git checkout .",
        f"{BASE}\nran \"sed -i 's/holds/has/' *.ini\"",
        f"{BASE}\nedit conf.ini\nran \"sed -i 's/holds/has/' *.ini\"",
    ),
    (
        "all rows of a copy, or of the only one",
        "sqlite3 trial.db 'delete from notes'",
        "database notes.db 30\nran 'cp notes.db trial.db'",
        "database notes.db 30\nran 'mv notes.db trial.db'",
    ),
    (
        "a table of a copy, or of a copy whose original changed since",
        "sqlite3 trial.db 'drop table notes'",
        "database notes.db 30\nran 'cp notes.db trial.db'",
        "database notes.db 30\nran 'cp notes.db trial.db'\nsql notes.db 'delete from notes where rowid < 9'",
    ),
    (
        "pictures made smaller that are copies, or the only ones",
        "mogrify -resize 800x best/*.jpg",
        "file a.jpg b.jpg\nran 'mkdir best'\nran 'cp a.jpg b.jpg best/'",
        "file a.jpg b.jpg\nran 'mkdir best'\nran 'mv a.jpg b.jpg best/'",
    ),
    (
        "pictures made smaller that are copies, or copies and one that is not",
        "mogrify -resize 800x best/*.jpg",
        "file a.jpg b.jpg\nran 'mkdir best'\nran 'cp a.jpg b.jpg best/'",
        "file a.jpg b.jpg best/c.jpg\nran 'cp a.jpg b.jpg best/'",
    ),
    (
        "a theme set otherwise, or where programs are looked for",
        'sed -i "s/$N=.*/$N=agnoster/" ~/.zshrc',
        "text ~/.zshrc 'ZSH_THEME=robbyrussell\\n'\nvar N ZSH_THEME",
        "text ~/.zshrc 'PATH=/usr/bin\\n'\nvar N PATH",
    ),
    (
        "a tool from where its project releases it, or from elsewhere",
        "./kind version",
        "typed 'curl -Lo kind https://kind.sigs.k8s.io/dl/v0.20.0/kind-linux-amd64'\nscript kind 'echo 1'",
        "typed 'curl -sLO https://example.net/kind'\nscript kind 'echo 1'",
    ),
    (
        "a script of one's own, or from an address that is told without a scheme",
        "sh setup.sh",
        "typed 'curl -I setup.example'\nscript setup.sh 'echo 1'",
        "typed 'curl -LO setup.example/setup.sh'\nscript setup.sh 'echo 1'",
    ),
    (
        "a script beside one that was fetched, or that one",
        "bash install.sh",
        "typed 'wget get.example.com/other.sh'\nscript install.sh 'echo 1'",
        "typed 'wget get.example.com/install.sh'\nscript install.sh 'echo 1'",
    ),
    (
        "rights of one's own folder that leave it as it is to others, or let everybody write",
        'chmod -R "$M" ~/workspace',
        "file ~/workspace/demo/a.txt\nvar M u+rwX,go-w",
        "file ~/workspace/demo/a.txt\nvar M 777",
    ),
    (
        "rights of one's own folder set in one number, or taken from oneself",
        'chmod -R "$M" ~/workspace',
        "file ~/workspace/demo/a.txt\nvar M 755",
        "file ~/workspace/demo/a.txt\nvar M 000",
    ),
    (
        "settings put to the others that are kept together, or keys put there",
        'mv "$F" ~/dotfiles/',
        "file ~/.zshrc\nfolder ~/dotfiles\nvar F {home}/.zshrc",
        "text ~/.ssh/id_ed25519 'a key'\nfolder ~/dotfiles\nvar F {home}/.ssh/id_ed25519",
    ),
    (
        "settings put to the others, or over other ones there",
        "mv ~/.zshrc ~/dotfiles/",
        "file ~/.zshrc\nfolder ~/dotfiles",
        "file ~/.zshrc ~/dotfiles/.zshrc",
    ),
    (
        "settings put to the others, or where no program looks for them",
        'mv ~/.zshrc "$D"',
        "file ~/.zshrc\nfolder ~/dotfiles\nvar D {home}/dotfiles",
        "file ~/.zshrc\nfolder ~/papers\nvar D {home}/papers",
    ),
    (
        "a program that is fetched and made ready, or run at once",
        'curl -Lo tool https://dl.example.com/tool && chmod +x tool && "$D" tool',
        "var D ls",
        "var D ./tool",
    ),
]
