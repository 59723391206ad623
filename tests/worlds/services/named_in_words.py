"""Pairs about what a line's own words name: databases in statements, files of settings, projects, volumes."""

from __future__ import annotations

HERE = "text a.cnf '[client]\\nhost=127.0.0.1\\n'"
THERE = "text a.cnf '[client]\\nhost=10.20.30.40\\n'"

NAMED_IN_WORDS: list[tuple[str, str, str, str]] = [
    (
        "a table that is named with its database, for tests or not",
        'mysql -h 127.0.0.1 -e "truncate $DB.orders"',
        "var DB app_test",
        "var DB shop",
    ),
    (
        "several tables, all of tests or not",
        'mysql -h 127.0.0.1 -e "delete from app_test.orders where id > 9; drop table if exists $DB.notes"',
        "var DB app_test",
        "var DB shop",
    ),
    (
        "a file of settings that is named, and where it leads",
        "mysql --defaults-file=a.cnf -e 'truncate app_test.orders'",
        HERE,
        THERE,
    ),
    (
        "further settings that are named, and where they lead",
        "mysql --defaults-extra-file=a.cnf -e 'drop database app_test'",
        HERE,
        THERE,
    ),
    (
        "one's own settings count before further ones",
        "mysql --defaults-extra-file=a.cnf -e 'drop database app_test'",
        HERE,
        f"{HERE}\ntext ~/.my.cnf '[client]\\nhost=10.20.30.40\\n'",
    ),
    (
        "a whole project, for trying or not",
        'gcloud projects delete "$P" --quiet',
        "var P ann-sandbox",
        "var P shop-prod",
    ),
    (
        "a volume of one's own, or a picture of another",
        "sudo lvremove -f vg0/try1",
        "typed 'sudo lvcreate -L 1G -n try1 vg0'",
        "typed 'sudo lvcreate -L 1G -s -n try1 vg0/data'",
    ),
    (
        "a volume of that name among others",
        "sudo lvremove -y /dev/vg0/try1",
        "typed 'sudo lvcreate -L 1G -n try1 vg0'",
        "typed 'sudo lvcreate -L 1G -n try1 vg1'",
    ),
    (
        "a server of databases of one's own, or of another version",
        "sudo pg_dropcluster --stop 16 try",
        "typed 'sudo pg_createcluster 16 try --start'",
        "typed 'sudo pg_createcluster 15 try'",
    ),
]
