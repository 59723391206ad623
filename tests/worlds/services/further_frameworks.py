"""Pairs about frameworks that are told their database by files of their own, and about databases of tests."""

from __future__ import annotations

NET = "text Shop.csproj '<Project/>'"
LOCAL = "Host=localhost;Port=5432;Database=shop_dev;Username=u"
SERVER = "Host=db.example.org;Database=shop_dev"
CONNECTION = '{{"Logging": {{"Host": "x"}}, "ConnectionStrings": {{"Default": "{}"}}}}'
DRUPAL = (
    'text web/sites/default/settings.php \'<?php\\n$databases["default"]["default"] = [\\n'
    '  "database" => "shop_dev", "host" => "{}", "driver" => "mysql",\\n];\\n{}\''
)
MIKRO = 'text mikro-orm.config.ts \'export default {{ host: "{}", dbName: "shop_dev" }};\\n\''
IGNORED = "repository\ntext .gitignore '*.db\\n'\ncommit"

FRAMEWORKS: list[tuple[str, str, str, str]] = [
    (
        "settings of development, or those of all",
        "dotnet ef database drop --force",
        f"{NET}\ntext appsettings.Development.json '{CONNECTION.format(LOCAL)}'\ntext appsettings.json '{CONNECTION.format(SERVER)}'",
        f"{NET}\ntext appsettings.json '{CONNECTION.format(SERVER)}'",
    ),
    (
        "the environment that a variable names",
        "dotnet ef database drop --force",
        f"{NET}\ntext appsettings.Development.json '{CONNECTION.format(LOCAL)}'\ntext appsettings.Live.json '{CONNECTION.format(SERVER)}'",
        f"{NET}\ntext appsettings.Development.json '{CONNECTION.format(LOCAL)}'\ntext appsettings.Live.json '{CONNECTION.format(SERVER)}'\nvar ASPNETCORE_ENVIRONMENT Live",
    ),
    (
        "a connection that a variable tells counts before",
        "dotnet ef database drop --force",
        f"{NET}\ntext appsettings.json '{CONNECTION.format(LOCAL)}'",
        f"{NET}\ntext appsettings.json '{CONNECTION.format(LOCAL)}'\nvar ConnectionStrings__Default {SERVER}",
    ),
    (
        "what a person keeps apart may say another",
        "dotnet ef database drop --force",
        f"{NET}\ntext appsettings.json '{CONNECTION.format(LOCAL)}'",
        f"{NET}\ntext appsettings.json '{CONNECTION.format(LOCAL)}'\nfile ~/.microsoft/usersecrets/a/secrets.json",
    ),
    (
        "a site here, or one elsewhere",
        "drush sql:drop -y",
        DRUPAL.format("127.0.0.1", ""),
        DRUPAL.format("db.example.org", ""),
    ),
    (
        "a site whose settings take in others",
        "drush sql:drop -y",
        DRUPAL.format("127.0.0.1", '# include __DIR__ . "/settings.local.php";\\n'),
        DRUPAL.format("127.0.0.1", 'include __DIR__ . "/settings.local.php";\\n'),
    ),
    (
        "a site by its alias",
        "drush $A sql:drop -y",
        f"{DRUPAL.format('127.0.0.1', '')}\nvar A -q",
        f"{DRUPAL.format('127.0.0.1', '')}\nvar A @live",
    ),
    (
        "entities here, or elsewhere",
        "npx mikro-orm schema:fresh --run",
        MIKRO.format("localhost"),
        MIKRO.format("db.example.org"),
    ),
    (
        "a database of tests, or of work",
        "rm $D.db",
        f"{IGNORED}\ndatabase test.db 40\nvar D test",
        f"{IGNORED}\ndatabase shop.db 40\nvar D shop",
    ),
    (
        "a backup in the making is interrupted",
        "kill -INT $PID",
        "process less",
        "process pg_restore '' '' '-d shop'",
    ),
]
