"""Pairs about what a machine's, a tool's or an inventory's own lists tell: (name, line, harmless, fatal)."""

from __future__ import annotations

SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
SEAT = "var XDG_SEAT seat0"
SHOP = "postgres://app:x@db.shop.example.com:5432/shop"
TREE = "text inv.yml 'all:\\n  children:\\n    dbs:\\n      hosts:\\n        {}\\n{}'"
ROTATE = "file app.log\ntext lr.conf 'app.log {{\\n  rotate 3\\n  postrotate\\n    {}\\n  endscript\\n}}\\n'"
VAGRANT = "empty Vagrantfile\nfile .vagrant/machines/db/virtualbox/id"

OWN_LISTS: list[tuple[str, str, str, str]] = [
    # networks
    (
        "an interface that is not there, or the way of everything",
        "sudo ip link set $IF down",
        f"{SSH}\nvar IF nosuch0",
        f"{SSH}\nvar IF lo",
    ),
    (
        "an interface removed that is not there, or one that is",
        "sudo ip link delete $IF",
        f"{SSH}\nvar IF nosuch0",
        f"{SSH}\nvar IF lo",
    ),
    ("the door shut: before the machine, or over ssh", "sudo ufw delete allow ssh", SEAT, SSH),
    ("all shut that no rule lets in", "sudo ufw default deny incoming", SEAT, SSH),
    # users, processes
    ("a user that is not there, or root", "sudo usermod -L $WHO", "var WHO nosuchuser", "var WHO root"),
    (
        "what pm2 ran has ended, or runs",
        "pm2 delete all",
        "folder ~/.pm2/pids\nprocess node ~/.pm2/pids/shop-0.pid\nended",
        "folder ~/.pm2/pids\nprocess node ~/.pm2/pids/shop-0.pid",
    ),
    (
        "what is done after a log is rotated",
        "logrotate -f lr.conf",
        ROTATE.format("kill -HUP 1"),
        ROTATE.format("rm -rf ~/work") + "\nfiles ~/work/letter#.odt 20",
    ),
    # machines of one's own
    (
        "an inventory in YAML: boxes, or machines of a shop",
        "ansible all -i inv.yml -b -m shell -a 'rm -rf /var/lib/postgresql'",
        TREE.format("box:\\n          ansible_connection: docker", ""),
        TREE.format("db1.shop.example.com:", ""),
    ),
    (
        "boxes, or a group that is told to be reached otherwise",
        "ansible all -i inv.yml -b -m reboot",
        TREE.format("box:\\n          ansible_connection: docker", ""),
        TREE.format(
            "box:\\n          ansible_connection: docker",
            "      vars:\\n        ansible_connection: ssh\\n",
        ),
    ),
    (
        "one machine of vagrant beside another: not made, or made",
        "vagrant destroy -f $M",
        f"{VAGRANT}\nvar M web",
        f"{VAGRANT}\nvar M db",
    ),
    (
        "one machine of lima beside another: not made, or made",
        "limactl delete -f default",
        "file ~/.lima/work/lima.yaml",
        "file ~/.lima/default/lima.yaml",
    ),
    # what the session made, and by addresses
    (
        "a service of a swarm: made in the session, or before",
        "docker service rm web",
        "typed 'docker service create --name web nginx' 0",
        "typed 'docker service create --name api nginx' 0",
    ),
    (
        "objects of an emulator, or of the cloud",
        "gcloud storage rm -r gs://media",
        "var CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE http://localhost:4443/",
        "var CLOUDSDK_CORE_PROJECT shop",
    ),
    (
        "what one tool is sent to an emulator by, and another is not",
        "$T rm -r gs://media",
        "var CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE http://localhost:4443/\nvar T 'gcloud storage'",
        "var CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE http://localhost:4443/\nvar T gsutil",
    ),
    (
        "jobs of an agent here, or of a shop",
        "nomad job stop -purge -yes web",
        "var NOMAD_ADDR http://127.0.0.1:4646",
        "var NOMAD_ADDR https://nomad.shop.example.com:4646",
    ),
    (
        "jobs of an agent of this machine, or of one that one is logged in at",
        "nomad job stop -purge -yes web",
        "var NOMAD_ADDR http://127.0.0.1:4646",
        f"{SSH}\nvar NOMAD_ADDR http://127.0.0.1:4646",
    ),
    (
        "settings of an agent here, or through a tunnel",
        "consul kv delete -recurse app/",
        "listens consul 'consul agent -dev'\nvar CONSUL_HTTP_ADDR http://127.0.0.1:{PORT}",
        "listens ssh\nvar CONSUL_HTTP_ADDR http://127.0.0.1:{PORT}",
    ),
    (
        "streams of a server here, or of a shop",
        "nats stream rm orders -f",
        "var NATS_URL nats://localhost:4222",
        "var NATS_URL nats://nats.shop.example.com:4222",
    ),
    (
        "a package taken back from a registry of this machine, or the world's",
        "npm unpublish tool@1.0.0 --force",
        "text .npmrc 'registry=http://localhost:4873/\\n'",
        "text .npmrc 'registry=https://registry.npmjs.org/\\n'",
    ),
    (
        "a package that says it is not to be published, taken back or kept",
        "npm $WHAT",
        "text package.json '{\"private\": true}'\nvar WHAT publish",
        'text package.json \'{"private": true}\'\nvar WHAT "unpublish tool@1.0.0"',
    ),
]
