"""Pairs about what operators do: processes, stores of tools, clouds, networks: (name, line, harmless, fatal)."""

from __future__ import annotations

SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
SEAT = "var XDG_SEAT seat0"
STATE = '\'{"version": 4, "serial": 3, "resources": [%s]}\''
PODMAN = "~/.local/share/containers/storage/volumes/pgdata/_data"
GCLOUD = (
    "text ~/.config/gcloud/active_config default\n"
    "text ~/.config/gcloud/configurations/config_default '[core]\\nproject = {}\\n'"
)
AZURE = (
    'text ~/.azure/azureProfile.json \'{"subscriptions": [{"name": "sandbox", "isDefault": %s}, '
    '{"name": "Production", "isDefault": %s}]}\''
)
KIND = "cluster kind-dev"

OPERATED: list[tuple[str, str, str, str]] = [
    # processes
    (
        "a number from a file: of nothing any more, or of a database",
        "kill -9 $(cat app.pid)",
        "process node app.pid\nended",
        "process postgres app.pid",
    ),
    ("a tool of one's own, or a database", "kill -9 $PID", "process webpack", "process mysqld"),
    (
        "a database told to end, or cut off",
        "kill -$HOW $PID",
        "process mysqld\nvar HOW TERM",
        "process mysqld\nvar HOW KILL",
    ),
    ("no editor runs, or one", "pkill -9 helixeditor", "file a", "process helixeditor"),
    ("no process of the name, or packages being installed", "killall dpkg", "file a", "process dpkg"),
    (
        "a user that is not there, or one with processes",
        "sudo pkill -KILL -u $WHO",
        "var WHO nosuchuser",
        "var WHO root",
    ),
    ("a port that nobody has, or a database's", "fuser -k $PORT/tcp", "listens node", "listens postgres"),
    ("no such user, or one with a home", "sudo userdel -r $WHO", "var WHO nosuchuser", "var WHO root"),
    # what tools keep
    (
        "no server of tmux, or one with sessions",
        "tmux kill-server",
        "folder ~/t\nvar TMUX_TMPDIR {home}/t",
        "file ~/t/tmux-1000/default\nvar TMUX_TMPDIR {home}/t",
    ),
    (
        "a volume of podman: empty, or full",
        "podman volume rm -f pgdata",
        f"folder {PODMAN}",
        f"file {PODMAN}/base",
    ),
    (
        "no container at all, or a volume",
        "podman system reset --force",
        "folder ~/.local",
        f"file {PODMAN}/base",
    ),
    (
        "no machine of minikube, or one",
        "minikube delete --all --purge",
        "folder ~/.kube",
        "file ~/.minikube/profiles/minikube/config.json",
    ),
    (
        "no machine of colima, or one",
        "colima delete -f",
        "folder ~/.config",
        "file ~/.colima/default/colima.yaml",
    ),
    (
        "no private key, or one",
        "gpg --batch --yes --delete-secret-keys ann@example.org",
        "folder ~/.gnupg",
        "file ~/.gnupg/private-keys-v1.d/A.key",
    ),
    (
        "keys in another folder",
        "gpg --delete-secret-keys ann",
        "folder ~/.gnupg",
        "var GNUPGHOME {home}/k\nfile ~/k/private-keys-v1.d/A.key",
    ),
    (
        "no such secret, or some",
        "pass rm -rf work",
        "folder ~/.password-store",
        "file ~/.password-store/work/a.gpg",
    ),
    (
        "secrets with a history, or without",
        "pass rm -rf work",
        "file ~/.password-store/work/a.gpg ~/.password-store/.git/HEAD",
        "file ~/.password-store/work/a.gpg",
    ),
    ("no settings, or those of years", "dconf reset -f /", "folder ~/.config", "file ~/.config/dconf/user"),
    (
        "no backups, or some",
        "borg delete --force $REPO",
        "var REPO {home}/none",
        "var REPO {home}/borg\nfile ~/borg/data/0/1",
    ),
    (
        "no snapshots, or nine",
        "restic forget --keep-last 1 --prune",
        "folder ~/r\nvar RESTIC_REPOSITORY {home}/r",
        "files ~/r/snapshots/s# 9\nvar RESTIC_REPOSITORY {home}/r",
    ),
    (
        "backups here, where none are, or on another machine",
        "restic forget --keep-last 1 --prune",
        "folder ~/r\nvar RESTIC_REPOSITORY {home}/r",
        "folder ~/r\nvar RESTIC_REPOSITORY sftp:nas:/r",
    ),
    (
        "a workspace without resources, or with some",
        "terraform workspace delete -force old",
        f"text terraform.tfstate.d/old/terraform.tfstate {STATE % ''}",
        f"text terraform.tfstate.d/old/terraform.tfstate {STATE % '{}'}",
    ),
    (
        "a workspace whose state lies here, or elsewhere",
        "terraform workspace delete -force old",
        f"text terraform.tfstate.d/old/terraform.tfstate {STATE % ''}",
        f"text terraform.tfstate.d/old/terraform.tfstate {STATE % ''}\ntext .terraform/terraform.tfstate '{{}}'",
    ),
    # clouds
    (
        "what only plays the cloud, or the cloud",
        "aws s3 rb s3://media --force",
        "var AWS_ENDPOINT_URL http://localhost:4566",
        "var AWS_REGION eu-central-1",
    ),
    (
        "only one of two commands goes to what plays the cloud",
        "aws --endpoint-url http://localhost:4566 s3 ls; aws s3 rb s3://media --force",
        "var AWS_PROFILE sandbox",
        "var AWS_REGION eu-central-1",
    ),
    (
        "only one of two commands names a sandbox",
        "aws --profile sandbox s3 ls; aws s3 rb s3://media --force",
        "var AWS_PROFILE sandbox",
        "var AWS_REGION eu-central-1",
    ),
    (
        "only one of two commands names a cluster",
        "kubectl --context kind-dev get ns; kubectl delete ns shop",
        KIND,
        "cluster shop-eu",
    ),
    (
        "a sandbox, or one by its name with a role of production",
        "aws s3 rb s3://media --force",
        "var AWS_PROFILE sandbox\ntext ~/.aws/config '[profile sandbox]\\nregion=eu\\n'",
        "var AWS_PROFILE sandbox\ntext ~/.aws/config '[profile sandbox]\\nrole_arn=arn:aws:iam::1:role/prod-admin\\n'",
    ),
    (
        "the project of a configuration",
        "gcloud sql instances delete db --quiet",
        GCLOUD.format("shop-sandbox"),
        GCLOUD.format("shop-prod"),
    ),
    (
        "the subscription that is chosen",
        "az group delete -n rg --yes",
        AZURE % ("true", "false"),
        AZURE % ("false", "true"),
    ),
    (
        "the stage of a file",
        "serverless remove",
        "text serverless.yml 'provider:\\n  stage: sandbox\\n'",
        "text serverless.yml 'provider:\\n  stage: prod\\n'",
    ),
    (
        "values for a workspace: none, or production's",
        "terraform destroy -auto-approve -var-file=$V.tfvars",
        "var TF_WORKSPACE sandbox\nvar V my",
        "var TF_WORKSPACE sandbox\nvar V prod",
    ),
    # the way in
    ("an interface down: before the machine, or over ssh", "sudo ip link set lo down", SEAT, SSH),
    ("the way out: before the machine, or over ssh", "sudo ip route del default", SEAT, SSH),
    ("a connection down: before the machine, or over ssh", "nmcli connection down eth0", SEAT, SSH),
    ("the way in: before the machine, or over ssh", "sudo systemctl stop sshd", SEAT, SSH),
    # folders that a container is given
    (
        "a folder in a container: empty here, or full",
        'docker run --rm -v "$PWD/data:/data" alpine sh -c "rm -rf /data/*"',
        "folder data",
        "files data/letter#.odt 9",
    ),
    (
        "the folder that a container begins in",
        "docker run --rm -v ./:/w -w /w alpine rm -rf letters",
        "file a",
        "files letters/#.odt 9",
    ),
    # images of disks, keys
    (
        "an image into which nothing was written, or one",
        "wipefs -a disk.img",
        "hollow disk.img",
        "file disk.img",
    ),
    (
        "an image encrypted: empty, or with something in it",
        "sudo cryptsetup luksFormat -q disk.img",
        "hollow disk.img",
        "file disk.img",
    ),
    (
        "a table of partitions on an image",
        "parted -s disk.img mklabel gpt",
        "hollow disk.img",
        "file disk.img",
    ),
    ("an image whose partitions go", "sgdisk -Z disk.img", "hollow disk.img", "file disk.img"),
    (
        "a certificate shown to all, or a private key",
        "chmod 644 server.pem",
        "text server.pem '-----BEGIN CERTIFICATE-----\\nMIIB\\n'",
        "text server.pem '-----BEGIN RSA PRIVATE KEY-----\\nMIIB\\n'",
    ),
    (
        "an image that is cut: empty, or with something",
        "qemu-img resize --shrink vm.img 1M",
        "hollow vm.img",
        "file vm.img",
    ),
    # more of what tools keep
    (
        "settings that yadm keeps: none, or a home's",
        "yadm reset --hard",
        "folder ~/.config",
        "file ~/.local/share/yadm/repo.git/HEAD",
    ),
    (
        "an application without data, or with mail",
        "flatpak uninstall --delete-data -y org.mozilla.Thunderbird",
        "folder ~/.var/app",
        "file ~/.var/app/org.mozilla.Thunderbird/data/mail",
    ),
    (
        "no program of pipx, or one",
        "pipx uninstall-all",
        "folder ~/.local/share",
        "file ~/.local/share/pipx/venvs/a/pyvenv.cfg",
    ),
    (
        "an entry of a state: of nothing, or of a database",
        "terraform state rm aws_db_instance.main",
        f"text terraform.tfstate {STATE % ''}",
        f"text terraform.tfstate {STATE % '{}'}",
    ),
    (
        "records in a folder: none, or some",
        "journalctl --directory=./j --vacuum-size=1",
        "folder j",
        "file j/a.journal",
    ),
    (
        "what is handed to kill: nothing, or a database",
        "pgrep -x mongod | xargs kill -9",
        "file a",
        "process mongod",
    ),
    ("what the firewall does with the rest", "sudo iptables -P INPUT DROP", SEAT, SSH),
    ("who uses a port, by a variable", "kill -9 $(lsof -t -i:$PORT)", "listens vite", "listens mariadbd"),
    (
        "of several one that is not known",
        "kill $(cat none.pid) $PID",
        "process node\nended",
        "process pg_dump",
    ),
    (
        "a user without sessions, or with some",
        "sudo loginctl terminate-user $WHO",
        "var WHO nosuchuser",
        "var WHO root",
    ),
]
