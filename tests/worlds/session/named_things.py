"""Pairs about what the session made that only a tool knows by name: (name, line, harmless, fatal)."""

from __future__ import annotations

TEAM = "cluster team-dev"
PG = "docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:16"
SPACE = "apiVersion: v1\\nkind: Namespace\\nmetadata:\\n  name: shop\\n"
TABLE = "psql shop -c 'create table {}orders_new (id int)'"

NAMED: list[tuple[str, str, str, str]] = [
    (
        "the first password of a user just made, or a new one of somebody who was there",
        "sudo passwd zoe",
        "typed 'sudo useradd -m zoe' 0",
        "typed 'sudo useradd -m zoe' 9",
    ),
    (
        "a user just made, or another",
        "sudo passwd zoe",
        "typed 'sudo useradd -m -G users zoe' 0",
        "typed 'sudo useradd -m ben' 0",
    ),
    (
        "a user just made, or one who was removed since and made by another",
        "sudo passwd zoe",
        "typed 'sudo useradd -m zoe' 0\ntyped 'sudo passwd zoe' 1",
        "typed 'sudo useradd -m zoe' 0\ntyped 'sudo userdel zoe' 0",
    ),
    (
        "a password is set, or the account is let in without one",
        "sudo passwd $HOW zoe",
        "typed 'sudo useradd -m zoe' 0\nvar HOW ''",
        "typed 'sudo useradd -m zoe' 0\nvar HOW -d",
    ),
    (
        "a container that the session started, or one whose name was taken",
        "docker rm -fv pg",
        f"typed '{PG}' 0",
        f"typed '{PG}' 125",
    ),
    (
        "one that may not have started for what else stood on the line",
        "docker rm -fv pg",
        f"typed '{PG} && docker ps' 0",
        f"typed '{PG}; docker ps' 0",
    ),
    (
        "one that was removed since, and is another's now",
        "docker rm -fv pg",
        f"typed '{PG}' 0",
        f"typed '{PG}' 0\ntyped 'docker rm -f pg' 0",
    ),
    (
        "an option behind the image is not docker's",
        "docker rm -fv pg",
        f"typed '{PG} -c max_connections=9' 0",
        "typed 'docker run -d alpine tool --name pg' 0",
    ),
    (
        "a container of this machine, or of the one that is meant now",
        "docker rm -fv pg",
        f"typed '{PG}' 0",
        f"typed '{PG}' 0\nvar DOCKER_HOST ssh://db.example.com",
    ),
    (
        "created in the session, or there before",
        "dropdb trial",
        "typed 'createdb trial' 0",
        "typed 'createdb trial' 1",
    ),
    (
        "the name is the first word, and not the owner's",
        "dropdb trial",
        "typed 'createdb -O ann trial' 0",
        "typed 'createdb -O trial ann' 0",
    ),
    (
        "on the server that is meant now, or on another",
        "dropdb trial",
        "var PGHOST db.example.com\ntyped 'createdb trial' 0",
        "typed 'createdb trial' 0\nvar PGHOST db.example.com",
    ),
    (
        "a line whose end was turned round",
        "dropdb trial",
        "typed 'createdb trial' 0",
        "typed '! createdb trial' 0",
    ),
    (
        "by psql: created in the session, or not",
        'psql -c "drop database trial"',
        "typed 'psql -c \"create database trial\"' 0",
        "file a",
    ),
    (
        "by mysql: created for certain, or only if it was not there",
        "mysql -e 'DROP DATABASE trial'",
        "typed \"mysql -e 'CREATE DATABASE trial'\" 0",
        "typed \"mysql -e 'CREATE DATABASE IF NOT EXISTS trial'\" 0",
    ),
    (
        "a table created in the session, or only if it was not there",
        "psql shop -c 'drop table orders_new'",
        f'typed "{TABLE.format("")}" 0',
        f'typed "{TABLE.format("if not exists ")}" 0',
    ),
    (
        "a table of this database, or of another",
        "psql shop -c 'drop table orders_new'",
        f'typed "{TABLE.format("")}" 0',
        f'typed "{TABLE.format("").replace("shop", "lab", 1)}" 0',
    ),
    (
        "a namespace created in the session, or not",
        "kubectl delete ns trial",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0",
        TEAM,
    ),
    (
        "two namespaces of the session, or one of them another's",
        "kubectl delete ns trial lab",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0\ntyped 'kubectl create ns lab' 0",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0",
    ),
    (
        "the cluster that is meant was changed since",
        "kubectl delete ns trial",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0\ncluster team-eu",
    ),
    (
        "a deployment created in the session here, or in another namespace",
        "kubectl delete deployment/web",
        f"{TEAM}\ntyped 'kubectl create deployment web --image=nginx' 0",
        f"{TEAM}\ntyped 'kubectl -n lab create deployment web --image=nginx' 0",
    ),
    (
        "a release installed in the session, or not",
        "helm uninstall trial -n lab",
        f"{TEAM}\ntyped 'helm install trial ./chart -n lab' 0",
        f"{TEAM}\ntyped 'helm upgrade --install trial ./chart -n lab' 0",
    ),
    (
        "a machine in the cloud: created in the session, or not",
        "gcloud compute instances delete vm-try --zone=europe-west1-b --quiet",
        "typed 'gcloud compute instances create vm-try --zone=europe-west1-b' 0",
        "typed 'gcloud compute instances create vm-try --zone=us-east1-b' 0",
    ),
    (
        "a stack: created in the session, or in another region",
        "aws cloudformation delete-stack --stack-name try",
        "typed 'aws cloudformation create-stack --stack-name try --template-body file://t.yaml' 0",
        "typed 'aws cloudformation create-stack --stack-name try --template-body file://t.yaml --region us-west-2' 0",
    ),
    (
        "in a container that the session started, or one with a volume from before",
        'docker exec pg psql -U postgres -c "drop database shop"',
        f"typed '{PG}' 0",
        f"typed '{PG.replace('-e', '-v data:/var/lib/postgresql/data -e')}' 0",
    ),
    (
        "a store in a container of the session, by its port, or another port",
        "redis-cli flushall",
        "typed 'docker run -d -p 6379:6379 redis:7' 0",
        "typed 'docker run -d -p 6380:6379 redis:7' 0",
    ),
    (
        "a database by its port, or by the socket of this machine's own",
        "psql $H -U postgres -c 'drop schema public cascade'",
        "typed 'docker run --rm -d -p 5432:5432 postgres:16' 0\nvar H -hlocalhost",
        "typed 'docker run --rm -d -p 5432:5432 postgres:16' 0\nvar H -q",
    ),
    (
        "a container that still runs, or was stopped",
        "redis-cli flushall",
        "typed 'docker run -d --name r -p 6379:6379 redis:7' 0",
        "typed 'docker run -d --name r -p 6379:6379 redis:7' 0\ntyped 'docker stop r' 0",
    ),
    (
        "a crontab that was saved before, or into an empty file",
        "crontab -r",
        "text cron.bak '0 3 * * * backup\\n'\ntyped 'crontab -l > cron.bak' 0",
        "empty cron.bak\ntyped 'crontab -l > cron.bak' 0",
    ),
    (
        "a crontab from what was listed before, or from elsewhere",
        "crontab new.cron",
        "text new.cron '0 3 * * * backup\\n'\ntyped 'crontab -l > new.cron' 0",
        "text new.cron '0 3 * * * backup\\n'\ntyped 'crontab -l > old.cron' 0",
    ),
    (
        "a crontab that was saved by tee, or is only shown",
        "crontab -r",
        "text cron.bak '0 3 * * * backup\\n'\ntyped 'crontab -l | tee cron.bak' 0",
        "text cron.bak '0 3 * * * backup\\n'\ntyped 'crontab -l | grep backup' 0",
    ),
    (
        "as another user, or as oneself",
        "sudo -u postgres dropdb trial",
        "typed 'sudo -u postgres createdb trial' 0",
        "typed 'createdb trial' 0",
    ),
    (
        "by mysqladmin: created here, or on another host",
        "mysqladmin -f drop trial",
        "typed 'mysqladmin create trial' 0",
        "typed 'mysqladmin -h db.example.com create trial' 0",
    ),
    (
        "a pod run in the session, or one of another name",
        "kubectl delete pod tmp",
        f"{TEAM}\ntyped 'kubectl run tmp --image=busybox -- sleep 1d' 0",
        f"{TEAM}\ntyped 'kubectl run temp --image=busybox -- sleep tmp' 0",
    ),
    (
        "a secret created in the session, or settings of its name",
        "kubectl delete secret web",
        f"{TEAM}\ntyped 'kubectl create secret generic web --from-literal=k=v' 0",
        f"{TEAM}\ntyped 'kubectl create configmap web --from-literal=k=v' 0",
    ),
    (
        "a manifest as it was created, or changed since",
        "kubectl delete -f app.yaml",
        f"{TEAM}\ntext app.yaml '{SPACE}'\ntyped 'kubectl create -f app.yaml' 0",
        f"{TEAM}\ntext app.yaml '{SPACE}'\ntyped 'kubectl create -f app.yaml' 0\nedit app.yaml",
    ),
    (
        "a manifest that was created, or applied, which may only change what stands",
        "kubectl delete -f app.yaml",
        f"{TEAM}\ntext app.yaml '{SPACE}'\ntyped 'kubectl create -f app.yaml' 0",
        f"{TEAM}\ntext app.yaml '{SPACE}'\ntyped 'kubectl apply -f app.yaml' 0",
    ),
    (
        "an instance in the cloud: created in the session, or by another project's settings",
        "gcloud sql instances delete try --quiet",
        "typed 'gcloud sql instances create try --tier=db-f1-micro' 0",
        "typed 'gcloud sql instances create try --tier=db-f1-micro' 0\n"
        "text ~/.config/gcloud/active_config work",
    ),
    (
        "an application created in the session, or one whose name was taken",
        "heroku apps:destroy try-app --confirm try-app",
        "typed 'heroku create try-app' 0",
        "typed 'heroku create try-app' 1",
    ),
    (
        "a container of lxd: launched in the session by its name, or by that of its image",
        "lxc delete -f try",
        "typed 'lxc launch ubuntu:24.04 try' 0",
        "typed 'lxc launch try other' 0",
    ),
    (
        "a machine of multipass: launched in the session, or not",
        "multipass delete --purge try",
        "typed 'multipass launch --name try' 0",
        "typed 'multipass launch try' 0",
    ),
    (
        "a droplet created in the session, or in another account",
        "doctl compute droplet delete try -f",
        "typed 'doctl compute droplet create try --image ubuntu-24-04-x64 --size s-1vcpu-1gb' 0",
        "typed 'doctl --context work compute droplet create try --image ubuntu-24-04-x64' 0",
    ),
    # what looks alike, and is not
    (
        "what was made, or only tried dry",
        "kubectl delete ns trial",
        f"{TEAM}\ntyped 'kubectl create ns trial -o name' 0",
        f"{TEAM}\ntyped 'kubectl create ns trial --dry-run=client' 0",
    ),
    (
        "on the server that the settings name, or on one that the line names",
        "kubectl delete ns trial $MORE",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0\nvar MORE --wait",
        f"{TEAM}\ntyped 'kubectl create ns trial' 0\nvar MORE --server=https://10.0.0.4:6443",
    ),
    (
        "one of a kind, or all of it",
        "kubectl delete deployment web $MORE",
        f"{TEAM}\ntyped 'kubectl create deployment web --image=nginx' 0\nvar MORE --now",
        f"{TEAM}\ntyped 'kubectl create deployment web --image=nginx' 0\nvar MORE --all",
    ),
    (
        "a table of the session, or another beside it",
        'psql shop -c "drop table orders_new$MORE"',
        f'typed "{TABLE.format("")}" 0\nvar MORE " cascade"',
        f'typed "{TABLE.format("")}" 0\nvar MORE ", orders"',
    ),
    (
        "a table of the session, or a further statement behind it",
        'psql shop -c "drop table orders_new;$MORE"',
        f'typed "{TABLE.format("")}" 0\nunset MORE',
        f'typed "{TABLE.format("")}" 0\nvar MORE " drop table orders"',
    ),
    (
        "documents at a port of the session, or at a host that the word names",
        "mongosh $DB --eval 'db.dropDatabase()'",
        "typed 'docker run -d --rm -p 27017:27017 mongo:7' 0\nvar DB shop",
        "typed 'docker run -d --rm -p 27017:27017 mongo:7' 0\nvar DB db.example.com/shop",
    ),
    (
        "a container of this machine's engine, or of a context that the line names",
        "docker $MORE rm -fv pg",
        f"typed '{PG}' 0\nunset MORE",
        f"typed '{PG}' 0\nvar MORE --context=far",
    ),
    (
        "the jobs of this user, or of another",
        "sudo crontab -u deploy -r",
        "text c.bak '1 1 * * * a\\n'\ntyped 'sudo crontab -u deploy -l > c.bak' 0",
        "text c.bak '1 1 * * * a\\n'\ntyped 'sudo crontab -u ann -l > c.bak' 0",
    ),
    (
        "the jobs of root, or one's own",
        "sudo crontab -r",
        "text c.bak '1 1 * * * a\\n'\ntyped 'sudo crontab -l > c.bak' 0",
        "text c.bak '1 1 * * * a\\n'\ntyped 'crontab -l > c.bak' 0",
    ),
    (
        "a server created in the session, or not",
        "hcloud server delete try",
        "typed 'hcloud server create --name try --type cx22 --image ubuntu-24.04' 0",
        "typed 'hcloud server create --name other --type cx22 --image try' 0",
    ),
    (
        "a repository created in the session, or of another owner",
        "gh repo delete ann/try --yes",
        "typed 'gh repo create ann/try --private' 0",
        "typed 'gh repo create bob/try --private' 0",
    ),
]
