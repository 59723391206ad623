"""Pairs about which database a line means, by settings of programs: (name, line, harmless, fatal)."""

from __future__ import annotations

SERVICE = "text ~/.pg_service.conf '[main]\\nhost={}\\ndbname={}\\n'"
CLIENT = "'[client]\\nhost={}\\n[mysql]\\ndatabase={}\\n'"
RAILS = "text config/database.yml 'development:\\n  adapter: {}\\n  host: {}\\n  database: {}\\n'"
RAILS_FILE = "text config/database.yml 'development:\\n  adapter: sqlite3\\n  database: dev.sqlite3\\n'"
DJANGO = (
    'text manage.py \'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\\n\'\n'
    'text shop/settings.py \'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", '
    '"NAME": BASE_DIR / "db.sqlite3"}}\\n\''
)
ALEMBIC = "text alembic.ini '[alembic]\\nsqlalchemy.url = {}\\n'"
FLYWAY = "text flyway.conf 'flyway.url=jdbc:postgresql://{}\\n'"
PRISMA = (
    'text prisma/schema.prisma \'datasource db {\\n  provider = "sqlite"\\n  url = "file:../dev.db"\\n}\\n\''
)
SEQUELIZE = (
    'text config/config.json \'{"development": {"host": "%s", "database": "%s", "dialect": "mysql"}}\''
)
KNEX = (
    'text knexfile.js \'module.exports = { development: { client: "sqlite3", '
    'connection: { filename: "./dev.sqlite3" } } }\\n\''
)
ECTO = 'text config/dev.exs \'config :shop, Shop.Repo,\\n  hostname: "{}",\\n  database: "{}"\\n\''
COMPOSE = "text compose.yaml 'services:\\n  web:\\n    image: shop\\n    environment:\\n      {}\\n'"
STORE = "services:\\n  db:\\n    image: postgres:16\\n    {}\\n      - {}/var/lib/postgresql/data\\n"

DATABASES: list[tuple[str, str, str, str]] = [
    (
        "a service that psql's own file describes",
        "psql service=main -c 'drop table orders'",
        SERVICE.format("localhost", "shop_test"),
        SERVICE.format("db.example.com", "shop"),
    ),
    (
        "a service that a variable names",
        "psql -c 'truncate orders'",
        f"var PGSERVICE main\n{SERVICE.format('localhost', 'shop_test')}",
        f"var PGSERVICE main\n{SERVICE.format('db.example.com', 'shop')}",
    ),
    (
        "another database dropped than the one for tests, or none other",
        'psql -c "drop database $D"',
        f"var PGSERVICE main\n{SERVICE.format('localhost', 'shop_test')}\nvar D shop_test",
        f"var PGSERVICE main\n{SERVICE.format('localhost', 'shop_test')}\nvar D shop",
    ),
    (
        "what the client's own file says",
        "mysql -e 'delete from orders'",
        f"text ~/.my.cnf {CLIENT.format('localhost', 'shop_test')}",
        f"text ~/.my.cnf {CLIENT.format('db.example.com', 'shop')}",
    ),
    (
        "the file of settings that the line names",
        "mysql --defaults-file=a.cnf -e 'drop table orders'",
        f"text a.cnf {CLIENT.format('127.0.0.1', 'shop_test')}",
        f"text a.cnf {CLIENT.format('db.example.com', 'shop')}",
    ),
    (
        "a database on the line beside the settings' own",
        "mysql -e 'drop table orders' $D",
        f"text ~/.my.cnf {CLIENT.format('localhost', 'shop_test')}\nunset D",
        f"text ~/.my.cnf {CLIENT.format('localhost', 'shop_test')}\nvar D shop",
    ),
    (
        "rails: a database for developing here, or one elsewhere",
        "rails db:drop",
        RAILS.format("postgresql", "localhost", "shop_development"),
        RAILS.format("postgresql", "db.example.com", "shop"),
    ),
    (
        "rails: a file that is not there, or full",
        "bin/rails db:reset",
        f"file bin/rails\n{RAILS_FILE}",
        f"file bin/rails\n{RAILS_FILE}\ndatabase dev.sqlite3 40",
    ),
    (
        "django: a file that is not there, or full",
        "python manage.py flush --no-input",
        DJANGO,
        f"{DJANGO}\ndatabase db.sqlite3 40",
    ),
    (
        "alembic: for tests here, or elsewhere",
        "alembic downgrade base",
        ALEMBIC.format("postgresql://me@localhost/app_test"),
        ALEMBIC.format("postgresql://me@db.example.com/app"),
    ),
    (
        "alembic: an address that its own script puts another for",
        "alembic downgrade base",
        ALEMBIC.format("postgresql://me@localhost/app_test"),
        ALEMBIC.format("postgresql://me@localhost/app_test")
        + "\ntext alembic/env.py 'url = os.environ[\"DATABASE_URL\"]\\n'",
    ),
    (
        "flyway: for tests here, or elsewhere",
        "flyway clean",
        FLYWAY.format("localhost:5432/app_test"),
        FLYWAY.format("db.example.com:5432/app"),
    ),
    (
        "flyway: a variable before the file",
        "flyway clean",
        FLYWAY.format("localhost:5432/app_test"),
        FLYWAY.format("localhost:5432/app_test") + "\nvar FLYWAY_URL jdbc:postgresql://db.example.com/app",
    ),
    (
        "prisma: a file that is not there, or full",
        "npx prisma db push --force-reset",
        PRISMA,
        f"{PRISMA}\ndatabase dev.db 40",
    ),
    (
        "sequelize: for developing here, or elsewhere",
        "npx sequelize-cli db:drop",
        SEQUELIZE % ("127.0.0.1", "shop_dev"),
        SEQUELIZE % ("db.example.com", "shop"),
    ),
    # in the services of a project
    (
        "an application in a service: for tests, or of production",
        "docker compose run --rm web rails db:reset",
        COMPOSE.format("RAILS_ENV: test"),
        COMPOSE.format("RAILS_ENV: production"),
    ),
    (
        "a database in memory, or in a volume",
        "docker compose exec db psql -U postgres -c 'drop database shop'",
        f"text compose.yaml '{STORE.format('tmpfs:', '')}'",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'",
    ),
    (
        "the files of a project that a variable names",
        "docker compose down -v",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'\n"
        "text b.yaml 'services:\\n  web:\\n    image: nginx\\n'\nvar COMPOSE_FILE b.yaml",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'\n"
        f"text b.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'\nvar COMPOSE_FILE b.yaml",
    ),
    (
        "a file of the project that is read over the first",
        "docker compose down -v",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'\n"
        f"text compose.override.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'",
    ),
    (
        "volumes that were there before stay",
        "docker compose down -v",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n    external: true\\n'",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'",
    ),
    (
        "a volume of what is made again, or of a database",
        "docker volume rm project_data",
        "text compose.yaml 'services:\\n  web:\\n    image: node:20\\n    volumes:\\n"
        "      - data:/app/node_modules\\nvolumes:\\n  data:\\n'",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'",
    ),
    (
        "a volume with a database that is named by itself, external or not",
        "docker volume rm project_data",
        "text compose.yaml 'services:\\n  web:\\n    image: node:20\\n    volumes:\\n"
        "      - data:/app/node_modules\\nvolumes:\\n  data:\\n'",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n    external: true\\n'",
    ),
    (
        "goose: by its own variable",
        "goose reset",
        "var GOOSE_DBSTRING postgres://localhost/shop_test",
        "var GOOSE_DBSTRING postgres://db.example.com/shop",
    ),
    (
        "knex: a file that is not there, or full",
        "npx knex migrate:rollback --all",
        KNEX,
        f"{KNEX}\ndatabase dev.sqlite3 40",
    ),
    (
        "a database for tests, here or beside production's",
        "dropdb --if-exists shop_test",
        "var PGHOST localhost",
        "var PGHOST db.prod.example.com",
    ),
    (
        "ecto: for developing here, or elsewhere",
        "mix ecto.reset",
        ECTO.format("localhost", "shop_dev"),
        ECTO.format("db.example.com", "shop"),
    ),
    (
        "rails: the part for tests, by the line",
        "RAILS_ENV=test bin/rails db:drop",
        "text config/database.yml 'test:\\n  adapter: postgresql\\n  database: shop_test\\n'",
        "text config/database.yml 'test:\\n  adapter: postgresql\\n  host: db.example.com\\n  database: shop\\n'",
    ),
    (
        "another database on the line than the service's, by an option",
        "PGSERVICE=main psql -d $D -c 'drop table orders'",
        f"{SERVICE.format('localhost', 'shop_test')}\nvar D shop_test",
        f"{SERVICE.format('localhost', 'shop_test')}\nvar D shop",
    ),
    (
        "another database on the line than the service's, by a word",
        "PGSERVICE=main psql $D -c 'drop table orders'",
        f"{SERVICE.format('localhost', 'shop_test')}\nunset D",
        f"{SERVICE.format('localhost', 'shop_test')}\nvar D shop",
    ),
    (
        "services taken down and started again: without data, or with",
        "docker compose down -v && docker compose up -d",
        "text compose.yaml 'services:\\n  web:\\n    image: nginx\\n'",
        f"text compose.yaml '{STORE.format('volumes:', 'data:')}volumes:\\n  data:\\n'",
    ),
]
