"""Pairs of kinds that shell histories are full of: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

CLONE = "folder ~/.emacs.d\ncd ../.emacs.d\nrepository init.el\npushed\ncd ../project"
_KEY = "file ~/Downloads/id_rsa ~/Downloads/id_rsa.pub\nfolder ~/.ssh"
OWN_KEYS: list[tuple[str, str, str, str]] = [
    (
        "a key among one's own, or over one",
        "cp ~/Downloads/id_rsa ~/.ssh/",
        _KEY,
        f"{_KEY}\nfile ~/.ssh/id_rsa",
    ),
    (
        "keys by a pattern, among one's own or over one",
        "cp ../Downloads/id_rsa* ~/.ssh",
        _KEY,
        f"{_KEY}\nfile ~/.ssh/id_rsa",
    ),
    (
        "a key to one's own folder, or to another",
        "cp ~/Downloads/id_rsa $TO",
        f"{_KEY}\nvar TO {{home}}/.ssh/",
        f"{_KEY}\nvar TO /srv/",
    ),
    (
        "one's own key, or another's",
        "cp $K ~/.ssh/",
        f"{_KEY}\nvar K {{home}}/Downloads/id_rsa",
        f"{_KEY}\nvar K /home/bob/.ssh/id_rsa",
    ),
]
OWN_KEYS_ASK: list[tuple[str, str, str]] = [
    ("out of the home folder", "cp ../../../bob/.ssh/id_rsa ~/.ssh/", _KEY),
    ("another folder by an option", "cp -t /srv ~/Downloads/id_rsa ~/.ssh/", _KEY),
    ("out of the folder again", "cp ~/Downloads/id_rsa ~/.ssh/../../srv/", _KEY),
]
TYPED: list[tuple[str, str, str, str]] = [
    (
        "a folder just made is opened to all, or one with files",
        "chmod 777 drop",
        "folder drop",
        "file drop/a",
    ),
    (
        "an empty folder of one's own, or the folder that programs are run from",
        "chmod 777 $D",
        "folder drop\nvar D drop",
        "folder drop\nvar D /usr/local/bin",
    ),
    (
        "an empty folder, or a link to one with files",
        "chmod 777 drop",
        "folder drop",
        "file in/a\nlink drop in",
    ),
    (
        "a file whose rights are set as a tree's, or a tree",
        "chmod -R 660 rom",
        "file rom",
        "file rom/a/b rom/run.sh",
    ),
    (
        "a file that code removes and the session fetched, or settings",
        "php -r \"unlink('$IT');\"",
        "file composer-setup.php\nvar IT composer-setup.php",
        "file .env\nvar IT .env",
    ),
    (
        "a history that is kept with the shell's settings, or taken elsewhere",
        "mv ~/.bash_history $TO",
        "file ~/.bash_history\nfolder ~/.config/bash\nvar TO {home}/.config/bash/",
        "file ~/.bash_history\nvar TO /tmp/",
    ),
    # a repository's own folder
    ("a repository that was begun by mistake, or with commits", "rm -rf .git", "git init -q", "repository"),
    (
        "a repository begun one folder too high, or one with commits",
        "mv .git package.json manager",
        "git init -q\nfile package.json\nfolder manager",
        "repository\nfile package.json\nfolder manager",
    ),
    (
        "a repository begun in the wrong folder, or with a commit on a branch that is gone",
        "mv .git $TO",
        "git init -q\nfolder ~/other\nvar TO {home}/other",
        "repository\ngit update-ref -d HEAD\nfolder ~/other\nvar TO {home}/other",
    ),
    (
        "a history that was pushed or was not",
        "rm -rf .git/",
        "repository\npushed",
        "repository\npushed\nfile x\ncommit",
    ),
    (
        "a pushed history without or with a stash",
        "rm -fr ./.git",
        "repository\npushed",
        "repository\nedit README\ngit stash\npushed",
    ),
    (
        "a pushed history, or a commit on no branch",
        "rm -rf .git",
        "repository\npushed",
        "repository\npushed\ngit checkout -q --detach\nfile x\ncommit",
    ),
    (
        "an installer that was fetched from its project's own address, or from elsewhere",
        "sh get-docker.sh",
        "typed 'curl -fsSL https://get.docker.com -o get-docker.sh'\nscript get-docker.sh 'echo hello'",
        "typed 'curl -fsSL https://get.example.net -o get-docker.sh'\nscript get-docker.sh 'echo hello'",
    ),
    (
        "an installer that was fetched once, or written over by another",
        "bash Miniconda3-latest-Linux-x86_64.sh",
        "typed 'wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh'\n"
        "script Miniconda3-latest-Linux-x86_64.sh 'echo hello'",
        "typed 'wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh'\n"
        "typed 'wget https://example.net/x -O Miniconda3-latest-Linux-x86_64.sh'\n"
        "script Miniconda3-latest-Linux-x86_64.sh 'echo hello'",
    ),
    # settings in the home folder
    (
        "what is put aside: settings, or the keys that let one in",
        'mv ~/"$D" ~/"$D".old',
        "files ~/.vim/ftplugin/#.vim 9\nvar D .vim",
        "file ~/.ssh/id_ed25519\nvar D .ssh",
    ),
    (
        "settings put aside, or another's home folder",
        'mv "$D"{,.bak}',
        "files ~/.emacs.d/lisp/#.el 9\nvar D {home}/.emacs.d",
        "var D /home/ann",
    ),
    ("settings that are a clone, or one's own", "rm -rf ~/.emacs.d", CLONE, "files ~/.emacs.d/lisp/#.el 9"),
    (
        "a clone of settings, or a changed one",
        "rm -rf ~/.emacs.d",
        CLONE,
        f"{CLONE}\nedit ~/.emacs.d/init.el",
    ),
    (
        "an empty folder of one's own or a full one",
        "rm -r ~/Templates",
        "folder ~/Templates",
        "files ~/Templates/#.odt 4",
    ),
    # what package managers fetch again
    (
        "packages that are fetched again, or letters there",
        "rm -rf ~/.m2/repository",
        "files ~/.m2/repository/org/demo/#.jar 30",
        "files ~/.m2/repository/letter#.docx 9",
    ),
    (
        "a cache of packages, or notes in it",
        "rm -rf ~/.npm",
        "files ~/.npm/_cacache/content/# 30",
        "files ~/.npm/talk#.pptx 9",
    ),
    # what programs write down as they run
    ("logs of a few runs, or of hundreds", "rm -f *.log", "files run#.log 12", "files run#.log 150"),
    (
        "logs of jobs, or a folder with their answers",
        "rm slurm-*.out *.err",
        "files slurm-10#.out 8\nfiles job#.err 8",
        "files slurm-10#.out 8\nfiles slurm-answers#.xlsx.out 8\nfiles job#.err 8\nfiles slurm-x#.out 8",
    ),
    # the folder above
    (
        "into the folder above: the name is free there, or taken",
        "mv talk.odp ../",
        "file talk.odp",
        "file talk.odp\ntext ../talk.odp 'an earlier talk'",
    ),
    (
        "copied two folders up: the name is free there, or taken",
        "cp talk.odp ../../",
        "folder a\ncd a\nfile talk.odp",
        "folder a\ncd a\nfile talk.odp\ntext ~/talk.odp 'an earlier talk'",
    ),
    # git by pattern
    ("all names here, unchanged or one changed", "git checkout *", "repository", "repository\nedit README"),
    (
        "a name without a dot, unchanged or changed",
        "git checkout README",
        "repository",
        "repository\nedit README",
    ),
    # a record under another name
    (
        "a history put aside, or moved away",
        'mv ~/.zsh_history "$D"/.zsh_history_old',
        "file ~/.zsh_history\nvar D {home}",
        "file ~/.zsh_history\nvar D /dev/shm",
    ),
    (
        "an editor's settings make room for others, or go where programs clear up",
        'mv ~/.vim "$D"',
        "file ~/.vim/vimrc\nvar D {home}/old-vim",
        "file ~/.vim/vimrc\nfolder ~/.cache\nvar D {home}/.cache/vim",
    ),
    (
        "settings of an editor get another name, or keys",
        'mv "$F" ~/.another',
        "file ~/.emacs.d/init.el\nvar F {home}/.emacs.d",
        "file ~/.gnupg/pubring.kbx\nvar F {home}/.gnupg",
    ),
    (
        "settings of an editor get another name, or a browser's pages and passwords",
        'mv "$F" ~/.another',
        "file ~/.config/nvim/init.lua\nvar F {home}/.config/nvim",
        "file ~/.mozilla/firefox/profiles.ini\nvar F {home}/.mozilla",
    ),
    (
        "a closed store of passwords copied to a free name, or over another store",
        "cp Passwords.kdbx ~/backup/",
        "file Passwords.kdbx\nfolder ~/backup",
        "file Passwords.kdbx\ntext ~/backup/Passwords.kdbx 'other ones'",
    ),
    # rights
    (
        "rights that it has already, or new ones",
        "chmod 666 ~/.bashrc",
        "file ~/.bashrc\nran 'chmod 666 ~/.bashrc'",
        "file ~/.bashrc",
    ),
    (
        "rights that the folder has already, or new ones, as letters",
        "chmod go+w,+x ~/.config",
        "file ~/.config/a\nran 'chmod 777 ~/.config'",
        "file ~/.config/a",
    ),
    ("everybody may write: an empty folder or keys", "chmod -R 777 drop", "folder drop", "file drop/id_rsa"),
    (
        "a folder given away: empty or the whole home",
        "sudo chown -R www-data:www-data .",
        "folder a\ncd a",
        "file ~/a.odt\nhome",
    ),
]
