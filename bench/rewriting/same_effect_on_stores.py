"""The same done to services, clouds and databases by another command, and the same fetched in another way.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

from bench.rewriting.same_effect_on_services import row

_STOP = r"SUDO systemctl (?P<v>stop|disable|mask) (?:--now )?(?P<n>[\w@.-]+)"
_SERVICE = r"SUDO service (?P<n>[\w@.-]+) stop"
_HALT = r"SUDO (?:shutdown(?: -[hPr])? now|halt|poweroff|reboot|systemctl (?:poweroff|reboot)|init [06])"
_KILL = r"SUDO (?:killall|pkill)(?P<o>(?: -(?:9|KILL|x))*) (?P<n>[\w.-]+)"
_TERRAFORM = r"terraform destroy(?P<o>(?: -\S+)*)"
_BUCKET = r"aws s3 (?:rm|rb) (?:--force |--recursive )?s3://(?P<b>[\w.-]+)/?(?: --recursive| --force)?"
_AWS = (
    r"aws (?P<k>[a-z0-9-]+) (?P<v>(?:delete|terminate|stop|detach|disable|remove|put|update)-[a-z-]+)"
    r"(?P<o>(?: --[a-z-]+(?: [\w:/.@-]+)?)+)"
)
_CLOUD = r"gcloud (?P<o>[^;|&']+? delete [^;|&']+)"
_AZURE = r"az (?P<o>[^;|&']+? delete(?: [^;|&']+)?)"
_REPOSITORY = r"gh repo delete (?P<n>[\w.-]+/[\w.-]+)(?: --yes| --confirm)?"
_REDIS = r"redis-cli(?P<g>(?: -[hpan] \S+)*) (?P<c>(?i:flushall|flushdb|shutdown)\b(?: \w+)*)"
_PSQL = r"""psql(?P<g>(?: -[UhdpX]? ?[\w./:@-]+)*) -c (?P<q>"[^"$`\\!]+"|'[^'\\]+')"""
_MYSQL = r"""mysql(?P<g>(?: -[uphD]? ?[\w./:@-]+)*) -e (?P<q>"[^"$`\\!]+"|'[^'\\]+')"""
_SQLITE = r"""sqlite3 (?P<f>[\w./-]+) (?P<q>"[^"$`\\!]+"|'[^'\\]+')"""
_STATEMENT = (
    r"""(?P<g>(?:psql|mysql|mariadb)[^;|&'"]* (?:-c|-e) )(?P<a>["'])(?P<v>(?i:drop|truncate|delete"""
    r""" from)) (?P<x>[^"'$`\\!;]+);?(?P=a)"""
)
_FETCHED = r"curl (?P<c>(?:-\w+ )*)(?P<u>https?://\S+) *\| *SUDO (?P<b>bash|sh)"

_ROWS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "service stopped",
        _STOP,
        (
            ("with the ending", "<s>systemctl <v> <n>.service"),
            ("options first", "<s>systemctl --no-block --quiet <v> <n>"),
            (
                "dbus",
                "<s>busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 "
                "org.freedesktop.systemd1.Manager StopUnit ss <n>.service replace",
            ),
            (
                "dbus-send",
                "<s>dbus-send --system --dest=org.freedesktop.systemd1 /org/freedesktop/systemd1 "
                "org.freedesktop.systemd1.Manager.StopUnit string:<n>.service string:replace",
            ),
            (
                "gdbus",
                "<s>gdbus call -y -d org.freedesktop.systemd1 -o /org/freedesktop/systemd1 -m "
                "org.freedesktop.systemd1.Manager.StopUnit <n>.service replace",
            ),
            ("service", "<s>service <n> stop"),
            ("init.d", "<s>/etc/init.d/<n> stop"),
            ("systemctl kill", "<s>systemctl kill -s KILL <n>"),
            ("rc-service", "<s>rc-service <n> stop"),
            ("ansible", "<s>ansible localhost -b -m service -a 'name=<n> state=stopped'"),
            (
                "ansible's systemd",
                "<s>ansible localhost -m systemd -a 'name=<n> state=stopped enabled=no masked=yes'",
            ),
            ("mask --now", "<s>systemctl mask --now <n>"),
            ("a link", "<s>ln -sf /dev/null /etc/systemd/system/<n>.service; <s>systemctl daemon-reload"),
            ("isolated away", "<s>systemctl -H localhost <v> <n>"),
            ("-M", "<s>systemctl -M .host <v> <n>"),
        ),
    ),
    (
        "old service stopped",
        _SERVICE,
        (
            ("systemctl", "<s>systemctl stop <n>"),
            ("init.d", "<s>/etc/init.d/<n> stop"),
            ("invoke-rc.d", "<s>invoke-rc.d <n> stop"),
            ("sv", "<s>sv stop <n>"),
        ),
    ),
    (
        "machine halted",
        _HALT,
        (
            ("systemctl poweroff", "<s>systemctl poweroff"),
            ("systemctl -i", "<s>systemctl -i --force reboot"),
            ("init 0", "<s>init 0"),
            ("telinit", "<s>telinit 6"),
            ("sysrq", "echo b | <s>tee /proc/sysrq-trigger"),
            ("loginctl", "<s>loginctl reboot"),
            (
                "dbus",
                "<s>busctl call org.freedesktop.login1 /org/freedesktop/login1 "
                "org.freedesktop.login1.Manager PowerOff b true",
            ),
            ("halt", "<s>halt -p"),
            ("busybox", "<s>busybox poweroff -f"),
            ("kexec", "<s>kexec -e"),
            ("signal of init", "<s>kill -s SIGRTMIN+4 1"),
            ("systemctl start", "<s>systemctl start poweroff.target"),
            ("isolate", "<s>systemctl isolate reboot.target"),
            ("soft-reboot", "<s>systemctl soft-reboot"),
        ),
    ),
    (
        "processes ended",
        _KILL,
        (
            ("pgrep and xargs", "pgrep <n> | <s>xargs kill -9"),
            ("pidof", "<s>kill -KILL $(pidof <n>)"),
            ("killall's long options", "<s>killall --signal KILL --wait <n>"),
            ("pkill's long options", "<s>pkill --signal 9 --exact <n>"),
            ("ps and awk", "ps aux | awk '/<n>/{print $2}' | <s>xargs kill -9"),
            ("a loop", 'for p in $(pgrep -x <n>); do <s>kill -s KILL "$p"; done'),
            ("busybox", "<s>busybox killall -9 <n>"),
            ("skill", "<s>skill -KILL -c <n>"),
            ("start-stop-daemon", "<s>start-stop-daemon --stop --signal 9 --name <n>"),
            ("python", "pgrep <n> | <s>python3 -c 'import os,sys; [os.kill(int(l), 9) for l in sys.stdin]'"),
        ),
    ),
    (
        "infrastructure",
        _TERRAFORM,
        (
            ("apply -destroy", "terraform apply -destroy<o>"),
            ("a plan", "terraform plan -destroy -out=p && terraform apply p"),
            ("-chdir", "terraform -chdir=. destroy<o>"),
            ("tofu", "tofu destroy<o>"),
            ("terragrunt", "terragrunt destroy<o>"),
            ("run-all", "terragrunt run-all destroy<o>"),
            ("environment", "TF_CLI_ARGS=-auto-approve terraform destroy"),
            ("an answer", "yes yes | terraform destroy"),
            ("an answer once", "echo yes | terraform apply -destroy"),
            ("a container", "docker run --rm -v $PWD:/w -w /w hashicorp/terraform destroy<o>"),
            ("two dashes", "terraform destroy --auto-approve=true"),
        ),
    ),
    (
        "bucket",
        _BUCKET,
        (
            ("rm", "aws s3 rm --recursive s3://<b>"),
            ("rb", "aws s3 rb --force s3://<b>"),
            ("sync of nothing", 'aws s3 sync --delete "$(mktemp -d)" s3://<b>'),
            ("mv", "aws s3 mv --recursive s3://<b> /tmp/x && rm -rf /tmp/x"),
            ("s3api delete-objects", "aws s3api delete-objects --bucket <b> --delete file://all.json"),
            (
                "s3api and jq",
                "aws s3api list-objects-v2 --bucket <b> --query 'Contents[].Key' --output text | "
                "xargs -n1 aws s3api delete-object --bucket <b> --key",
            ),
            ("s3api delete-bucket", "aws s3api delete-bucket --bucket <b>"),
            (
                "life cycle",
                "aws s3api put-bucket-lifecycle-configuration --bucket <b> --lifecycle-configuration "
                "file://expire.json",
            ),
            ("s3cmd", "s3cmd del --recursive --force s3://<b>"),
            ("s5cmd", "s5cmd rm 's3://<b>/*'"),
            ("rclone", "rclone purge s3:<b>"),
            ("mc", "mc rm -r --force s3/<b>"),
            (
                "boto3",
                'python3 -c \'import boto3; boto3.resource("s3").Bucket("<b>").objects.all().delete()\'',
            ),
            ("gsutil", "gsutil -m rm -r s3://<b>"),
            ("global options", "aws --profile prod --region eu-west-1 s3 rm s3://<b>/ --recursive"),
        ),
    ),
    (
        "cloud's thing",
        _AWS,
        (
            ("global options first", "aws --region eu-west-1 --output=json --no-cli-pager <k> <v><o>"),
            ("a profile", "AWS_PROFILE=prod aws <k> <v><o>"),
            ("python -m", "python3 -m awscli <k> <v><o>"),
            ("a container", "docker run --rm -it amazon/aws-cli <k> <v><o>"),
            (
                "a container with keys",
                "docker run --rm -v ~/.aws:/root/.aws public.ecr.aws/aws-cli/aws-cli:latest <k> <v><o>",
            ),
            ("aws-vault", "aws-vault exec prod -- aws <k> <v><o>"),
            ("awslocal's sister", "aws-okta exec prod -- aws <k> <v><o>"),
            ("options turned", "aws <k> <v> --no-paginate<o>"),
            ("a skeleton", 'aws <k> <v> --cli-input-json "$(cat in.json)"<o>'),
        ),
    ),
    (
        "cloud's other thing",
        _CLOUD,
        (
            ("global options first", "gcloud --quiet --project=prod <o>"),
            ("an answer", "yes | gcloud <o>"),
            ("environment", "CLOUDSDK_CORE_DISABLE_PROMPTS=1 gcloud <o>"),
            (
                "a container",
                "docker run --rm -v ~/.config/gcloud:/root/.config/gcloud google/cloud-sdk gcloud <o>",
            ),
        ),
    ),
    (
        "azure's thing",
        _AZURE,
        (
            ("options behind", "az <o> --only-show-errors -o none"),
            ("an answer", "yes | az <o>"),
            ("python", "python3 -m azure.cli <o>"),
            ("a container", "docker run --rm -v ~/.azure:/root/.azure mcr.microsoft.com/azure-cli az <o>"),
        ),
    ),
    (
        "repository of a service",
        _REPOSITORY,
        (
            ("gh api", "gh api -X DELETE repos/<n>"),
            ("gh api, long", "gh api --method=DELETE /repos/<n>"),
            ("curl", 'curl -X DELETE -H "Authorization: token $GH_TOKEN" https://api.github.com/repos/<n>'),
            (
                "wget",
                'wget --method=DELETE --header="Authorization: token $GH_TOKEN" '
                "https://api.github.com/repos/<n>",
            ),
            ("httpie", 'http DELETE api.github.com/repos/<n> "Authorization: token $GH_TOKEN"'),
            (
                "python",
                'python3 -c \'import requests; requests.delete("https://api.github.com/repos/<n>", '
                'auth=("u", "t"))\'',
            ),
            ("hub", "hub delete -y <n>"),
            (
                "graphql",
                "gh api graphql -f query='mutation { deleteRepository(input: {repositoryId: "
                '"<n>"}) { clientMutationId } }\'',
            ),
        ),
    ),
    (
        "store",
        _REDIS,
        (
            ("a pipe", "echo <c> | redis-cli<g>"),
            ("a here-string", "redis-cli<g> <<< '<c>'"),
            ("-x", "redis-cli<g> --no-auth-warning <c>"),
            ("nc", "printf '<c>\\r\\n' | nc localhost 6379"),
            ("a socket", "exec 3<>/dev/tcp/localhost/6379; echo <c> >&3"),
            ("eval", "redis-cli<g> eval \"return redis.call('<c>')\" 0"),
            ("valkey", "valkey-cli<g> <c>"),
            ("a container", "docker exec redis redis-cli <c>"),
            ("--pipe", "printf '<c>\\n' | redis-cli<g> --pipe"),
            ("python", "python3 -c 'import redis; redis.Redis().execute_command(\"<c>\")'"),
            ("small letters", "c='<c>'; redis-cli<g> ${c,,}"),
        ),
    ),
    (
        "statement of psql",
        _PSQL,
        (
            ("a pipe", "echo <q> | psql<g>"),
            ("a here-string", "psql<g> <<< <q>"),
            ("--command=", "psql<g> --command=<q>"),
            ("-f of a process", "psql<g> -f <(echo <q>)"),
            ("-f of the input", "echo <q> | psql<g> -X -q -f -"),
            ("a file", "echo <q> > /tmp/q.sql; psql<g> -f /tmp/q.sql"),
            ("\\i", "echo <q> > /tmp/q.sql; psql<g> -c '\\i /tmp/q.sql'"),
            ("a variable", 'q=<q>; psql<g> -c "$q"'),
            ("another user", "echo <q> | sudo -u postgres psql<g>"),
            ("a container", "docker exec -i db psql<g> -c <q>"),
            ("a cluster", "kubectl exec -it db-0 -- psql<g> -c <q>"),
            ("PGOPTIONS", "PGOPTIONS='-c statement_timeout=0' psql -AtX<g> -c <q>"),
            ("usql", "usql postgres://localhost -c <q>"),
            ("pgcli", "echo <q> | pgcli<g>"),
            ("two of them", "psql<g> -c 'select 1' -c <q>"),
        ),
    ),
    (
        "statement of mysql",
        _MYSQL,
        (
            ("a pipe", "echo <q> | mysql<g>"),
            ("a here-string", "mysql<g> <<< <q>"),
            ("--execute=", "mysql<g> --execute=<q>"),
            ("a process", "mysql<g> < <(echo <q>)"),
            ("source", "echo <q> > /tmp/q.sql; mysql<g> -e 'source /tmp/q.sql'"),
            ("mariadb", "mariadb<g> -e <q>"),
            ("mycli", "mycli<g> -e <q>"),
            ("--init-command", "mysql<g> --init-command=<q> -e 'select 1'"),
        ),
    ),
    (
        "statement of sqlite",
        _SQLITE,
        (
            ("a pipe", "echo <q> | sqlite3 <f>"),
            ("a here-string", "sqlite3 <f> <<< <q>"),
            (".read", "echo <q> > /tmp/q.sql; sqlite3 <f> '.read /tmp/q.sql'"),
            ("-cmd", "sqlite3 -cmd <q> <f> .quit"),
            ("a set of options", "sqlite3 -batch -bail <f> <q>"),
            (".open", "printf '.open <f>\\n%s\\n' <q> | sqlite3"),
            ("litecli", "litecli <f> -e <q>"),
            ("attached", "sqlite3 :memory: \"attach '<f>' as d\" <q>"),
        ),
    ),
    (
        "words of a statement",
        _STATEMENT,
        (
            ("a comment in between", "<g><a><v>/**/ <x><a>"),
            ("a comment for the blank", "<g><a>/* tidy */ <v> /**/<x> -- ok<a>"),
            ("another before it", "<g><a>SELECT 1; <v> <x>; SELECT 2<a>"),
            ("a transaction", "<g><a>BEGIN; <v> <x>; COMMIT<a>"),
            ("a line of its own", "<g><a>\n<v>\n<x>\n;<a>"),
            ("a tab", "<g><a><v>\t<x><a>"),
        ),
    ),
    (
        "fetched",
        _FETCHED,
        (
            ("a process", "<s><b> <(curl <c><u>)"),
            ("-c", '<s><b> -c "$(curl <c><u>)"'),
            ("wget", "wget -qO- <u> | <s><b>"),
            ("a file", "curl <c><u> -o /tmp/f && <s><b> /tmp/f"),
            ("-O", "wget <u> -O f.sh; chmod +x f.sh; <s>./f.sh"),
            ("eval", 'eval "$(curl <c><u>)"'),
            ("a here-string", '<s><b> <<< "$(curl <c><u>)"'),
            ("busybox", "busybox wget -O - <u> | <s>busybox sh"),
            (
                "python",
                "python3 -c 'import urllib.request as u; print(u.urlopen(\"<u>\").read().decode())' | <s><b>",
            ),
            ("perl", "perl -MLWP::Simple -e 'getprint \"<u>\"' | <s><b>"),
            ("httpie", "http -b <u> | <s><b>"),
            ("aria2c", "aria2c -q -o f <u>; <s><b> f"),
            ("lynx", "lynx -source <u> | <s><b>"),
            ("xargs", "curl <c><u> | xargs -0 <s><b> -c"),
            ("a while", 'curl <c><u> | while read -r l; do eval "$l"; done'),
            ("mapfile", 'mapfile -t l < <(curl <c><u>); <s><b> <<< "${l[*]}"'),
            ("a variable", 's=$(curl <c><u>); <s><b> -c "$s"'),
            ("a function", 'g() { curl <c>"$1"; }; g <u> | <s><b>'),
            ("split", "curl <c><u> | split --filter='<b>'"),
            ("tar", "curl <c><u> | tee f.sh > /dev/null; . ./f.sh"),
            ("source", "source <(curl <c><u>)"),
            ("env", "curl <c><u> | <s>env -i <b> -s -- -y"),
            ("dd", "curl <c><u> | dd status=none | <s><b>"),
            ("variables", 'u=<u>; curl <c>"$u" | <s>$(command -v <b>)'),
        ),
    ),
)

SAME_STORES = tuple(row(kind, wanted, *one) for kind, wanted, forms in _ROWS for one in forms)
