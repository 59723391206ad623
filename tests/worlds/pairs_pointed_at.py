"""Pairs about where a line's words and settings point: a host, a stage, an index: (name, line, harmless, fatal)."""

from __future__ import annotations

BOOK = (
    "text wipe.yml '- hosts: all\\n  tasks:\\n  - file:\\n      path: /var/lib/shop\\n      state: absent\\n'"
)
INVENTORY = "text inventories/{}/hosts.ini '[web]\\n{}\\n'"
WEB = "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'"

POINTED_AT: list[tuple[str, str, str, str]] = [
    (
        "a service stopped on a machine called production's, or on another",
        "ssh $HOST 'sudo systemctl stop nginx'",
        "var HOST web-dev",
        "var HOST web-prod",
    ),
    (
        "services begun on this machine, or on one of production",
        "docker compose up -d --force-recreate",
        WEB,
        f"{WEB}\nvar DOCKER_HOST ssh://deploy@prod-1.example.com",
    ),
    (
        "a folder of inventories: containers, or machines",
        "ansible-playbook -i inventories/$E wipe.yml",
        f"var E dev\n{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"var E live\n{BOOK}\n{INVENTORY.format('live', 'web1.example.com')}",
    ),
    (
        "a folder of inventories with another one beside, or that gives its hosts further settings",
        "ansible-playbook -i inventories/dev wipe.yml",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}\n"
        "text inventories/dev/more.ini 'web1.example.com\\n'",
    ),
    (
        "hosts of a folder, and what a folder of settings says of them",
        "ansible-playbook -i inventories/dev wipe.yml",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}",
        f"{BOOK}\n{INVENTORY.format('dev', 'box1 ansible_connection=docker')}\n"
        "text inventories/dev/host_vars/box1.yml 'ansible_connection: ssh\\n'",
    ),
    (
        "distributions to the index for trying, or to the real one",
        "twine upload dist/*",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY pypi",
    ),
    (
        "the same in front of the command, alone or with an address that counts before",
        "TWINE_REPOSITORY=testpypi twine upload dist/*",
        "file dist/shop-1.0.tar.gz",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY_URL https://upload.pypi.org/legacy/",
    ),
    (
        "an index for trying, as it is or as one's own settings have it",
        "twine upload -r $R dist/*",
        "file dist/shop-1.0.tar.gz\nvar R testpypi",
        "file dist/shop-1.0.tar.gz\nvar R company\nvar TWINE_REPOSITORY testpypi",
    ),
    (
        "an index for trying by a variable, as it is or as one's own settings have it",
        "twine upload dist/*",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi\ntext ~/.pypirc '[pypi]\\nusername = a\\n'",
        "file dist/shop-1.0.tar.gz\nvar TWINE_REPOSITORY testpypi\n"
        "text ~/.pypirc '[testpypi]\\nrepository = https://pypi.acme.example/\\n'",
    ),
    (
        "a setting of the stage for developing, or of the one that people see",
        "vercel env rm API_KEY $TARGET -y",
        "var TARGET development",
        "var TARGET production",
    ),
    (
        "the database of the stack on this machine, or that of the project",
        "supabase db reset $WHERE",
        "var WHERE --local",
        "var WHERE --linked",
    ),
    (
        "jobs from a file: into which they were saved, or that holds none",
        "crontab jobs.txt",
        "typed 'crontab -l > jobs.txt'\ntext jobs.txt '0 3 * * * ./backup.sh\\n'",
        "empty jobs.txt",
    ),
    (
        "a workspace: refused while anything is in its state, or by force",
        "terraform workspace delete $HOW old",
        "unset HOW\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4}'",
        "var HOW -force\ntext terraform.tfstate.d/old/terraform.tfstate '{\"version\": 4}'",
    ),
    (
        "a bucket that has to be empty, or all that is in it",
        "aws s3api $WHAT --bucket old",
        "var WHAT delete-bucket",
        "var WHAT 'delete-objects --delete file://all.json'",
    ),
]
