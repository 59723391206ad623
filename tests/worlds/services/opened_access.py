"""Pairs about what lets somebody in, names another place or is gone for good: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE, AWAY = "postgresql://postgres@localhost:5432/shop_test", "postgresql://shop@db.acme.example/shop"
PG = "typed 'docker run -d --rm --name pg -e POSTGRES_PASSWORD=x -p 55432:5432 postgres:16'"
CLOUD = "typed 'docker run -d --rm -p 4566:4566 localstack/localstack'"
SEAT = "var XDG_SEAT seat0"
SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
DIST = "file dist/shop-1.0.tar.gz"
APP = "text artisan '<?php\\n'"
TESTING = "APP_ENV=testing\\nDB_HOST=127.0.0.1\\n"
STATE = 'text terraform.tfstate.d/old/terraform.tfstate \'{"version": 4, "resources": [{"type": "a"}]}\''

OPENED: list[tuple[str, str, str, str]] = [
    (
        "an application's stage handed on, and the file without one of its own",
        "export APP_ENV=testing && php artisan migrate:fresh --force",
        f"{APP}\ntext .env 'APP_ENV=local\\nDB_HOST=127.0.0.1\\n'",
        f"{APP}\ntext .env 'APP_ENV=local\\nDB_HOST=db.acme.example\\n'",
    ),
    (
        "an application's stage in front, and the file of that stage",
        "APP_ENV=testing ./artisan migrate:fresh --force",
        f"{APP}\ntext .env.testing '{TESTING}'",
        f"{APP}\ntext .env.testing 'APP_ENV=testing\\nDB_HOST=db.acme.example\\n'",
    ),
    (
        "a stage with a file of its own that does not repeat the stage, and without one",
        "php artisan migrate:fresh --force --env=testing",
        f"{APP}\ntext .env 'DB_DATABASE=shop'\ntext .env.testing 'DB_HOST=127.0.0.1\\nDB_DATABASE=shop_testing'",
        f"{APP}\ntext .env 'DB_DATABASE=shop'",
    ),
    (
        "an application's stage, and a host in the shell, which counts before",
        "php artisan migrate:fresh --force --env=testing",
        f"{APP}\ntext .env.testing '{TESTING}'\nvar DB_HOST localhost",
        f"{APP}\ntext .env.testing '{TESTING}'\nvar DB_HOST db.acme.example",
    ),
    (
        "an application's stage, and an address beside the host",
        "php artisan migrate:fresh --force --env=testing",
        f"{APP}\ntext .env.testing '{TESTING}DB_URL=\\n'",
        f"{APP}\ntext .env.testing '{TESTING}DB_URL=mysql://u@db.acme.example/shop\\n'",
    ),
    (
        "an application's stage in a file with blanks",
        "php artisan db:wipe --force --env=testing",
        f"{APP}\ntext .env.testing 'APP_ENV=testing\\n  DB_HOST = 127.0.0.1\\n'",
        f"{APP}\ntext .env.testing 'APP_ENV=testing\\n  DB_HOST = db.acme.example\\n'",
    ),
    (
        "what a file of variables says last counts",
        "npx dotenv -e .env.test -- npx prisma migrate reset --force",
        f"text .env.test 'DATABASE_URL={AWAY}\\nDATABASE_URL={HERE}\\n'",
        f"text .env.test 'DATABASE_URL={HERE}\\nDATABASE_URL={AWAY}\\n'",
    ),
    (
        "a service of one's own session, or what the desktop hangs on",
        "systemctl --user stop $S",
        "var S syncthing",
        "var S graphical-session.target",
    ),
    (
        "a program of one's own, or the window that holds all",
        "systemctl --user stop $S",
        "var S pipewire",
        "var S dbus",
    ),
    (
        "what shows the desktop, at the next start or now",
        "sudo systemctl disable $W greetd",
        "unset W",
        "var W --now",
    ),
    (
        "a workspace by force, said with a value",
        "terraform workspace delete $W old",
        f"unset W\n{STATE}",
        f"var W -force=true\n{STATE}",
    ),
    ("a bucket that has to be empty, or not", "s3cmd rb $W s3://b", "unset W", "var W --force"),
    ("the same in a bundle", "s3cmd $W rb s3://b", "unset W", "var W -rf"),
    (
        "a store of images that has to be empty, or as a file says",
        "aws ecr delete-repository $W",
        "var W '--repository-name r'",
        "var W '--cli-input-json file://x.json'",
    ),
    (
        "a setting of one stage, or of several",
        "vercel env rm KEY $W -y",
        "var W preview",
        "var W 'production preview'",
    ),
    (
        "a setting of one context, or of several",
        "netlify env:unset KEY --context $W",
        "var W dev",
        "var W 'dev production'",
    ),
    (
        "a stack on this machine's engine, or on production's",
        "supabase db reset",
        "file supabase/migrations/1_a.sql",
        "file supabase/migrations/1_a.sql\nvar DOCKER_HOST ssh://deploy@prod-1.example.com",
    ),
    (
        "the index for trying by an option, as it is or as one's own settings have it",
        "twine upload -r testpypi dist/*",
        f"{DIST}\ntext ~/.pypirc '[testpypi]\\nusername = __token__\\n'",
        f"{DIST}\ntext ~/.pypirc '[testpypi]\\npassword = ab[cd\\n  Repository: https://pypi.acme.example/\\n'",
    ),
    (
        "an address that is a value of a statement is not where it goes",
        "psql $W -c 'drop table orders'",
        f"{PG}\nvar W postgres://localhost:55432/shop",
        f"{PG}\nvar W '-v u=postgres://localhost:55432/shop'\nvar PGHOST db.acme.example",
    ),
    (
        "a cloud in a container, or one of its services elsewhere",
        "aws rds delete-db-instance --db-instance-identifier shop",
        f"{CLOUD}\nvar AWS_ENDPOINT_URL http://localhost:4566",
        f"{CLOUD}\nvar AWS_ENDPOINT_URL http://localhost:4566\n"
        "var AWS_ENDPOINT_URL_RDS https://rds.eu-west-1.amazonaws.com",
    ),
    (
        "what comes from this machine, or from all others",
        "sudo iptables -A INPUT $W -j ACCEPT",
        "var W '-i lo'",
        "var W '! -i lo'",
    ),
    (
        "one port, or all but one",
        "sudo iptables -A INPUT -p tcp $W -j ACCEPT",
        "var W '--dport 8080'",
        "var W '! --dport 8080'",
    ),
    (
        "containers' own network, or a bridge to others",
        "sudo iptables -I INPUT -i $W -j ACCEPT",
        "var W docker0",
        "var W br0",
    ),
    ("sleep before the machine, or over the network", "echo mem | sudo tee /sys/power/state", SEAT, SSH),
    ("sleep by what keeps the seats", "loginctl suspend", SEAT, SSH),
    (
        "an address of a container of the session, alone or behind one that counts",
        "mongosh $U --eval 'db.dropDatabase()'",
        "typed 'docker run -d -p 27018:27017 mongo'\nvar U mongodb://localhost:27018/shop",
        "typed 'docker run -d -p 27018:27017 mongo'\n"
        "var U 'mongodb+srv://shop.acme.example/shop mongodb://localhost:27018/shop'",
    ),
    ("sleep by redirection", "echo disk > /sys/power/state", SEAT, SSH),
    (
        "a part of the kernel, or one of a folder's own",
        "sudo modprobe $W msr",
        "unset W",
        "var W '-d /tmp/x'",
    ),
    (
        "the image's own user, or another's name",
        "sudo usermod -aG docker $W",
        "var W ubuntu",
        "var W '-c pi eve'",
    ),
    (
        "swap, or every line with one of its letters",
        'sudo sed -i "/$W/d" /etc/fstab',
        "var W swap",
        "var W '[swap]'",
    ),
    ("swap, or every line", 'sudo sed -i -E "/$W/d" /etc/fstab', "var W ' swap '", "var W '(swap)?'"),
]
