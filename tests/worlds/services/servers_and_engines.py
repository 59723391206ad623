"""Pairs about what servers and engines a line means, whatever these are called: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE = "https://127.0.0.1:46871"
FAR = "https://k8s.shop-eu.example.com:6443"
EKS = "https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com"
UNNAMED = "9f2c" * 16
STORE = (
    "text compose.yaml 'services:\\n  db:\\n    image: postgres\\n    volumes:\\n      - data:/var/lib/postgresql/data\\n"
    "volumes:\\n  data:\\n'"
)

SERVED: list[tuple[str, str, str, str]] = [
    # a cluster by where its server is, not by its name
    (
        "a cluster of kind, or one that is called so",
        "kubectl delete ns shop",
        f"kube kind-dev {HERE}",
        f"kube kind-dev {FAR}",
    ),
    (
        "a cluster of kind, or a sandbox of a cloud",
        "kubectl delete pvc --all -n shop",
        f"kube kind-kind {HERE}",
        f"kube sandbox {EKS}",
    ),
    (
        "minikube's own machine, or one that is called so",
        "kubectl delete all --all",
        "kube minikube https://192.168.49.2:8443 ~/.kube/config certificate-authority /home/me/.minikube/ca.crt",
        f"kube minikube {FAR} ~/.kube/config certificate-authority /home/me/.minikube/ca.crt",
    ),
    (
        "docker's own cluster, or one that is called so",
        "helm uninstall shop",
        "kube docker-desktop https://kubernetes.docker.internal:6443",
        f"kube docker-desktop {EKS}",
    ),
    (
        "a file of settings that the line names",
        "kubectl --kubeconfig ./k delete ns shop",
        f"kube kind-a {HERE} k",
        f"kube kind-a {FAR} k",
    ),
    (
        "a context that the line names",
        "helm uninstall shop --kube-context kind-a",
        f"kube kind-a {HERE}",
        f"kube kind-a {FAR}",
    ),
    (
        "a cluster here, or a way through another machine",
        "kubectl delete ns shop",
        f"kube kind-a {HERE}",
        f"kube kind-a {HERE} ~/.kube/config proxy-url socks5://192.0.2.1:1080",
    ),
    (
        "a cluster here, or one that is called otherwise than it says",
        "kubectl delete ns shop",
        f"kube kind-a {HERE}",
        f"kube kind-a {HERE} ~/.kube/config tls-server-name k8s.shop-eu.example.com",
    ),
    (
        "settings of which the first counts",
        "kubectl delete ns shop",
        f"var KUBECONFIG {{home}}/a:{{home}}/b\nkube kind-a {HERE} ~/a\nkube shop-eu {FAR} ~/b",
        f"var KUBECONFIG {{home}}/a:{{home}}/b\nkube shop-eu {FAR} ~/a\nkube kind-a {HERE} ~/b",
    ),
    (
        "a context of a variable",
        "helm uninstall shop",
        f"kube kind-a {HERE}",
        f"kube kind-a {HERE}\nvar HELM_KUBECONTEXT shop-eu",
    ),
    (
        "a server that the line names",
        "kubectl delete ns shop $S",
        f"kube kind-a {HERE}\nunset S",
        f"kube kind-a {HERE}\nvar S -s{FAR}",
    ),
    # clouds
    (
        "a profile of a variable, alone or beside keys",
        "aws s3 rb s3://media --force",
        "var AWS_PROFILE sandbox",
        "var AWS_PROFILE sandbox\nvar AWS_ACCESS_KEY_ID AKIAIOSFODNN7EXAMPLE",
    ),
    (
        "keys that a vault gave with the profile, or others",
        "aws s3 rb s3://media --force",
        "var AWS_VAULT sandbox\nvar AWS_ACCESS_KEY_ID AKIAIOSFODNN7EXAMPLE",
        "var AWS_ACCESS_KEY_ID AKIAIOSFODNN7EXAMPLE",
    ),
    (
        "a profile that the line names counts before keys",
        "aws s3 rb s3://media --force $P",
        "var P --profile=sandbox\nvar AWS_ACCESS_KEY_ID AKIAIOSFODNN7EXAMPLE",
        "unset P\nvar AWS_PROFILE sandbox\nvar AWS_ACCESS_KEY_ID AKIAIOSFODNN7EXAMPLE",
    ),
    (
        "settings in a file of their own",
        "aws s3 rb s3://media --force",
        "var AWS_PROFILE sandbox\nvar AWS_CONFIG_FILE {home}/c\ntext ~/c '[profile sandbox]\\nregion = eu\\n'",
        "var AWS_PROFILE sandbox\nvar AWS_CONFIG_FILE {home}/c\n"
        "text ~/c '[profile sandbox]\\nrole_arn = arn:aws:iam::1:role/prod-admin\\n'",
    ),
    # databases
    (
        "an environment for tests, alone or with an address elsewhere",
        "bin/rails db:drop",
        "file bin/rails\nvar RAILS_ENV test",
        "file bin/rails\nvar RAILS_ENV test\nvar DATABASE_URL postgres://db.prod.example.com/shop",
    ),
    (
        "a database by a word of its own, here or through a tunnel",
        "psql -h localhost -p $PORT shop_test -c 'drop table orders'",
        "listens postgres",
        "listens ssh",
    ),
    (
        "the same by a variable",
        "psql -h localhost shop_test -c 'drop table orders'",
        "listens postgres\nvar PGPORT {PORT}",
        "listens ssh\nvar PGPORT {PORT}",
    ),
    (
        "a word counts before a variable",
        "psql -h localhost $D -c 'drop table orders'",
        "var PGDATABASE shop_test\nunset D",
        "var PGDATABASE shop_test\nvar D shop",
    ),
    (
        "dropped by a word that counts before a variable",
        "mysqladmin -h localhost drop $D",
        "var MYSQL_DATABASE shop_test\nvar D shop_test",
        "var MYSQL_DATABASE shop_test\nvar D shop",
    ),
    # what files of statements do
    (
        "a copy under a new name, or over a database",
        "sqlite3 a.db '.save b.db'",
        "database a.db 3",
        "database a.db 3\ndatabase b.db 900",
    ),
    (
        "a copy of one of several, under a new name or over a database",
        "sqlite3 a.db '.backup main b.db'",
        "database a.db 3",
        "database a.db 3\ndatabase b.db 900",
    ),
    (
        "an output under a new name, or over notes",
        "sqlite3 a.db '.output notes.txt' .dump",
        "database a.db 3",
        "database a.db 3\nfiles notes.tx# 1\ntext notes.txt 'a long list of what is to do\\nand when\\n'",
    ),
    (
        "statements of a file that a command of the program reads",
        "sqlite3 a.db '.read fix.sql'",
        "database a.db 900\ntext fix.sql 'select 1;\\n'",
        "database a.db 900\ntext fix.sql 'drop table notes;\\n'",
    ),
    (
        "the same that a file reads",
        "psql -f all.sql",
        "text all.sql '\\i fix.sql\\n'\ntext fix.sql 'select 1;\\n'",
        "text all.sql '\\i fix.sql\\n'\ntext fix.sql 'drop table notes;\\n'",
    ),
    (
        "a file beside a statement",
        "psql -c 'select 1' -f fix.sql",
        "text fix.sql 'select 1;\\n'",
        "text fix.sql 'drop table notes;\\n'",
    ),
    (
        "statements before the first",
        "sqlite3 -init fix.sql a.db 'select 1'",
        "database a.db 900\ntext fix.sql 'select 1;\\n'",
        "database a.db 900\ntext fix.sql 'drop table notes;\\n'",
    ),
    (
        "a script of a client",
        "mongosh shop clean.js",
        "text clean.js 'print(1)\\n'",
        "text clean.js 'db.dropDatabase()\\n'",
    ),
    (
        "a table of the session, or one that a file may have given its name",
        "psql shop -c 'drop table fresh'",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0\ntyped 'psql shop -f move.sql' 0",
    ),
    (
        "the same by what was typed to the client itself",
        "psql shop -c 'drop table fresh'",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0\ntyped 'psql -l' 0",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0\ntyped 'psql shop' 0",
    ),
    # what docker's engine says of a project
    (
        "services without a volume in the engine, or with one",
        "docker compose -p shop down -v",
        f"docker volume:other_data\n{STORE}",
        f"docker volume:shop_data\n{STORE}",
    ),
    (
        "a container of the project with a volume that has no name",
        "docker compose down -v",
        f"docker container:project_web_1\n{STORE}",
        f"docker container:project_db_1:{UNNAMED}\n{STORE}",
    ),
    (
        "a volume that the project calls by a name of its own",
        "docker compose down -v",
        f"docker volume:plain\n{STORE.replace('data:', 'data:', 1)}",
        f"docker volume:plain\n{STORE[:-1]}    name: plain\\n'",
    ),
    (
        "the project of a variable",
        "docker compose down --volumes",
        f"docker volume:project_data\nvar COMPOSE_PROJECT_NAME other\n{STORE}",
        f"docker volume:other_data\nvar COMPOSE_PROJECT_NAME other\n{STORE}",
    ),
    (
        "a container of the session, with docker's engine by a file of this machine or another's",
        "docker exec pg psql -U postgres -c 'drop database shop'",
        "var DOCKER_HOST unix:///run/user/1000/docker.sock\ntyped 'docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:16' 0",
        "var DOCKER_HOST ssh://shop-eu\ntyped 'docker run -d --name pg -e POSTGRES_PASSWORD=x postgres:16' 0",
    ),
    # packages
    (
        "an environment of its own, or that of conda itself",
        "pip uninstall -y -r <(pip freeze)",
        "folder ~/miniconda3/envs/work/conda-meta\nvar CONDA_PREFIX {home}/miniconda3/envs/work",
        "folder ~/miniconda3/conda-meta\nvar CONDA_PREFIX {home}/miniconda3",
    ),
]
