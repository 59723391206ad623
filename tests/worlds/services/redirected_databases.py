"""Worlds of databases with a line that leads elsewhere: (name, line, steps)."""

from __future__ import annotations

LED_FROM_DATABASE_SETTINGS: list[tuple[str, str, str]] = [
    (
        "prisma: env in shell",
        "npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'\nvar DATABASE_URL postgres://me@db.example.com/shop",
    ),
    (
        "prisma: dotenv",
        "npx dotenv -e .env.eu -- npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'",
    ),
    (
        "prisma: env-cmd",
        "npx env-cmd -f .env.eu npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'",
    ),
    (
        "prisma: doppler",
        "doppler run -- npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'",
    ),
    (
        "prisma: other schema",
        "npx prisma migrate reset --force --schema eu/schema.prisma",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'\ntext eu/schema.prisma 'datasource db {\\n  url = env(\\\"EU_URL\\\")\\n}\\n'",
    ),
    (
        "prisma: env of another file",
        "npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'\ntext prisma/.env 'DATABASE_URL=postgres://me@db.example.com/shop\\n'",
    ),
    (
        "prisma: two lines",
        "npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://me@localhost:5432/shop_dev\\nDATABASE_URL=postgres://me@db.example.com/shop\\n'\ntext prisma/schema.prisma 'datasource db {\\n  provider = \\\"postgresql\\\"\\n  url = env(\\\"DATABASE_URL\\\")\\n}\\n'",
    ),
    (
        "rails: .env.local goes before .env",
        "rails db:drop",
        "text .env 'DATABASE_URL=postgres://me@localhost/shop_dev\\n'\ntext .env.local 'DATABASE_URL=postgres://me@db.example.com/shop\\n'\ntext config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: .env goes before database.yml",
        "rails db:drop",
        "text .env 'DATABASE_URL=postgres://me@db.example.com/shop\\n'\ntext config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: .env.development.local",
        "rails db:drop",
        "text .env.development.local 'DATABASE_URL=postgres://me@db.example.com/shop\\n'\ntext config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: RAILS_ENV as a word",
        "rails db:drop RAILS_ENV=eu",
        "text config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: -e",
        "rails db:drop -e eu",
        "text config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: exported on the line",
        "export DATABASE_URL=postgres://me@db.example.com/shop && rails db:drop",
        "text config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "rails: heroku",
        "heroku run rails db:drop",
        "text config/database.yml 'development:\\n  adapter: postgresql\\n  database: shop_development\\n  host: localhost\\n'",
    ),
    (
        "knex: --env",
        "npx knex migrate:rollback --all --env eu",
        'text knexfile.js \'module.exports = { client: "pg", connection: { host: "localhost", database: "shop_dev" } };\\n\'',
    ),
    (
        "knex: --knexfile",
        "npx knex migrate:rollback --all --knexfile eu.js",
        'text knexfile.js \'module.exports = { client: "pg", connection: { host: "localhost", database: "shop_dev" } };\\n\'',
    ),
    (
        "sequelize: --env",
        "npx sequelize-cli db:drop --env eu",
        'text config/config.json \'{"development": {"dialect": "postgres", "database": "shop_dev", "host": "localhost"}, "eu": {"dialect": "postgres", "database": "shop", "host": "db.example.com"}}\'',
    ),
    (
        "sequelize: --url",
        "npx sequelize-cli db:drop --url postgres://me@db.example.com/shop",
        'text config/config.json \'{"development": {"dialect": "postgres", "database": "shop_dev", "host": "localhost"}, "eu": {"dialect": "postgres", "database": "shop", "host": "db.example.com"}}\'',
    ),
    (
        "sequelize: --config",
        "npx sequelize-cli db:drop --config eu.json",
        'text config/config.json \'{"development": {"dialect": "postgres", "database": "shop_dev", "host": "localhost"}, "eu": {"dialect": "postgres", "database": "shop", "host": "db.example.com"}}\'\ntext eu.json \'{"development": {"dialect": "postgres", "database": "shop", "host": "db.example.com"}}\'',
    ),
    (
        "sequelize: storage of sqlite",
        "npx sequelize-cli db:drop",
        'text config/config.json \'{"development": {"dialect": "sqlite", "database": "shop", "storage": "data.sqlite"}}\'\ndatabase data.sqlite 40',
    ),
    (
        "flyway: -configFiles",
        "flyway -configFiles=eu.conf clean",
        "text flyway.conf 'flyway.url=jdbc:postgresql://localhost/shop_dev\\n'",
    ),
    (
        "flyway: -url",
        "flyway -url=jdbc:postgresql://db.example.com/shop clean",
        "text flyway.conf 'flyway.url=jdbc:postgresql://localhost/shop_dev\\n'",
    ),
    (
        "liquibase: --defaults-file",
        "liquibase --defaults-file=eu.properties drop-all",
        "text liquibase.properties 'url=jdbc:postgresql://localhost/shop_dev\\n'",
    ),
    (
        "alembic: -c",
        "alembic -c eu.ini downgrade base",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = postgresql://me@localhost/shop_dev\\n'",
    ),
    (
        "alembic: -x",
        "alembic -x url=postgresql://me@db.example.com/shop downgrade base",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = postgresql://me@localhost/shop_dev\\n'\ntext alembic/env.py 'x = context.get_x_argument(as_dictionary=True)\\n'",
    ),
    (
        "alembic: -n",
        "alembic -n eu downgrade base",
        "text alembic.ini '[alembic]\\nsqlalchemy.url = postgresql://me@localhost/shop_dev\\n[eu]\\nsqlalchemy.url = postgresql://me@db.example.com/shop\\n'",
    ),
    (
        "django: --settings",
        "python manage.py flush --no-input --settings=shop.eu",
        'text manage.py \'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\\n\'\ntext shop/settings.py \'DATABASES = {\\n    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop_dev", "HOST": "localhost"},\\n}\\n\'\ntext shop/eu.py \'DATABASES = {\\n    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "HOST": "db.example.com"},\\n}\\n\'',
    ),
    (
        "django: BASE_DIR three above",
        "python manage.py flush --no-input",
        'text manage.py \'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.dev")\\n\'\ntext shop/settings/dev.py \'BASE_DIR = Path(__file__).resolve().parent.parent.parent\\nDATABASES = {\\n    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"},\\n}\\n\'\ndatabase db.sqlite3 40',
    ),
    (
        "artisan: --env",
        "php artisan migrate:fresh --force --env=eu",
        "text .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\nDB_DATABASE=shop_dev\\n'\ntext .env.eu 'DB_HOST=db.example.com\\nDB_DATABASE=shop\\n'",
    ),
    (
        "mysql: defaults file",
        "mysql --defaults-extra-file=eu.cnf -e 'drop database shop_dev'",
        "text ~/.my.cnf '[client]\\nhost=localhost\\n[mysql]\\ndatabase=shop_dev\\n'",
    ),
    (
        "mysql: login path",
        "mysql --login-path=eu -e 'drop table users'",
        "text ~/.my.cnf '[client]\\nhost=localhost\\n[mysql]\\ndatabase=shop_dev\\n'",
    ),
    (
        "mysql: group suffix",
        "mysql --defaults-group-suffix=eu -e 'drop table users'",
        "text ~/.my.cnf '[client]\\nhost=localhost\\ndatabase=shop_dev\\n[clienteu]\\nhost=db.example.com\\n'",
    ),
    (
        "psql: service with hostaddr",
        "psql service=dev -c 'drop table users'",
        "text ~/.pg_service.conf '[dev]\\nhost=localhost\\nhostaddr=10.1.2.3\\ndbname=shop_dev\\n'",
    ),
    (
        "drizzle: config on the line",
        "npx drizzle-kit push --force --config=eu.config.ts",
        "text drizzle.config.ts 'export default { dbCredentials: { url: \\\"postgres://me@localhost/shop_dev\\\" } }\\n'\ntext eu.config.ts 'export default { dbCredentials: { url: process.env.EU_URL } }\\n'",
    ),
    (
        "typeorm: -d",
        "npx typeorm schema:drop -d eu.ts",
        'text ormconfig.json \'{"type": "postgres", "host": "localhost", "database": "shop_dev"}\'',
    ),
    (
        "sqlite by a link",
        "sqlite3 dev.db 'drop table notes'",
        "database real.db 40\nlink dev.db real.db",
    ),
    (
        "sqlite: attach",
        "sqlite3 dev.db \"attach 'real.db' as r; drop table r.notes\"",
        "database real.db 40\nempty dev.db",
    ),
    (
        "sqlite: empty, but another is attached by a dot command",
        "sqlite3 dev.db '.open real.db' 'drop table notes'",
        "database real.db 40\nempty dev.db",
    ),
]
