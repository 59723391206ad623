"""Pairs about what is made or meant elsewhere, and what overrules it since: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE = "https://127.0.0.1:46871"
FUNCTION = (
    "typed 'aws lambda create-function --function-name try --runtime python3.12 --role r --handler a.b "
    "--zip-file fileb://a.zip' 0"
)
LARAVEL = "file artisan\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_dev\\n{}'"
COMPOSE = (
    "text compose.yaml 'services:\\n  app:\\n    image: shop\\n    env_file: .env.docker\\n  db:\\n"
    "    image: {}\\n'\ntext .env.docker 'RAILS_ENV=test\\n{}\\n'"
)
DROP = "docker compose run --rm app bin/rails db:drop"
SERVICES = (
    "text ~/.aws/config '[profile dev]\\nservices = local\\nregion = eu-west-1\\n{}[services local]\\ns3 =\\n"
    "  endpoint_url = http://localhost:4566\\n'"
)
BOX = (
    "text hosts 'box ansible_host=127.0.0.1 ansible_port=2222 ansible_user=vagrant "
    "ansible_ssh_private_key_file=.vagrant/machines/default/virtualbox/private_key\\n'"
)
KIND = f"kube kind-dev {HERE}"
FARAWAY = "'helmDefaults:\\n  kubeContext: shop-eu\\nreleases:\\n- name: a\\n  chart: ./a\\n'"
RELEASES = "text helmfile.yaml 'releases:\\n- name: a\\n  chart: ./a\\n'"
LETTERS = "files ~/work/letter#.odt 20"
VAGRANT = "empty Vagrantfile\nfile .vagrant/machines/db/virtualbox/id"

OVERRULED_THERE: list[tuple[str, str, str, str]] = [
    (
        "a container made anew with a volume",
        "docker exec mq rabbitmqctl reset",
        "typed 'docker run -d --name mq rabbitmq:3' 0",
        "typed 'docker run -d --name mq rabbitmq:3' 0\ntyped 'docker rm -f mq' 0\n"
        "typed 'docker run -d --name mq -v mq:/var/lib/rabbitmq rabbitmq:3' 0",
    ),
    (
        "a container with the volumes of another",
        "docker exec mq rabbitmqctl reset",
        "typed 'docker run -d --name mq rabbitmq:3' 0",
        "typed 'docker run -d --volumes-from shop --name mq rabbitmq:3' 0",
    ),
    (
        "a container of another context",
        "docker exec mq rabbitmqctl reset",
        "typed 'docker run -d --name mq rabbitmq:3' 0",
        "typed 'docker run -d --name mq rabbitmq:3' 0\nvar DOCKER_CONTEXT shop",
    ),
    (
        "a topic of a project chosen since",
        "gcloud pubsub topics delete try",
        "typed 'gcloud pubsub topics create try' 0",
        "typed 'gcloud pubsub topics create try' 0\ntyped 'gcloud config set project shop-prod' 0",
    ),
    (
        "a topic of a configuration by variable",
        "gcloud pubsub topics delete try",
        "typed 'gcloud pubsub topics create try' 0",
        "typed 'gcloud pubsub topics create try' 0\nvar CLOUDSDK_ACTIVE_CONFIG_NAME shop",
    ),
    (
        "a function of a region set since",
        "aws lambda delete-function --function-name try",
        FUNCTION,
        f"{FUNCTION}\nvar AWS_REGION us-east-1",
    ),
    (
        "a function of keys taken since",
        "aws lambda delete-function --function-name try",
        FUNCTION,
        f"{FUNCTION}\nvar AWS_SESSION_TOKEN abc",
    ),
    (
        "a function made in an emulator",
        "aws lambda delete-function --function-name try",
        FUNCTION,
        FUNCTION.replace("aws lambda", "aws --endpoint-url http://localhost:4566 lambda"),
    ),
    (
        "a function made in an emulator by variable",
        "aws lambda delete-function --function-name try",
        FUNCTION,
        f"var AWS_ENDPOINT_URL_LAMBDA http://localhost:4566\n{FUNCTION}\nunset AWS_ENDPOINT_URL_LAMBDA",
    ),
    (
        "a bucket into which all was moved",
        "mc rb --force s3/try",
        "typed 'mc mb s3/try' 0",
        "typed 'mc mb s3/try' 0\ntyped 'mc mv --recursive /srv/photos/ s3/try' 0",
    ),
    (
        "a bucket of an alias set anew",
        "mc rb --force s3/try",
        "typed 'mc mb s3/try' 0",
        "typed 'mc mb s3/try' 0\ntyped 'mc alias set s3 https://s3.shop.example.com a b' 0",
    ),
    (
        "a service of another swarm",
        "docker service rm web",
        "typed 'docker service create --name web nginx' 0",
        "typed 'docker service create --name web nginx' 0\nvar DOCKER_HOST ssh://shop.example.com",
    ),
    (
        "a role of a server chosen since",
        "dropuser try",
        "typed 'createuser try' 0",
        "typed 'createuser try' 0\nvar PGHOST db.shop.example.com",
    ),
    (
        "a database of an organisation chosen since",
        "turso db destroy try --yes",
        "typed 'turso db create try' 0",
        "typed 'turso db create try' 0\ntext ~/.config/turso/settings.json '{\"organization\": \"shop\"}'",
    ),
    (
        "a database of an organisation chosen by a line since",
        "turso db destroy try --yes",
        "typed 'turso db create try' 0",
        "typed 'turso db create try' 0\ntyped 'turso org switch shop' 0",
    ),
    (
        "a bucket of an account chosen since",
        "wrangler r2 bucket delete try",
        "typed 'wrangler r2 bucket create try' 0",
        "typed 'wrangler r2 bucket create try' 0\nvar CLOUDFLARE_ACCOUNT_ID 12ab",
    ),
    (
        "a database made, and filled by moving",
        "bq rm -r -f try",
        "typed 'bq mk try' 0",
        "typed 'bq mk try' 0\ntyped 'bq update --source x try' 0\ntyped 'gcloud config set project shop' 0",
    ),
    (
        "aws: addresses of settings not heeded, by variable",
        "aws s3 rb s3://media --force --profile dev",
        SERVICES.format(""),
        f"{SERVICES.format('')}\nvar AWS_IGNORE_CONFIGURED_ENDPOINT_URLS true",
    ),
    (
        "aws: addresses of settings not heeded, by the profile",
        "aws s3 rb s3://media --force --profile dev",
        SERVICES.format(""),
        SERVICES.format("ignore_configured_endpoint_urls = true\\n"),
    ),
    (
        "aws: another file of settings",
        "aws s3 rb s3://media --force --profile dev",
        SERVICES.format(""),
        f"{SERVICES.format('')}\ntext other '[profile dev]\\nregion = eu-west-1\\n'\nvar AWS_CONFIG_FILE {{here}}/other",
    ),
    (
        "aws: an address on the line",
        "aws s3 rb s3://media --force --profile dev $E",
        f"{SERVICES.format('')}\nunset E",
        f"{SERVICES.format('')}\nvar E '--endpoint-url https://s3.amazonaws.com'",
    ),
    (
        "helmfile: a folder of files",
        "helmfile destroy",
        f"{KIND}\ntext helmfile.d/a.yaml 'releases:\\n- name: a\\n  chart: ./a\\n'",
        f"{KIND}\ntext helmfile.d/a.yaml {FARAWAY}",
    ),
    (
        "helmfile: a file named in one word",
        "helmfile --file=deploy/helmfile.yaml destroy",
        f"{KIND}\n" + RELEASES.replace("helmfile.yaml", "deploy/helmfile.yaml"),
        f"{KIND}\ntext deploy/helmfile.yaml {FARAWAY}",
    ),
    (
        "helmfile: a file named by variable",
        "helmfile destroy",
        f"{KIND}\n{RELEASES}",
        f"{KIND}\n{RELEASES}\ntext deploy/helmfile.yaml {FARAWAY}\nvar HELMFILE_FILE_PATH deploy/helmfile.yaml",
    ),
    (
        "helmfile: further files",
        "helmfile destroy",
        f"{KIND}\n{RELEASES}",
        f"{KIND}\ntext helmfile.yaml 'helmfiles:\\n- path: shop/helmfile.yaml\\n'\ntext shop/helmfile.yaml {FARAWAY}",
    ),
    (
        "skaffold: a file named in one word",
        "skaffold delete --filename=deploy/skaffold.yaml",
        f"{KIND}\ntext deploy/skaffold.yaml 'deploy:\\n  kubectl: {{}}\\n'",
        f"{KIND}\ntext deploy/skaffold.yaml 'deploy:\\n  kubeContext: shop-eu\\n  kubectl: {{}}\\n'",
    ),
    (
        "ansible: variables of the folder",
        "ansible all -i inv/hosts -b -m shell -a 'rm -rf /var/lib/postgresql'",
        BOX.replace("text hosts", "text inv/hosts"),
        BOX.replace("text hosts", "text inv/hosts")
        + "\ntext group_vars/all.yml 'ansible_host: db1.shop.example.com\\nansible_port: 22\\n'",
    ),
    (
        "ansible: a host by a variable on the line",
        "ansible all -i hosts $E -b -m shell -a 'rm -rf /var/lib/postgresql'",
        f"{BOX}\nunset E",
        f"{BOX}\nvar E '-e ansible_host=db1.shop.example.com'",
    ),
    (
        "ansible: two inventories",
        "ansible all -i hosts $E -b -m shell -a 'rm -rf /var/lib/postgresql'",
        f"{BOX}\nunset E",
        f"{BOX}\nvar E '-i live'\ntext live 'db1.shop.example.com\\n'",
    ),
    (
        "compose: a host of its own variable",
        DROP,
        COMPOSE.format("postgres", "DB_HOST=db"),
        COMPOSE.format("postgres", "DB_HOST=db.shop.example.com\\nDB_NAME=shop"),
    ),
    (
        "compose: for tests by its name, and another database by its address",
        DROP,
        COMPOSE.format("postgres", "DATABASE_URL=postgres://postgres@db/shop_test"),
        COMPOSE.format("postgres", "DATABASE_URL=postgres://postgres@db/shop"),
    ),
    (
        "compose: a service that leads out",
        DROP,
        COMPOSE.format("postgres", "DATABASE_URL=postgres://postgres@db/shop_test"),
        COMPOSE.format(
            "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2", "DATABASE_URL=postgres://postgres@db/shop"
        ),
    ),
    (
        "compose: a file that says otherwise",
        DROP,
        COMPOSE.format("postgres", "DATABASE_URL=postgres://postgres@db/shop_test"),
        COMPOSE.format("postgres", "DATABASE_URL=postgres://postgres@db/shop_test")
        + "\ntext compose.override.yaml 'services:\\n  app:\\n    environment:\\n      RAILS_ENV: production\\n'",
    ),
    (
        "a Procfile named by a file",
        "foreman start",
        f"text Procfile 'web: bin/server\\n'\ntext Procfile.clean 'web: rm -rf ~/work\\n'\n{LETTERS}",
        f"text Procfile 'web: bin/server\\n'\ntext Procfile.clean 'web: rm -rf ~/work\\n'\n{LETTERS}\n"
        "text .foreman 'procfile: Procfile.clean\\n'",
    ),
    (
        "a Procfile in one word",
        "foreman start $F",
        f"text Procfile 'web: bin/server\\n'\ntext Procfile.clean 'web: rm -rf ~/work\\n'\n{LETTERS}\nunset F",
        f"text Procfile 'web: bin/server\\n'\ntext Procfile.clean 'web: rm -rf ~/work\\n'\n{LETTERS}\n"
        "var F -fProcfile.clean",
    ),
    (
        "containers of another engine by the numbers of this one",
        "docker $C rm -fv $(docker ps -aq --filter name=it-)",
        "docker ended:it-web\nunset C",
        "docker ended:it-web\nvar C '--context shop'",
    ),
    ("a port by an option", "npx kill-port --port $PORT", "listens node", "listens postgres"),
    ("a port by an option in one word", "npx kill-port --port=$PORT", "listens node", "listens postgres"),
    ("a port and its protocol", "killport $PORT/tcp", "listens node", "listens postgres"),
    (
        "a machine of vagrant by its number",
        "vagrant destroy -f $M",
        f"{VAGRANT}\nvar M web",
        f"{VAGRANT}\nvar M 1a2b3c4",
    ),
    (
        "put back by a short option",
        "restic -r /srv/r restore latest -t $T",
        "files docs/a#.odt 9\nvar T {here}/restored",
        "files docs/a#.odt 9\nvar T {here}",
    ),
    (
        "put back at the root",
        "restic -r /srv/r restore latest --target $T",
        "files docs/a#.odt 9\nvar T {here}/restored",
        "files docs/a#.odt 9\nvar T /",
    ),
    (
        "a part of a snapshot put back over work",
        "restic --repo /srv/r restore latest:/home/ann/docs --target docs",
        "folder x",
        "files docs/a#.odt 9",
    ),
    (
        "jobs of a development, in a store elsewhere",
        "php artisan queue:clear redis",
        LARAVEL.format("QUEUE_CONNECTION=redis\\nREDIS_HOST=127.0.0.1\\n"),
        LARAVEL.format("QUEUE_CONNECTION=redis\\nREDIS_HOST=cache.shop.example.com\\n"),
    ),
    (
        "jobs in a cloud's queue",
        "php artisan queue:clear",
        LARAVEL.format("QUEUE_CONNECTION=database\\n"),
        LARAVEL.format(
            "QUEUE_CONNECTION=sqs\\nSQS_PREFIX=https://sqs.eu-west-1.amazonaws.com/123456789012\\n"
        ),
    ),
    (
        "settings kept from before",
        "php artisan queue:flush",
        LARAVEL.format(""),
        LARAVEL.format("")
        + '\ntext bootstrap/cache/config.php \'<?php return ["app" => ["env" => "production"]];\\n\'',
    ),
    (
        "jobs of an environment by variable",
        "php artisan queue:flush",
        LARAVEL.format(""),
        LARAVEL.format("") + "\nvar APP_ENV production",
    ),
    (
        "settings of another place through the agent here",
        "consul kv delete -recurse $D app/",
        "var CONSUL_HTTP_ADDR http://127.0.0.1:8500\nunset D",
        "var CONSUL_HTTP_ADDR http://127.0.0.1:8500\nvar D -datacenter=prod",
    ),
    (
        "jobs at an address on the line",
        "nomad job stop $D -purge -yes web",
        "var NOMAD_ADDR http://127.0.0.1:4646\nunset D",
        "var NOMAD_ADDR http://127.0.0.1:4646\nvar D -address=https://nomad.shop.example.com:4646",
    ),
    (
        "a certificate in a place that settings name",
        "certbot delete --cert-name shop.example -n",
        "folder le",
        "folder le\ntext ~/.config/letsencrypt/cli.ini 'config-dir = /srv/le\\n'",
    ),
]
