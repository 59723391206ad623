"""Pairs about what engines, manifests, addresses and states say of themselves: (name, line, harmless, fatal)."""

from __future__ import annotations

UNNAMED = "0f3a" * 16
TEAM = "cluster team-dev"
SOME = "cluster shop-eu"
KUBE = (
    "text ~/.kube/config 'apiVersion: v1\\nclusters:\\n- cluster:\\n    server: {}\\n{}  name: c\\ncontexts:\\n"
    "- context:\\n    cluster: c\\n    user: u\\n  name: {}\\ncurrent-context: {}\\nkind: Config\\n'"
)
HERE = KUBE.format("https://127.0.0.1:1", "", "default", "default")
DEPLOY = "apiVersion: apps/v1\\nkind: Deployment\\nmetadata:\\n  name: web\\n"
CONFIG = "apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: web\\n"
SPACE = "apiVersion: v1\\nkind: Namespace\\nmetadata:\\n  name: shop\\n"
CLAIM = "apiVersion: v1\\nkind: PersistentVolumeClaim\\nmetadata:\\n  name: data\\n"
JSON = 'text thing.json \'{"apiVersion": "v1", "kind": "%s", "metadata": {"name": "a"}}\''
VAGRANT = "text {} '[web]\\nbox ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant\\n'"
SERVERS = "text {} '[web]\\nweb1.example.com\\nweb2.example.com\\n'"
PLAY = "text teardown.yml '- hosts: all\\n  tasks:\\n    - file: path=/var/lib/app state=absent\\n'"
SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
BOX = "Host box\\n  HostName 127.0.0.1\\n  Port 2222\\n  User vagrant\\n"
ALIAS = (
    'text ~/.mc/config.json \'{"version": "10", "aliases": {"store": {"url": "%s"}, '
    '"far": {"url": "https://s3.example.com"}}}\''
)
AZURITE = "var AZURE_STORAGE_CONNECTION_STRING UseDevelopmentStorage=true"
DJANGO = (
    'text manage.py \'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\\n\'\n'
    "text shop/settings.py 'env = environ.Env()\\nDATABASES = {\"default\": env.db()}\\n'"
)
SOURCE = (
    'text src/data-source.ts \'export const source = new DataSource({\\n  type: "postgres",\\n'
    '  host: "%s",\\n  database: "%s",\\n})\\n\''
)
DRIZZLE = "text drizzle.config.ts 'export default defineConfig({ dbCredentials: { url: \"%s\" } })\\n'"
STATE = (
    'text terraform.tfstate \'{"version": 4, "serial": 3, "resources": [{"mode": "managed", "type": "%s", '
    '"name": "x", "instances": [{}]}]}\''
)
PROVIDER = 'text main.tf \'provider "aws" {\\n  region = "eu-west-1"\\n%s}\\n\''
EMULATED = '  endpoints {\\n    s3 = "http://localhost:4566"\\n  }\\n'

LOOKED: list[tuple[str, str, str, str]] = [
    # what docker's engine says
    (
        "volumes that nothing uses: none, or a database's",
        "docker volume prune -af",
        "docker",
        "docker volume:pg",
    ),
    (
        "a container with a volume that has a name, or with one that goes with it",
        "docker rm -fv web",
        "docker container:web:pgdata",
        f"docker container:web:{UNNAMED}",
    ),
    (
        "nothing to be cleaned, or a container that has ended",
        "docker system prune -f --volumes",
        "docker container:web:pgdata",
        "docker ended:db",
    ),
    ("images: none of one's own, or one", "docker system prune -af --volumes", "docker", "docker image:shop"),
    (
        "an image that is not there, or was built here",
        "docker rmi -f web",
        "docker image:shop",
        "docker image:web",
    ),
    (
        "a volume that is used, so that docker refuses, or one that is not",
        "docker volume rm pgdata",
        "docker container:db:pgdata",
        "docker volume:pgdata",
    ),
    ("no container at all, or one", "docker rm -f $(docker ps -aq)", "docker", "docker container:db"),
    (
        "the engine that answers, or one elsewhere",
        "docker volume rm pgdata",
        "docker",
        "docker\nvar DOCKER_HOST ssh://db.example.com",
    ),
    # what manifests hold
    (
        "a manifest: what is applied again, or a namespace and its data",
        "kubectl delete -f app.yaml",
        f"{TEAM}\ntext app.yaml '{CONFIG}---\\n{DEPLOY}'",
        f"{TEAM}\ntext app.yaml '{SPACE}---\\n{CLAIM}---\\n{DEPLOY}'",
    ),
    (
        "a manifest on a cluster to develop on, or on one of which nothing is known",
        "kubectl delete -f app.yaml",
        f"{TEAM}\ntext app.yaml '{DEPLOY}'",
        f"{SOME}\ntext app.yaml '{DEPLOY}'",
    ),
    (
        "a manifest: a job that runs once, or a deployment",
        "kubectl delete --filename=app.yaml",
        f"{SOME}\ntext app.yaml 'apiVersion: batch/v1\\nkind: Job\\nmetadata:\\n  name: a\\n'",
        f"{SOME}\ntext app.yaml '{DEPLOY}'",
    ),
    (
        "a manifest without and with a namespace of production in it",
        "kubectl delete -f app.yaml",
        f"{TEAM}\ntext app.yaml '{DEPLOY}'",
        f"{TEAM}\ntext app.yaml '{DEPLOY}  namespace: shop-prod\\n'",
    ),
    (
        "a manifest as JSON: settings, or a volume",
        "kubectl delete -f thing.json",
        f"{TEAM}\n{JSON % 'ConfigMap'}",
        f"{TEAM}\n{JSON % 'PersistentVolumeClaim'}",
    ),
    (
        "all manifests of a folder: without, or with a volume",
        "kubectl delete -f k8s/",
        f"{TEAM}\ntext k8s/a.yaml '{CONFIG}'\ntext k8s/b.yml '{DEPLOY}'",
        f"{TEAM}\ntext k8s/a.yaml '{CONFIG}'\ntext k8s/b.yml '{CLAIM}'",
    ),
    (
        "a folder of kustomize: without, or with a namespace further down",
        "kubectl delete -k overlays/dev",
        f"{TEAM}\ntext overlays/dev/kustomization.yaml 'resources:\\n- web.yaml\\n'\n"
        f"text overlays/dev/web.yaml '{DEPLOY}'",
        f"{TEAM}\ntext overlays/dev/kustomization.yaml 'resources:\\n- ../../base\\n'\n"
        f"text base/kustomization.yaml 'resources:\\n- space.yaml\\n'\ntext base/space.yaml '{SPACE}'",
    ),
    (
        "replaced by force: settings, or a volume",
        "kubectl replace --force -f app.yaml",
        f"{TEAM}\ntext app.yaml '{CONFIG}'",
        f"{TEAM}\ntext app.yaml '{CLAIM}'",
    ),
    # where a cluster is
    (
        "a cluster of this machine by its address, or one elsewhere",
        "kubectl delete ns shop",
        HERE,
        KUBE.format("https://ab12.eks.amazonaws.com", "", "default", "default"),
    ),
    (
        "an address of this machine, or a tunnel behind it",
        "kubectl delete ns shop",
        HERE,
        KUBE.format("https://127.0.0.1:1", "    tls-server-name: shop.internal\\n", "default", "default"),
    ),
    (
        "an address of this machine that nobody, or a client of ssh, listens at",
        "helm uninstall shop",
        KUBE.format("https://127.0.0.1:1", "", "dev", "dev"),
        "listens ssh\nkube_at",
    ),
    (
        "before the machine that runs the cluster, or logged in there over ssh",
        "helm uninstall shop",
        HERE,
        f"{HERE}\n{SSH}",
    ),
    (
        "a context that the line itself chooses",
        "kubectl config use-context $C && kubectl delete ns shop",
        "cluster prod-eu-1\nvar C kind-dev",
        "cluster kind-dev\nvar C prod-eu-1",
    ),
    (
        "a context that may not be chosen",
        "kubectl config use-context kind-dev; kubectl delete ns shop",
        "cluster kind-old",
        "cluster prod-eu-1",
    ),
    (
        "a project that the line itself chooses",
        "gcloud config set project $P && gcloud sql instances delete db --quiet",
        "var P sandbox",
        "text ~/.config/gcloud/active_config sandbox\nvar P production",
    ),
    (
        "a workspace that the line itself chooses",
        "terraform workspace select $W && terraform destroy -auto-approve",
        "text .terraform/environment prod\nvar W scratch",
        "text .terraform/environment scratch\nvar W prod",
    ),
    (
        "in a pod of a cluster for trying, or of production",
        "kubectl exec deploy/db -- psql -U shop -c 'drop table orders'",
        "cluster kind-dev",
        "cluster prod-eu-1",
    ),
    # machines to try things on
    (
        "hosts of an inventory: a box of one's own, or the servers",
        "ansible all -i hosts -b -m shell -a 'rm -rf /srv/app'",
        VAGRANT.format("hosts"),
        SERVERS.format("hosts"),
    ),
    (
        "a playbook on a box of one's own, or beside it on a server",
        "ansible-playbook -i inventory teardown.yml",
        f"{VAGRANT.format('inventory')}\n{PLAY}",
        f"text inventory 'web1.example.com\\n[web]\\nbox ansible_host=127.0.0.1 ansible_port=2222 "
        f"ansible_user=vagrant\\n'\n{PLAY}",
    ),
    (
        "an inventory that the folder's settings name",
        "ansible-playbook teardown.yml",
        f"text ansible.cfg '[defaults]\\ninventory = box.ini\\n'\n{VAGRANT.format('box.ini')}\n{PLAY}",
        f"text ansible.cfg '[defaults]\\ninventory = box.ini\\n'\n{SERVERS.format('box.ini')}\n{PLAY}",
    ),
    (
        "a machine by the settings of ssh: a box of one's own, or a server",
        "ssh box 'sudo rm -rf /var/lib/mysql'",
        f"text ~/.ssh/config '{BOX}'",
        "text ~/.ssh/config 'Host box\\n  HostName db.example.com\\n  User vagrant\\n'",
    ),
    (
        "a port of this machine: of a box, or of a tunnel to another's account",
        "ssh box 'sudo rm -rf /var/lib/mysql'",
        f"text ~/.ssh/config '{BOX}'",
        f"text ~/.ssh/config '{BOX.replace('vagrant', 'root')}'",
    ),
    (
        "the first settings that fit a name count",
        "ssh box 'sudo rm -rf /var/lib/mysql'",
        f"text ~/.ssh/config '{BOX}Host *\\n  HostName db.example.com\\n'",
        f"text ~/.ssh/config 'Host *\\n  HostName db.example.com\\n{BOX}'",
    ),
    # infrastructure
    (
        "a state of what is only computed, or of a database",
        "terraform destroy -auto-approve",
        STATE % "random_id",
        STATE % "aws_db_instance",
    ),
    (
        "a provider that only plays the cloud, or the cloud",
        "terraform destroy -auto-approve",
        f"{STATE % 'aws_s3_bucket'}\n{PROVIDER % EMULATED}",
        f"{STATE % 'aws_s3_bucket'}\n{PROVIDER % ''}",
    ),
    (
        "only some services are played",
        "terraform destroy -auto-approve",
        f"{STATE % 'aws_s3_bucket'}\n{PROVIDER % EMULATED}",
        f"{STATE % 'aws_db_instance'}\n{PROVIDER % EMULATED}",
    ),
    (
        "a provider beside it that is the cloud's own",
        "terraform destroy -auto-approve",
        f"{STATE % 'aws_s3_bucket'}\n{PROVIDER % EMULATED}",
        f'{STATE % "aws_s3_bucket"}\n{PROVIDER % EMULATED}\ntext b.tf \'provider "aws" {{\\n  alias = "b"\\n}}\\n\'',
    ),
    (
        "no programs kept running, or some",
        "pm2 delete all",
        "file a",
        "file ~/.pm2/pids/web-0.pid",
    ),
    (
        "all volumes: none, or one",
        "docker volume rm $(docker volume ls -q)",
        "docker",
        "docker volume:pgdata",
    ),
    # stores by their addresses
    (
        "a store by the client's own alias",
        "mc rm --recursive --force store/media",
        ALIAS % "http://localhost:9000",
        ALIAS % "https://s3.example.com",
    ),
    (
        "two stores, or one of them elsewhere",
        "mc rm --recursive --force store/media $OTHER",
        f"{ALIAS % 'http://localhost:9000'}\nvar OTHER store/b",
        f"{ALIAS % 'http://localhost:9000'}\nvar OTHER far/b",
    ),
    (
        "a store of this machine, or of the one that one is logged in at",
        "mc rm --recursive --force store/media",
        ALIAS % "http://localhost:9000",
        f"{ALIAS % 'http://localhost:9000'}\n{SSH}",
    ),
    (
        "a store by the client's own settings",
        "s3cmd del --recursive --force s3://media",
        "text ~/.s3cfg '[default]\\nhost_base = localhost:9000\\n'",
        "text ~/.s3cfg '[default]\\nhost_base = s3.amazonaws.com\\n'",
    ),
    (
        "a table of what plays the cloud, or only its files",
        "aws dynamodb delete-table --table-name orders",
        "var AWS_ENDPOINT_URL_DYNAMODB http://localhost:8000",
        "var AWS_ENDPOINT_URL_S3 http://localhost:8000",
    ),
    (
        "files of what plays the cloud, or a group of the cloud",
        "az $WHAT --yes",
        f"{AZURITE}\nvar WHAT 'storage container delete -n media'",
        f"{AZURITE}\nvar WHAT 'group delete -n media'",
    ),
    (
        "a topic of a broker here, or of all",
        "kafka-topics.sh --bootstrap-server $BROKERS --delete --topic orders",
        "var BROKERS localhost:9092",
        "var BROKERS kafka1.example.com:9092",
    ),
    # databases by addresses in code and variables
    (
        "django: by the address that its own file gives",
        "python manage.py flush --no-input",
        f"{DJANGO}\ntext .env DATABASE_URL=postgres://me@localhost/shop_test",
        f"{DJANGO}\ntext .env DATABASE_URL=postgres://me@db.example.com/shop",
    ),
    (
        "django: by the address of the shell before that of the file",
        "python manage.py flush --no-input",
        f"{DJANGO}\ntext .env DATABASE_URL=postgres://me@localhost/shop_test",
        f"{DJANGO}\ntext .env DATABASE_URL=postgres://me@localhost/shop_test\n"
        "var DATABASE_URL postgres://me@db.example.com/shop",
    ),
    (
        "typeorm: by the source that the line names",
        "npx typeorm schema:drop -d src/data-source.ts",
        SOURCE % ("localhost", "shop_test"),
        SOURCE % ("db.example.com", "shop"),
    ),
    (
        "drizzle: by its settings",
        "npx drizzle-kit push --force",
        DRIZZLE % "postgres://me@localhost/shop_dev",
        DRIZZLE % "postgres://me@db.example.com/shop",
    ),
    # what looks alike, and is not
    (
        "a cluster of this machine, or a server that the line names",
        "kubectl delete ns shop $MORE",
        f"{HERE}\nunset MORE",
        f"{HERE}\nvar MORE --server=https://10.0.3.4:6443",
    ),
    (
        "all hosts of an inventory, or this machine, which stands in none",
        "ansible $WHO -i hosts -b -m shell -a 'rm -rf /srv/app'",
        f"{VAGRANT.format('hosts')}\nvar WHO web",
        f"{VAGRANT.format('hosts')}\nvar WHO localhost",
    ),
    (
        "a playbook for the hosts, or for this machine",
        "ansible-playbook -i inventory teardown.yml",
        f"{VAGRANT.format('inventory')}\n{PLAY}",
        f"{VAGRANT.format('inventory')}\n{PLAY.replace('hosts: all', 'hosts: localhost')}",
    ),
    (
        "an inventory alone, or with what else is told of its hosts",
        "ansible-playbook -i inventory teardown.yml",
        f"{VAGRANT.format('inventory')}\n{PLAY}",
        f"{VAGRANT.format('inventory')}\n{PLAY}\ntext host_vars/box.yml 'ansible_host: db.example.com\\n'",
    ),
    (
        "ssh as its settings say, or by another port",
        "ssh $MORE box 'sudo rm -rf /var/lib/mysql'",
        f"text ~/.ssh/config '{BOX}'\nunset MORE",
        f"text ~/.ssh/config '{BOX}'\nvar MORE -p2022",
    ),
]
