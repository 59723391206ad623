"""Pairs about what reaches beyond what one is said to be in: (name, line, harmless, fatal)."""

from __future__ import annotations

HERE = "https://127.0.0.1:46871"
FAR = "https://k8s.shop-eu.example.com:6443"
LOCAL = "var PGHOST localhost\nvar PGDATABASE shop_test"

REACHING: list[tuple[str, str, str, str]] = [
    (
        "a database for tests, or another that the statement goes to",
        "psql -c \"$S\" -c 'drop table orders'",
        f"{LOCAL}\nvar S 'select 1'",
        f"{LOCAL}\nvar S '\\c shop'",
    ),
    (
        "a database for tests, or one on another server by a function",
        "psql -c \"$S\" -c 'drop table orders'",
        f"{LOCAL}\nvar S 'select 1'",
        f"{LOCAL}\nvar S \"select dblink_exec('host=db.example.com', 'x')\"",
    ),
    (
        "a table for tests, or what the whole server has",
        'psql -c "drop $W app"',
        f"{LOCAL}\nvar W table",
        f"{LOCAL}\nvar W role",
    ),
    (
        "a table of the database for tests, or one that is named with its own",
        'mysql -h localhost -D shop_test -e "drop table $T"',
        "var T orders",
        "var T shop.orders",
    ),
    (
        "a host by a variable, or by a word",
        "psql $W -c 'drop table orders'",
        f"{LOCAL}\nvar W shop_test",
        f"{LOCAL}\nvar W 'host=db.example.com dbname=shop_test'",
    ),
    (
        "a login to a cluster first",
        "$L && kubectl delete ns shop",
        f"var L true\nkube kind-a {HERE}",
        f"var L 'oc login {FAR}'\nkube kind-a {HERE}",
    ),
    (
        "settings that are written on one line",
        "kubectl delete ns shop",
        f"kube kind-a {HERE}",
        f'text ~/.kube/config \'clusters:\\n- cluster: {{server: "{FAR}"}}\\n  name: c\\ncontexts:\\n'
        "- context: {cluster: c}\\n  name: kind-a\\ncurrent-context: kind-a\\n'",
    ),
    (
        "a stack in a sandbox, or what is called production's there",
        "aws cloudformation delete-stack --stack-name $N",
        "var AWS_PROFILE sandbox\nvar N try-core",
        "var AWS_PROFILE sandbox\nvar N prod-core",
    ),
    (
        "names of a cloud that is only played",
        "aws s3 rb s3://prod-media --force",
        "var AWS_ENDPOINT_URL http://localhost:4566",
        "var AWS_PROFILE sandbox",
    ),
]
