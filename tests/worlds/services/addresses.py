"""Pairs about what an address, variables or a tool's own folder say is meant: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE = "https://127.0.0.1:46871"
FAR = "https://k8s.shop-eu.example.com:6443"
SHOP = "postgres://app:x@db.shop.example.com:5432/shop"
LETTERS = "files ~/work/letter#.odt 20"
STORE = "typed 'docker run -d --rm -p 6379:6379 redis:7' 0"
SQLITE = "text .env 'DATABASE_URL=sqlite:dev.db\\n'"
DOCTRINE = (
    "file bin/console\ntext .env 'APP_ENV=dev\\nDATABASE_URL=sqlite:///%kernel.project_dir%/var/data.db\\n'"
)
RESET = "text reset.sql '{}\\n'\ntext wrangler.toml 'name = \"shop\"\\n'"

PRISMA = (
    "text .env 'DATABASE_URL=\"file:./dev.db\"\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = "
    '"sqlite"\\n  url = env("DATABASE_URL")\\n}\\n\''
)

BY_ADDRESS: list[tuple[str, str, str, str]] = [
    # databases by addresses
    ("dbmate: a file that is not there, or full", "dbmate drop", SQLITE, f"{SQLITE}\ndatabase dev.db 40"),
    (
        "dbmate: a variable before the file of variables",
        "dbmate drop",
        SQLITE,
        f"{SQLITE}\nvar DATABASE_URL {SHOP}",
    ),
    (
        "dbmate: the variable that the line names",
        "dbmate $E drop",
        f"{SQLITE}\nunset E",
        f"{SQLITE}\nvar E --env=LIVE_URL",
    ),
    (
        "goose by variables: a file that is not there, or a shop's",
        "goose reset",
        "var GOOSE_DRIVER sqlite3\nvar GOOSE_DBSTRING ./dev.db",
        f"var GOOSE_DRIVER postgres\nvar GOOSE_DBSTRING {SHOP}",
    ),
    (
        "goose: words before variables",
        "goose $D reset",
        "unset D\nvar GOOSE_DBSTRING ./dev.db",
        f"var D 'postgres {SHOP}'\nvar GOOSE_DBSTRING ./dev.db",
    ),
    (
        "migrate by an address: a file that is not there, or a shop's",
        'migrate -path migrations -database "$DATABASE_URL" down -all',
        "var DATABASE_URL sqlite3://dev.db",
        f"var DATABASE_URL {SHOP}",
    ),
    (
        "sqlx: a file that is not there, or full",
        "sqlx database reset -y",
        SQLITE,
        f"{SQLITE}\ndatabase dev.db 40",
    ),
    (
        "diesel: a file without a scheme, or a shop's",
        "diesel database reset",
        "text .env 'DATABASE_URL=dev.sqlite\\n'",
        f"text .env 'DATABASE_URL={SHOP}\\n'",
    ),
    (
        "doctrine: a file of the project that is not there, or is full",
        "php bin/console doctrine:database:drop --force",
        DOCTRINE,
        f"{DOCTRINE}\nfolder var\ndatabase var/data.db 40",
    ),
    (
        "doctrine: a file of variables that counts before",
        "php bin/console doctrine:database:drop --force",
        DOCTRINE,
        f"{DOCTRINE}\ntext .env.local 'DATABASE_URL={SHOP}\\n'",
    ),
    (
        "liquibase: in memory, or a shop's",
        "liquibase drop-all",
        "text liquibase.properties 'url: jdbc:h2:mem:test\\n'",
        "text liquibase.properties 'url: jdbc:postgresql://db.shop.example.com/shop\\n'",
    ),
    (
        "django: in memory, or a shop's",
        "python manage.py flush --no-input",
        "var DJANGO_SETTINGS_MODULE shop.test\nempty manage.py\ntext shop/test.py "
        '\'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}\\n\'',
        "var DJANGO_SETTINGS_MODULE shop.test\nempty manage.py\ntext shop/test.py "
        '\'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", '
        '"HOST": "db.shop.example.com"}}\\n\'',
    ),
    (
        "a store by its address: of the session, or a shop's",
        'redis-cli -u "$REDIS_URL" flushall',
        f"{STORE}\nvar REDIS_URL redis://localhost:6379/0",
        f"{STORE}\nvar REDIS_URL redis://cache.shop.example.com:6379/0",
    ),
    (
        "tasks of a broker of the session, or of a shop's",
        "celery -A shop purge -f",
        f"{STORE}\nvar CELERY_BROKER_URL redis://localhost:6379/0",
        f"{STORE}\nvar CELERY_BROKER_URL redis://cache.shop.example.com:6379/0",
    ),
    (
        "tasks of a broker that the line names",
        "celery -A shop -b $B purge -f",
        f"{STORE}\nvar B redis://localhost:6379/1",
        f"{STORE}\nvar B redis://10.0.0.5:6379/1",
    ),
    (
        "documents by their address: for tests here, or a shop's",
        "mongosh \"$MONGODB_URI\" --eval 'db.dropDatabase()'",
        "var MONGODB_URI mongodb://localhost:27017/shop_test",
        "var MONGODB_URI mongodb+srv://app:x@shop.example.mongodb.net/shop",
    ),
    (
        "statements of a file for others' tables: that add, or drop",
        "wrangler d1 execute shop --remote --file=reset.sql",
        RESET.format("insert into colours values (1);"),
        RESET.format("drop table users;"),
    ),
    # what tools keep
    (
        "a certificate that is not there, or is",
        "certbot delete --cert-name shop.example --config-dir ./le -n",
        "folder le",
        "text le/live/shop.example/privkey.pem '-----BEGIN PRIVATE KEY-----\\n'",
    ),
    (
        "no session of zellij, or one",
        "zellij delete-all-sessions -y -f",
        "folder ~/.cache",
        "file ~/.cache/zellij/0.41.2/session_info/work/session-layout.kdl",
    ),
    (
        "a release made in the session, or before it",
        "gh release delete v1.2.0 --yes",
        "typed 'gh release create v1.2.0 --notes x' 0",
        "typed 'gh release create v1.3.0 --notes x' 0",
    ),
    (
        "a release of this repository, or of another",
        "gh release delete v1.2.0 --yes $R",
        "typed 'gh release create v1.2.0 --notes x' 0\nunset R",
        "typed 'gh release create v1.2.0 --notes x' 0\nvar R --repo=ann/shop",
    ),
    (
        "what says that a database runs: it has ended, or runs",
        "rm data/postmaster.pid",
        "folder data\nprocess postgres data/postmaster.pid\nended",
        "folder data\nprocess postgres data/postmaster.pid",
    ),
    # what several programs are started from
    (
        "all of a Procfile",
        "overmind start",
        "text Procfile 'web: bin/server\\nworker: bin/worker\\n'",
        f"text Procfile 'web: rm -rf ~/work && bin/server\\nworker: bin/worker\\n'\n{LETTERS}",
    ),
    (
        "one of a Procfile",
        "foreman start $P",
        f"text Procfile 'web: bin/server\\nclean: rm -rf ~/work\\n'\n{LETTERS}\nvar P web",
        f"text Procfile 'web: bin/server\\nclean: rm -rf ~/work\\n'\n{LETTERS}\nvar P clean",
    ),
    (
        "what process-compose starts",
        "process-compose up",
        "text process-compose.yaml 'processes:\\n  web:\\n    command: bin/server\\n'",
        f"text process-compose.yaml 'processes:\\n  web:\\n    command: rm -rf ~/work\\n'\n{LETTERS}",
    ),
    # where it runs
    (
        "in a pod of a cluster here, or of a shop's",
        "kubectl exec -it db-0 -- psql -U postgres -c 'drop table orders'",
        f"kube kind-dev {HERE}",
        f"kube kind-dev {FAR}",
    ),
    (
        "a pod taken by force",
        "kubectl delete pod db-0 --grace-period=0 --force",
        f"kube minikube {HERE}",
        f"kube shop-prod {FAR}",
    ),
    (
        "a volume of an application by the folder's file",
        "fly volumes destroy vol_123 -y",
        "text fly.toml 'app = \"shop-sandbox\"\\n'",
        "text fly.toml 'app = \"shop\"\\n'",
    ),
    (
        "prisma: a file by a variable that is not there, or is full",
        "npx prisma migrate reset --force",
        PRISMA,
        f"{PRISMA}\ndatabase prisma/dev.db 30",
    ),
    (
        "prisma: a file beside the schema, and one of that name in the folder",
        "npx prisma db push --force-reset",
        f"{PRISMA}\ndatabase dev.db 30",
        f"{PRISMA}\ndatabase prisma/dev.db 30",
    ),
    (
        "prisma: variables of the folder, and others beside the schema",
        "npx prisma migrate reset --force",
        PRISMA,
        f"{PRISMA}\ntext prisma/.env 'DATABASE_URL=file:../live.db'\ndatabase live.db 30",
    ),
    (
        "prisma: a further address that counts for this",
        "npx prisma migrate reset --force",
        PRISMA,
        PRISMA.replace("\\n}", '\\n  directUrl = env("DIRECT_URL")\\n}')
        + "\nvar DIRECT_URL postgres://db.example.com/shop",
    ),
    (
        "prisma: a variable of the shell before those of the folder",
        "npx prisma migrate reset --force",
        PRISMA,
        f"{PRISMA}\nvar DATABASE_URL postgres://db.example.com/shop",
    ),
    (
        "prisma: settings as code, which decide",
        "npx prisma migrate reset --force",
        PRISMA,
        f"{PRISMA}\ntext prisma.config.ts 'export default {{ }}'",
    ),
]
