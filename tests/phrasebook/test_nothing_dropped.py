"""A command that drops or turns round a part of its request is never proposed; what is said loosely is understood."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.tokens import tokens_of
from shellguard.phrasebook.language.vocabulary import vocabulary
from shellguard.phrasebook.matching.directions import directed
from shellguard.phrasebook.matching.heeding import Heeding
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

AROUND = Surroundings(
    folder="/home/ann/project",
    home="/home/ann",
    package_manager="apt",
    branch="main",
    entries=frozenset({"attic", "plan.txt", "crates.csv", "web.log", "app.ini", "bin"}),
)

NEVER = [
    # the clipboard is no folder, kinds of data no text, all remotes not the usual one, the system's folders no name
    ("copy the current path to the clipboard", "cp * clipboard"),
    ("copy plan.txt to the clipboard", "cp plan.txt clipboard"),
    ("find files that contain phone number patterns", "grep -rl 'phone number patterns' ."),
    ("push to all remotes", "git push"),
    ("find files over 2G but not in system directories", "find . -type f -not -path '*/system/*' -size +2G"),
    ("grep only ip address", "hostname -I"),
    ("search for an error in compressed logs", "find . -type f -iname '*.tar' -exec grep -H -e error {} +"),
    ("check whether a package is installed", "apt list --installed"),
    ("add a newline to the end of plan.txt", "printf '%s\\n' newline >> plan.txt"),
    ("create a GitHub repo from a branch", "git switch -c GitHub"),
    ("what is my user ID", "id ID"),
    ("find folders over 2G", "find . -type d -size +2G"),
    ("delete files with whitespace in their name", "find . -type f -name '*whitespace*' -delete"),
    # a folder is no file that is written, a share of a size is no number of points
    (
        "download https://example.com/crates.tar.gz to /tmp",
        "curl -L -o /tmp https://example.com/crates.tar.gz",
    ),
    ("resize all png images in attic to 50%", "mogrify -resize 50 attic/*.png"),
    ("create a link called plan to attic/v2", 'ln -s "$PWD/plan" attic/v2'),
    ("verify the sha256 checksum of crates.iso", "sha256sum -c crates.iso"),
    ("how many lines did I add since yesterday", "find . -type f -newermt 'yesterday 0:00' -exec wc -l {} +"),
    ("run the linter on bin", "the linter bin"),
    ("make every file name here lowercase", "mv here"),
    # what a name is beside, and which of two is meant
    ("zip the folder report without the drafts subfolder", "zip -r report.zip report"),
    ("delete the folder attic but ask me first", "rm -i attic"),
    (
        "join part1.mp4 and part2.mp4 into one video",
        "ffmpeg -f concat -safe 0 -i part1.mp4 -c copy part2.mp4",
    ),
    ("list the volumes that container db uses", "docker ps -a --filter volume=db"),
    ("forward port 8080 of service web to 9090 on my machine", "kubectl port-forward service/web 8080:9090"),
    (
        "change the extension of all files in img from jpeg to jpg",
        'for f in *.jpeg; do mv -- "$f" "${f%.*}.jpg"; done',
    ),
    ("rotate plan.pdf by 90 degrees", "mogrify -rotate 90 plan.pdf"),
    ("back up all mysql databases into all.sql", "pg_dump mysql > all.sql"),
    ("run the dev script from package.json", "dev package.json"),
    ("how do I undo git add for one file", "git restore --staged ."),
    ("what are the column names of crates.csv", "cut -d, -f1 crates.csv"),
    # a question changes nothing
    ("is mariadb enabled at boot", "sudo systemctl enable mariadb"),
    ("who last changed line 4 of plan.txt", "sed -i '4s/.*/last/' plan.txt"),
    ("is rsync installed", "git grep -n installed"),
    ("list the enabled repositories", "sudo systemctl enable repositories"),
    # the one sign becomes the other, not the other way round
    ("replace all semicolons with commas in crates.csv", "sed -i 's/,/;/g' crates.csv"),
    # which of them, and without a question
    ("delete node_modules in every subfolder", "rm -r node_modules"),
    ("install nginx without asking me", "sudo apt install nginx"),
    ("create folder build, copy src/*.c into it", "cp -r src/*.c build"),
    # what is written in programs is no file, a program in C no script of the shell
    (
        "find all console.log in src except in tests",
        "find src -type f -not -path '*/tests/*' -name console.log",
    ),
    ("run main.c", "bash main.c"),
    # what stands last is no text
    ("show me the last kernel messages", "sudo dmesg | grep -i last"),
    ("which package is the largest installed", "apt list --installed | grep largest"),
    # a folder is as big as what is in it
    (
        "find the biggest directory under /var but stay on this filesystem",
        "find /var -xdev -type d -printf '%s %p\\n' | sort -rn | head -n 1 | cut -d' ' -f2-",
    ),
    # a word that is no name of anything here is a name or a text, and is not lost
    ("lines with WARN and kafka in web.log", "grep -i warn web.log"),
    ("create branch hot-3 from develop and switch to it", "git switch -c hot-3"),
    ("branches not merged into develop", "git branch --no-merged"),
    ("merge payments into develop", "git merge payments"),
    # a folder has no text of its own, and what is said not to be there is no text to look for
    (
        "delete all directories that do not contain a Makefile",
        "find . -type d ! -exec grep -q -e Makefile {} ';' -prune -exec rm -r {} +",
    ),
    (
        "delete all folders that contain no python files",
        "find . -type d -exec grep -q -e 'no python files' {} ';' -prune -exec rm -r {} +",
    ),
    (
        "delete all folders that contain a file called x.txt",
        "find . -type f -name x.txt -exec grep -q -e a {} ';' -delete",
    ),
    (
        "delete all files that contain no python code",
        "find . -type f -name '*.py' -exec grep -q -e no {} ';' -delete",
    ),
    ("stash only the staged changes", "git stash push -- staged"),
    # one of two is not both
    ("lines in web.log with PUT or 503", "grep -e PUT web.log | grep 503"),
    # what is done is no value
    ("remove container old-db even if it runs", "docker exec old-db sh -c remove"),
    ("restart all stopped containers", "docker restart stopped"),
    ("update package lists only", "sudo apt install --only-upgrade lists"),
    # two deeds are two
    ("start memcached now and on every boot", "sudo systemctl enable memcached"),
    ("delete tag beta locally and on origin", "git push origin --delete tag beta"),
    # what is to be kept is kept
    ("uninstall apache2 but keep its config", "sudo apt purge apache2"),
    # a setting's number is no mode, and characters are no words
    ("change timeout to 4000 in app.ini", "chmod 4000 app.ini"),
    ("only lines with exactly 3 chars in plan.txt", "awk 'NF == 3' plan.txt"),
    # which of two is given and which is taken
    ("commits in trial that arent in main", "git log trial..main --oneline"),
    ("symlink cur to plan.txt", "ln -s cur plan.txt"),
    ("copy attic to server web7:/srv/data", "cp -r attic web7:/srv/data"),
    ("download https://example.com/a.zip to attic", "curl -L -o attic https://example.com/a.zip"),
    # one of them is not all of them
    ("last error in web.log", "grep -i error web.log"),
    ("only the names of the running containers", "docker ps"),
    ("commits not by Carol", "git log Carol..HEAD --oneline"),
    ("crates.csv only rows where label is RED or TAN", "grep -e label -e TAN crates.csv"),
    ("make bin executable only for me", "chmod +x bin"),
    ('commit everything with message "w" but dont push', "git commit -m w"),
    ("env vars of container api", "env | grep api"),
    ("revert commit 1a2b3c4 but dont commit yet", "git reset --hard 1a2b3c4"),
    # a word that nothing explains is a condition that would be dropped
    ("list installed packages by size", "apt list --installed"),
    ("show commits by carol on tuesdays", "git log --author=carol"),
    # what is not to be there is not what it is compared with
    ("show branches that are merged but not trial", "git branch --no-merged trial"),
    # what is to be kept is not what is deleted
    ("delete everything in attic but keep .gitkeep", "find attic -name .gitkeep -delete"),
    ("remove all files but keep attic", "find attic -maxdepth 1 -type f -delete"),
    ("delete everything except attic", "git branch | grep -vxE '[* +]*attic' | xargs -r git branch -d"),
    # what is asked of a program's doings is not done
    ("git show what will be pushed", "git push"),
    ("is port 22 open here", "sudo ufw allow 22"),
    ("update everything", "find . -exec touch {} +"),
    # a day is no branch, a file no message, a program no folder
    ("files changed between monday and today", "git diff --name-only monday today"),
    ("stash only plan.txt", "git stash push -m plan.txt"),
    ("open plan.txt in vim", "xdg-open vim/plan.txt"),
    ("swap column 1 and 2 in crates.csv", "awk '{t = $1; $1 = $2; $2 = t; print}' crates.csv"),
    (
        "how many errors per hour in web.log",
        "grep -e '' web.log | grep -oE '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}' | sort | uniq -c",
    ),
    # asked to end is not ended at once
    ("stop the process on port 5000 but gracefully", "fuser -k 5000/tcp"),
    ("append today's date to plan.txt", "printf '%s\n' 'today date' >> plan.txt"),
    # an hour is no machine, a method no data, and an option no command
    ("run backup.sh at 5pm", "ssh 5pm backup.sh"),
    (
        "send a GET to http://localhost:3000/health",
        "curl -X POST -H 'Content-Type: application/json' -d GET http://localhost:3000/health",
    ),
    ("alias ll to ls -la", "alias ll=-la"),
    ("copy only new files from attic to /mnt/usb", "cp attic/* /mnt/usb"),
    ("what does the command tar do", "command -v tar"),
    ("whats in this folder", "pwd"),
    ("update only git", "git pull"),
    ("show last 50 lines of syslog", "journalctl -u syslog -n 50"),
    # a question writes no file, a machine is none, and a sign stands in its line
    ("which process writes to web.log", "ps aux > web.log"),
    ("find ip of raspberrypi.local", "grep -oE '([0-9]{1,3}\\.){3}[0-9]{1,3}' raspberrypi.local"),
    ("print everything after the colon in plan.txt", "sed '1,/:/d' plan.txt"),
    ("split crates.csv by value of column 2", "cut -d value -f 2 crates.csv"),
    ("open firewall port 443 tcp", "sudo ufw allow 443"),
    # what is shown is not done, and of two sides the one that is said is taken
    ("show me the commit message of 1a2b3c4", "git commit -m 1a2b3c4"),
    ("resolve conflict in plan.txt using theirs", "git checkout --ours -- plan.txt"),
    ("add me to the docker group", "sudo groupadd docker"),
    ("apply fix.patch", "kubectl apply -f fix.patch"),
    (
        "show size of every file in attic sorted",
        "find attic -type f -print0 | du -ch --files0-from=- | tail -n 1 | sort",
    ),
    ("which files have no extension", "find . -type f -name '*.no'"),
    ("extract frames from clip.mov every second", "watch -n 1 ffmpeg -i clip.mov frame_%04d.png"),
    ("set upstream to origin/login", "git branch -u origin/origin/login"),
    (
        'search for "TODO" in js files but ignore attic',
        "find but -type f -name '*.js' -exec grep -H -e TODO {} +",
    ),
    # what is carried somewhere is made executable there, and the folder itself is none of those in it
    (
        "copy run.sh to /usr/local/bin and make it executable",
        "cp run.sh /usr/local/bin && chmod +x /usr/local/bin",
    ),
    # what went wrong is told and not done, a place of docker's is no folder, and two texts are no names
    ("my git push was rejected", "git push origin rejected"),
    ("what's wrong with my computer", "whatis wrong"),
    ("make everything clean", "make clean"),
    ("show disk usage of docker", "du -sh docker"),
    ("find all files that have TODO and FIXME", "find FIXME -name TODO"),
    ("find lines with TODO but without kafka in attic/", "grep -v -e kafka -e TODO attic/"),
    ("list files that are in attic but not in bin", "find attic -type f -not -path '*/bin/*'"),
    # from a machine or to it, and what is put at the end of a file is not put behind each line
    ("copy the attic folder from server web1 to here", "scp -r attic web1:server"),
    ("copy attic9/a.txt to server web1", "scp -r web1:attic9/a.txt ."),
    ('put the line "# end" at the end of plan.txt', "sed -i 's/$/plan.txt/' '# end'"),
    ("put the line kafka at the end of plan.txt", "sed -i 's/$/kafka/' plan.txt"),
    # one is given what another is denied, a text in capitals is no file, and a key of JSON no word
    (
        "make everything in attic readable for the group but not for others",
        "find attic -exec chmod go-r {} +",
    ),
    (
        "remove all lines with DEBUG from web.log and save as clean.log",
        "grep -vxFf DEBUG web.log > clean.log",
    ),
    ("remove debug from app.json", "sed -i 's/debug//g' app.json"),
    (
        "change owner of everything under attic to bob and group dev",
        "find attic -type f -user everything -exec sudo chown bob:dev {} +",
    ),
    ("delete every png that nobody opened for 90 days", "find . -type f -name '*.png' -mtime +90 -delete"),
    # several files that go into a folder never end as one file of its name
    ("copy only files changed today to pics9", "find . -type f -daystart -mtime -1 -exec cp {} pics9 ';'"),
    (
        "move all files larger than 1gb to /mnt/big",
        "find . -type f ! -path '*/.*' -size +1G -exec mv {} /mnt/big ';'",
    ),
    # what is in two places or in a list is not all of a place
    ("delete all files that are also in attic", "find attic -maxdepth 1 -type f -delete"),
    ("delete all the files listed in plan.txt", "find plan.txt -maxdepth 1 -type f -delete"),
    ("delete the files in attic that are not in bin", "find attic -type f -not -path '*/bin/*' -delete"),
    ("move hidden files too from attic to bin", "find attic -type f -name '.*' -exec mv {} bin ';'"),
    ("kill node9 but only my own processes", "sudo pkill -u node9"),
    ("delete all screenshots from my desktop", "sed -i 's/screenshots//g' ~/Desktop"),
    ("unpack every zip file here in its own folder", "find own -type f -name '*.zip' -exec unzip {} ';'"),
    ("delete logs except of today", "find . -type f -name '*.log' -daystart -mtime -1 -delete"),
    ("set my git name to Ann Lee", "git branch -m Lee Ann"),
    ("enter the container web as root", "sudo docker exec -it web sh"),
    ("check whether https://example.com is up", "ping -c 4 https://example.com"),
    ("lines 2,4 and 6 of plan.txt", "grep 2,4 plan.txt | grep 6"),
    ("print the 2nd last line of plan.txt", "tail -n 2 plan.txt"),
    # what runs a script, what ends a program, and who has changed files
    ("run plan9.py", "bash plan9.py"),
    ("run plan9.py again every 5 seconds", "watch -n 5 'plan9.py again'"),
    ("which files did carol change last week", "find . -type f -mtime -7 -exec grep -H -e carol {} +"),
    ("commits by author this year", 'git log --since="$(date +%Y-01-01)" --author="$(git config user.name)"'),
    ("files not readable for others", "find . -type f -perm -o=r"),
    ("list the largest directories under /var, top 5 only", "du -h /var | sort -rh | head -n 5"),
    ("which folder has the most files", "find . -type f -name '*.most' -printf '%h\\n' | sort -u"),
    ("what ports does process 1234 use", "ss -ltnp 'sport = :1234'"),
    ("git show stash 1", "git stash push -m 1"),
    ("combine a.png and b.png side by side", "paste a.png b.png"),
    ("crop clip.mov to 640x480", "mogrify -crop 640x480 clip.mov"),
    ("who is the author of the last commit", "git log --author=last"),
    ("show bios version", "bios --version"),
    # what comes from another machine does not go there
    ("copy the folder attic from server1:/srv to here", "scp -r attic server1:/srv"),
    ("copy the folder attic from server1:/srv to here", "find server1:/srv -type d -exec cp {} attic ';'"),
    ("run npm start in the background", "find . -name 'background*' -exec npm {} ';'"),
    ("push everything including tags", "git push origin including"),
    ("count characters without spaces in plan.txt", "grep -vc ' ' plan.txt"),
    ("show all lines with numbers in plan.txt", "cat -n plan.txt"),
    ("replace tabs by spaces in every py file under bin", "find bin -type f -name '*.py' -exec expand {} +"),
    # what joins words is no name, and a version no file
    ("show difference between folder a and folder b", "diff -rq b between"),
    ("log since v2.1", "find . -type f -name '*.log' -newer v2.1"),
]

SAID = [
    # why it is done changes nothing of it; what is made may be called like a number or an ending
    ("delete app.ini because it is too old", "rm app.ini"),
    ("delete all log files to free up space", "find . -type f -name '*.log' -delete"),
    ("make an empty file .keep9", "touch .keep9"),
    ("make a folder called 2026", "mkdir -p 2026"),
    (
        "copy all csv files from ~/Downloads to out9 without overwriting anything",
        "mkdir -p out9 && cp -n ~/Downloads/*.csv out9",
    ),
    ("get the latest changes from origin without merging", "git fetch"),
    ("sync attic to nas:/backup/attic but don't delete anything there", "rsync -a attic/ nas:/backup/attic/"),
    ("how many commits has each person made this year", 'git shortlog --since="$(date +%Y-01-01)" -sn HEAD'),
    ("is mariadb enabled at boot", "systemctl is-enabled mariadb"),
    ("stash my changes, then switch to main", "git stash && git switch main"),
    ("first make a folder out9 then copy plan.txt there", "mkdir -p out9 && cp plan.txt out9"),
    (
        "delete the branch login-2 also on the server",
        "git branch -d login-2 && git push origin --delete login-2",
    ),
    ("find files between 1 and 5 mb", "find . -type f -size +1M -size -5120k"),
    ("is there any file larger as 10 megabyte", "find . -type f -size +10M"),
    ("is google reachable", "ping -c 4 google.com"),
    ("how many mb of memory are free", "free -h"),
    ("which program is eating cpu", "ps aux --sort=-%cpu | head -n 2"),
    ("go back one commit but dont lose anything", "git reset --soft HEAD~1"),
    ("go back to where i was before", "cd -"),
    ("kill the process 1234 the hard way", "kill -9 1234"),
    ("shwo hidden fils", "ls -d .[!.]*"),
    ("cout lines in plan.txt", "wc -l plan.txt"),
    ("turn all pngs in attic into jpgs", "mogrify -format jpg attic/*.png"),
    ("am i root", "whoami"),
    ("lines 2,4 and 6 of plan.txt", "sed -n '2p;4p;6p' plan.txt"),
    ("print the 2nd last line of plan.txt", "tail -n 2 plan.txt | head -n 1"),
    ("groups of carol", "groups carol"),
    ("compress the folder attic to attic.tar.xz", "tar -caf attic.tar.xz attic"),
    ("show me lines 3 till 7 of plan.txt", "sed -n '3,7p' plan.txt"),
    ("ping 10.0.0.1 every 5 seconds", "ping -i 5 10.0.0.1"),
    ("remove stopped containers but not images", "docker container prune"),
    ("kill node9 but only my own processes", 'pkill -x -u "$USER" node9'),
    ("kill all processes of user carol", "sudo pkill -u carol"),
    ("files whose name is longer than 6 characters", "find . -type f -name '???????*'"),
    (
        "delete the files in attic that are not in attic/new",
        "find attic -type f -not -path 'attic/new/*' -delete",
    ),
    ("remove all volumes that are not used", "docker volume prune"),
    ("run make with all cores", 'make -j"$(nproc)"'),
    (
        "every 10 minutes run ./sync.sh",
        '(crontab -l 2>/dev/null; echo "*/10 * * * * $PWD/sync.sh") | crontab -',
    ),
    (
        "copy only files changed today to pics9",
        "mkdir -p pics9 && find . -type f -daystart -mtime -1 -exec cp {} pics9 ';'",
    ),
    ("copy only files changed today to attic", "find . -type f -daystart -mtime -1 -exec cp {} attic ';'"),
    (
        "move all files larger than 1gb to /mnt/big",
        "find . -type f ! -path '*/.*' -size +1G -exec mv {} /mnt/big/ ';'",
    ),
    (
        "copy the newest log to /tmp",
        "find . -type f -name '*.log' -printf '%T@ %p\\n' | sort -rn | head -n 1"
        " | cut -d' ' -f2- | xargs -d '\\n' -I{} cp {} /tmp",
    ),
    (
        "make everything in attic readable for the group but not for others",
        "find attic -exec chmod g+r,o-r {} +",
    ),
    ("which files can everybody write to", "find . -type f -perm -o=w"),
    ("throw away the last commit completely", "git reset --hard HEAD~1"),
    ("delete the remote branch login-2 but keep it locally", "git push origin --delete login-2"),
    ("remove debug from app.json", "jq 'del(.debug)' app.json > app.json.tmp && mv app.json.tmp app.json"),
    ("stop firefox", "pkill firefox"),
    ("show files newer then 3 days", "find . -type f -mtime -3"),
    ("files larger than 1.5 MB", "find . -type f -size +1536k"),
    ("lines w/o kafka in web.log", "grep -v kafka web.log"),
    ("top 5 procs by mem", "ps aux --sort=-%mem | head -n 6"),
    ("rename plan.txt -> plans.txt", "mv plan.txt plans.txt"),
    ("sum of the second col in crates.csv", "awk -F, '{s += $2} END {print s}' crates.csv"),
    ("symlink cur to plan.txt", "ln -s plan.txt cur"),
    ("copy attic to server web7:/srv/data", "scp -r attic web7:/srv/data"),
    ("download https://example.com/a.zip to attic", "wget -P attic https://example.com/a.zip"),
    ("uninstall apache2 but keep its config", "sudo apt remove apache2"),
    ("remove dangling images but not the others", "docker image prune"),
    ("delete local branch fix-9 but not the remote one", "git branch -d fix-9"),
    ("empty the file web.log but dont delete it", "truncate -s 0 web.log"),
    ("merge payments into develop", "git switch develop && git merge payments"),
    ("lines in web.log with PUT or 503", "grep -e PUT -e 503 web.log"),
    ("make bin executable only for me", "chmod u+x bin"),
    ("show branches that are merged but not trial", "git branch --merged | grep -vxE '[* +]*trial'"),
    ("log since v2.1", "git log v2.1.. --oneline"),
    (
        "copy run.sh to /usr/local/bin and make it executable",
        "cp run.sh /usr/local/bin && chmod +x /usr/local/bin/run.sh",
    ),
    ("list files i own in /tmp", 'find /tmp -type f -user "$USER"'),
    ("install package from file app.deb", "sudo apt install ./app.deb"),
    ("show me the commit message of 1a2b3c4", "git log -1 --format=%B 1a2b3c4"),
    ("resolve conflict in plan.txt using theirs", "git checkout --theirs -- plan.txt"),
    ("add me to the docker group", 'sudo usermod -aG docker "$USER"'),
    ("which files have no extension", "find . -type f ! -name '*.*'"),
    ("alias ll to ls -la", "alias ll='ls -la'"),
    ("show last 50 lines of syslog", "tail -n 50 /var/log/syslog"),
    ("copy only new files from attic to /mnt/usb", "rsync -au attic/ /mnt/usb/"),
    ("what does the command tar do", "whatis tar"),
    ("what did i change", "git diff"),
    ("delete everything in attic but keep .gitkeep", "find attic -mindepth 1 ! -name .gitkeep -delete"),
    ("remove all files but keep attic", "find . -type f ! -path '*/.*' -not -path '*/attic/*' -delete"),
    ("git show what will be pushed", "git log @{upstream}.. --oneline"),
    ("is port 22 open here", "ss -ltn 'sport = :22'"),
    ("stash only plan.txt", "git stash push -- plan.txt"),
    ("show the three biggest folders in attic", "du -h attic | sort -rh | sed 1d | head -n 3"),
    ("find foo or bar in attic", "grep -rn -e foo -e bar attic"),
    ("rename plan.txt to done.txt unless it exists", "mv -n plan.txt done.txt"),
    ("stop the process on port 5000 but gracefully", "kill $(lsof -t -i :5000)"),
    ("show git commits by anna this month", 'git log --since="$(date +%Y-%m-01)" --author=anna'),
    ("show hidden files too", "ls -A"),
    ("copy attic to web7:/srv over ssh", "scp -r attic web7:/srv"),
    ("show diff between main and trial only for bin", "git diff main trial -- bin"),
]

HEEDED = [
    ("show lines with PUT or GET in web.log", "grep -E 'PUT|GET' web.log"),
    ("find files named old or util", "find . -type f \\( -name old -o -name util \\)"),
    ("show the commits from develop", "git log develop"),
    ("files changed in January", "find . -type f -newermt 2025-01-01 ! -newermt 2025-02-01"),
    ("undo the last commit but keep the changes", "git reset --soft HEAD~1"),
    ("which files are executable", "find . -type f -executable"),
    ("list files between 1 MB and 2 MB", "find . -type f -size +1M -size -2M"),
]

IGNORED = [
    ("undo the last commit but keep the changes", "git reset --hard HEAD~1"),
    ("files not modified for 30 days", "find . -type f -mtime -30"),
    ("files modified in the last 30 days", "find . -type f -mtime +30"),
    ("files larger than 5 MB", "find . -type f -size -5M"),
    ("files smaller than 5 MB", "find . -type f -size +5M"),
    ("how many 4xx in web.log", "grep -o 4xx web.log | wc -l"),
]


def weight(request: str, command: str) -> float:
    return Heeding(tokens_of(request, vocabulary())).of(command)


@pytest.mark.parametrize(("request_text", "never"), NEVER)
def test_what_drops_a_part_of_its_request_is_never_proposed(request_text: str, never: str) -> None:
    assert never not in [answer.command for answer in translate(request_text, AROUND)]


@pytest.mark.parametrize(("request_text", "command"), IGNORED)
def test_a_command_that_goes_the_other_way_is_unsure(request_text: str, command: str) -> None:
    assert weight(request_text, command) < 1


@pytest.mark.parametrize(("request_text", "command"), HEEDED)
def test_a_command_that_shows_all_that_was_said_stays_sure(request_text: str, command: str) -> None:
    assert weight(request_text, command) == 1


@pytest.mark.parametrize(("request_text", "command"), SAID)
def test_what_is_said_loosely_is_understood(request_text: str, command: str) -> None:
    assert [answer.command for answer in translate(request_text, AROUND)][:1] == [command]


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("ln -s plan.txt current", "ln -s plan.txt current"),
        ("ln -s plan.txt web.log", "ln -s plan.txt web.log"),
        ("ln -s new newer", "ln -s new newer"),
        ("cp -r attic backup", "cp -r attic backup"),
        ("curl -L -o page https://example.com", "curl -L -o page https://example.com"),
        ("ln -s current plan.txt", "ln -s plan.txt current"),
        ("ln -s ../plan.txt attic/cur", "ln -s ../plan.txt attic/cur"),
        ("ln current plan.txt", "ln plan.txt current"),
        ("cp web7:/etc/motd .", "scp -r web7:/etc/motd ."),
    ],
)
def test_what_is_there_is_what_is_taken(line: str, other: str) -> None:
    assert directed(line, AROUND.entries) == other
