"""Pairs about where a line goes: clusters, clouds, workspaces, sessions: (name, line, harmless, fatal)."""

from __future__ import annotations

KIND, PRODUCTION = "cluster kind-dev", "cluster prod-eu-1"
BOB = "files a# 4\nvar WHO bob"
SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
ELSEWHERE: list[tuple[str, str, str, str]] = [
    ("an older state on kind or on production", "kubectl rollout undo deploy/web", KIND, PRODUCTION),
    ("a restart on kind or on production", "kubectl rollout restart deploy/web", KIND, PRODUCTION),
    ("a patch on kind or on production", "kubectl patch deploy web -p '{}'", KIND, PRODUCTION),
    ("a custom kind on kind or on production", "kubectl delete crd shops.example.org", KIND, PRODUCTION),
    ("an older release on kind or on production", "helm rollback shop 1", KIND, PRODUCTION),
    ("a source on kind or on production", "flux delete kustomization apps", KIND, PRODUCTION),
    ("a node emptied by a taint", "kubectl taint nodes n1 a=b:NoExecute", KIND, PRODUCTION),
    (
        "a database of a sandbox or of production",
        "aws rds delete-db-instance --db-instance-identifier db",
        "var AWS_PROFILE sandbox",
        "var AWS_PROFILE prod-admin",
    ),
    (
        "a project by its active configuration",
        "gcloud sql instances delete db --quiet",
        "text ~/.config/gcloud/active_config sandbox",
        "text ~/.config/gcloud/active_config production",
    ),
    (
        "an application of a sandbox or of production",
        "heroku pg:reset DATABASE --confirm web",
        "var HEROKU_APP web-sandbox",
        "var HEROKU_APP web-production",
    ),
    (
        "a subscription of a sandbox or of production",
        "az group delete -n rg --yes",
        "var AZURE_SUBSCRIPTION_ID sandbox",
        "var AZURE_SUBSCRIPTION_ID shop-prod",
    ),
    (
        "a droplet of a sandbox or of production",
        "doctl compute droplet delete web -f",
        "var DIGITALOCEAN_CONTEXT sandbox",
        "var DIGITALOCEAN_CONTEXT prod",
    ),
    (
        "a workspace by its file",
        "terraform destroy -auto-approve",
        "text .terraform/environment scratch",
        "text .terraform/environment prod",
    ),
    (
        "replacing one resource of a workspace",
        "terraform apply -auto-approve -replace=x.y",
        "var TF_WORKSPACE sandbox",
        "var TF_WORKSPACE prod",
    ),
    (
        "an application for tests or of production",
        "rails db:reset",
        "var RAILS_ENV test",
        "var RAILS_ENV production",
    ),
    (
        "tables of tests or of production",
        "php artisan migrate:fresh --force",
        "var APP_ENV testing",
        "var APP_ENV production",
    ),
    ("a restart before the machine or over ssh", "sudo reboot", "var XDG_SEAT seat0", SSH),
    (
        "switched off before the machine or over ssh",
        "systemctl poweroff",
        "var WAYLAND_DISPLAY wayland-0",
        SSH,
    ),
    ("one that ssh forwards a display to", "shutdown -h now", "var DISPLAY :0", "var DISPLAY localhost:10.0"),
    ("a desktop shared over the network", "reboot", "var DISPLAY :1.0", "var DISPLAY :10"),
    ("given to oneself or to another", "sudo chown -R $WHO:$WHO .", "var WHO home", BOB),
    ("a key for oneself or another", "sudo chown $WHO ~/.ssh/id_rsa", "var WHO home", "var WHO bob"),
    ("rights for oneself or for another", "sudo usermod -aG docker $WHO", "var WHO home", "var WHO bob"),
    ("a firewall here or over ssh", "sudo ufw enable", "file a", SSH),
    ("the network started anew here or over ssh", "sudo systemctl restart NetworkManager", "file a", SSH),
    ("a service of one's own or the way in, over ssh", "sudo systemctl restart sshd", "file a", SSH),
    (
        "packages of an environment, or of the system",
        "pip uninstall -y -r requirements.txt",
        "text requirements.txt a\nvar VIRTUAL_ENV {here}/.venv",
        "text requirements.txt a\nunset VIRTUAL_ENV",
    ),
    (
        "a database for tests here, or one elsewhere",
        'psql "$DATABASE_URL" -c "TRUNCATE orders"',
        "var DATABASE_URL postgres://me:x@localhost/shop_test",
        "var DATABASE_URL postgres://db.example.com/shop",
    ),
    (
        "a database by the folder's settings",
        "npx prisma migrate reset --force",
        "text .env 'DATABASE_URL=postgres://localhost/shop_dev'",
        "text .env 'DATABASE_URL=postgres://db.prod.example.com/shop'",
    ),
    (
        "an application by the repository's remote",
        "heroku pg:reset --confirm x",
        "repository\ngit config remote.heroku.url https://git.heroku.com/web-sandbox.git",
        "repository\ngit config remote.heroku.url https://git.heroku.com/web-production.git",
    ),
    (
        "an application by its folder's settings",
        "firebase firestore:delete --all-collections -f",
        'text .firebaserc \'{"projects": {"default": "shop-sandbox"}}\'',
        'text .firebaserc \'{"projects": {"default": "shop-prod"}}\'',
    ),
]
