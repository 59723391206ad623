"""Pairs about variables that a line sets before what it does: (name, line, harmless steps, fatal steps)."""

from __future__ import annotations

RAILS = (
    "text config/database.yml 'test:\\n  adapter: postgresql\\n  database: shop_test\\n  host: localhost\\n'"
)
HERE, AWAY = "postgresql://postgres@localhost:5432/shop_test", "postgresql://shop@db.acme.example/shop"
MINIO = "typed 'docker run -d --rm -p 9000:9000 minio/minio server /data'"

SET_FIRST: list[tuple[str, str, str, str]] = [
    (
        "an address handed on first: for tests here, or another machine's",
        "export DATABASE_URL=$U && npx prisma migrate reset --force",
        f"var U {HERE}",
        f"var U {AWAY}",
    ),
    (
        "a stage handed on first: for tests, or production",
        "export RAILS_ENV=$E; bin/rails db:drop",
        f"var E test\n{RAILS}",
        f"var E production\n{RAILS}",
    ),
    (
        "settings of a cluster handed on first: one here, or a shop's",
        "export KUBECONFIG=$PWD/k.yaml && kubectl delete ns shop",
        "var PWD {here}\nkube kind-a https://127.0.0.1:4444 k.yaml",
        "var PWD {here}\nkube kind-b https://127.0.0.1:4444\nkube live https://203.0.113.7:6443 k.yaml",
    ),
    (
        "a profile handed on first: a sandbox, or the one that people use",
        "export AWS_PROFILE=$P; aws s3 rb s3://media --force",
        "var P sandbox",
        "var P live",
    ),
    (
        "a file of variables read first, all of them handed on",
        "set -a && . ./.env.$E && psql \"$DATABASE_URL\" -c 'truncate orders'",
        f"var E test\ntext .env.test 'DATABASE_URL={HERE}\\n'",
        f"var E live\ntext .env.live 'DATABASE_URL={AWAY}\\n'",
    ),
    (
        "a file of variables read first, alone or with the address of a server in it",
        "source .env && psql \"$DATABASE_URL\" -c 'truncate orders'",
        f"text .env 'DATABASE_URL={HERE}\\nPORT=3000\\n'",
        f"text .env 'DATABASE_URL={HERE}\\nexport PGHOSTADDR=203.0.113.9\\n'",
    ),
    (
        "a file of variables, or one that does something else, too",
        "source ./env.sh; bin/rails db:drop",
        f"{RAILS}\ntext env.sh 'export RAILS_ENV=test\\n'",
        f"{RAILS}\ntext env.sh 'export RAILS_ENV=test\\nif true; then export RAILS_ENV=live; fi\\n'",
    ),
    (
        "what is handed on at the end counts",
        "export RAILS_ENV=test; $A; bin/rails db:drop",
        f"{RAILS}\nvar A 'export PORT=3000'",
        f"{RAILS}\nvar A 'export RAILS_ENV=live'",
    ),
    (
        "a file of variables that a program reads for another: for tests here, or another machine's",
        "npx dotenv -e .env.$E -- npx prisma migrate reset --force",
        f"var E test\ntext .env.test 'DATABASE_URL={HERE}\\n'",
        f"var E live\ntext .env.live 'DATABASE_URL={AWAY}\\n'",
    ),
    (
        "a file of variables elsewhere, which counts before that of the folder",
        "npx dotenv -e $HOME/.env.shop -- npx prisma migrate reset --force",
        f"text ~/.env.shop 'DATABASE_URL={HERE}\\n'\ntext .env 'DATABASE_URL={AWAY}\\n'",
        f"text ~/.env.shop 'DATABASE_URL={AWAY}\\n'\ntext .env 'DATABASE_URL={HERE}\\n'",
    ),
    (
        "such a file, and a variable of the shell, which counts before it",
        "npx dotenv -e .env.test -- npx prisma migrate reset --force",
        f"text .env.test '# here\\nDATABASE_URL=\"{HERE}\"\\nPORT=3000\\n'",
        f"text .env.test 'DATABASE_URL={HERE}\\n'\nvar DATABASE_URL {AWAY}",
    ),
    (
        "such a file, or two of which the first counts",
        "npx dotenv -e .env.$E -e .env.test -- npx prisma migrate reset --force",
        f"var E local\ntext .env.local 'PORT=3000\\n'\ntext .env.test 'DATABASE_URL={HERE}\\n'",
        f"var E live\ntext .env.live 'DATABASE_URL={AWAY}\\n'\ntext .env.test 'DATABASE_URL={HERE}\\n'",
    ),
    (
        "such a file, or one that names another variable in it",
        "npx dotenv -e .env.test -- npx prisma migrate reset --force",
        f"text .env.test 'DATABASE_URL={HERE}\\n'",
        "text .env.test 'DATABASE_URL=postgresql://postgres@localhost:5432/${NAME}_test\\n'",
    ),
    (
        "an application by a file of its own: for tests here, or on another machine",
        "php artisan migrate:fresh --env=testing --force",
        "file artisan\ntext .env.testing 'APP_ENV=testing\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_test\\n'",
        "file artisan\ntext .env.testing 'APP_ENV=testing\\nDB_HOST=db.acme.example\\nDB_DATABASE=shop\\n'",
    ),
    (
        "an application by a file of its own, or by the usual one where there is none",
        "php artisan migrate:fresh --env=testing --force",
        "file artisan\ntext .env.testing 'APP_ENV=testing\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_test\\n'",
        "file artisan\ntext .env 'APP_ENV=testing\\nDB_HOST=db.acme.example\\nDB_DATABASE=shop\\n'",
    ),
    (
        "a database server stopped before the machine, or over ssh",
        "sudo service mysql stop",
        "var WAYLAND_DISPLAY wayland-0",
        "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'",
    ),
    (
        "a store of the session by a variable, or by one that counts before it",
        "aws s3 rb s3://media --force",
        f"var AWS_ENDPOINT_URL http://localhost:9000\n{MINIO}",
        "var AWS_ENDPOINT_URL http://localhost:9000\n"
        f"var AWS_ENDPOINT_URL_S3 https://minio.acme.example:9000\n{MINIO}",
    ),
    (
        "a store of the session by a word, or one of another machine",
        "aws s3 rb s3://media --force --endpoint-url $EP",
        f"var EP http://localhost:9000\n{MINIO}",
        f"var EP https://minio.acme.example\n{MINIO}",
    ),
    (
        "volumes that nothing uses: none with a file, or one",
        "podman volume prune -f",
        "folder ~/.local/share/containers/storage/volumes",
        "file ~/.local/share/containers/storage/volumes/db/_data/a",
    ),
    (
        "a setting of a site for trying, or of the one that people see",
        "netlify env:unset API_KEY --context $C",
        "var C deploy-preview",
        "var C production",
    ),
]

NOT_HANDED_ON = [
    "RAILS_ENV=test; bin/rails db:drop",
    "(export RAILS_ENV=test); bin/rails db:drop",
    "export RAILS_ENV=test & bin/rails db:drop",
    "export RAILS_ENV=test | cat; bin/rails db:drop",
    "false && export RAILS_ENV=test; bin/rails db:drop",
    "cd web && export RAILS_ENV=test; bin/rails db:drop",
    "export -n RAILS_ENV=test; bin/rails db:drop",
    "export RAILS_ENV=test; unset RAILS_ENV; bin/rails db:drop",
    "export RAILS_ENV=test; eval $X; bin/rails db:drop",
    "if make; then export RAILS_ENV=test; fi; bin/rails db:drop",
    "bin/rails db:drop; export RAILS_ENV=test",
    "export RAILS_ENV=test DATABASE_URL=$(cat url); bin/rails db:drop",
]
"""Lines behind which the stage for tests is not, or not for certain, what counts."""
