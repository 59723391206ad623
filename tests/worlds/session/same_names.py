"""Pairs about names that stand for something else by now: (name, line, harmless, fatal)."""

from __future__ import annotations

NAMED_ALIKE: list[tuple[str, str, str, str]] = [
    (
        "of this program's containers, or of another's",
        "docker rm -fv pg",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
        "typed 'podman run -d --name pg postgres:16' 0",
    ),
    (
        "of this program's containers, or of another machine's",
        "docker rm -fv web",
        "typed 'docker run -d --name web nginx' 0",
        "typed 'lxc launch ubuntu web' 0",
    ),
    (
        "a machine of this cloud, or of this machine",
        "gcloud compute instances delete web --quiet",
        "typed 'gcloud compute instances create web' 0",
        "typed 'multipass launch --name web' 0",
    ),
    (
        "of this server, or of a server of another kind",
        "mysql -e 'drop database trial'",
        "typed \"mysql -e 'create database trial'\" 0",
        "typed 'createdb trial' 0",
    ),
    (
        "a timed job, or one that was made from it",
        "kubectl delete cronjob nightly",
        "cluster team-dev\ntyped 'kubectl create cronjob nightly --image=a --schedule=x' 0",
        "cluster team-dev\ntyped 'kubectl create job nightly --from=cronjob/nightly' 0",
    ),
    (
        "a table, or one of the connection that only hides it",
        "psql shop -c 'drop table orders'",
        "typed \"psql shop -c 'create table orders (id int)'\" 0",
        "typed \"psql shop -c 'create temp table orders (id int)'\" 0",
    ),
    (
        "a name without quotes, or another with them",
        "psql shop -c 'drop table orders'",
        "typed \"psql shop -c 'create table ORDERS (id int)'\" 0",
        'typed "psql shop -c \'create table \\"Orders\\" (id int)\'" 0',
    ),
    (
        "as the server tells names apart",
        "mysql shop -e 'drop table orders'",
        "typed \"mysql shop -e 'create table orders (id int)'\" 0",
        "typed \"mysql shop -e 'create table Orders (id int)'\" 0",
    ),
    (
        "a client that ends with the statement's status, or always well",
        "sqlcmd -b -Q 'drop database trial'",
        "typed \"sqlcmd -b -Q 'create database trial'\" 0",
        "typed \"sqlcmd -Q 'create database trial'\" 0",
    ),
    (
        "a file of this folder, or of another",
        "duckdb shop.db -c 'drop table t'",
        "typed \"duckdb shop.db -c 'create table t (a int)'\" 0",
        "typed \"duckdb shop.db -c 'create table t (a int)'\" 0\nfile b/shop.db\ncd b",
    ),
    (
        "a name that has gone over to another table",
        "psql shop -c 'drop table fresh'",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0",
        "typed \"psql shop -c 'create table fresh (id int)'\" 0\ntyped \"psql shop -c 'alter table fresh rename to f2'\" 0\ntyped \"psql shop -c 'alter table orders rename to fresh'\" 0",
    ),
    (
        "a name that has gone over to another container",
        "docker rm -fv pg",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0\ntyped 'docker rename pg p2' 0\ntyped 'docker rename main pg' 0",
    ),
    (
        "a copy, of which the original may be gone",
        "dropdb shop_copy",
        "typed 'createdb shop_copy' 0",
        "typed 'createdb -T shop shop_copy' 0\ntyped 'dropdb shop' 0",
    ),
    (
        "what was made anew, or is all that is left",
        "dropdb shop2",
        "typed 'createdb shop2' 0",
        "typed 'createdb shop2' 0\ntyped 'pg_dump shop | psql shop2' 0\ntyped 'dropdb shop' 0",
    ),
    (
        "rows that were copied, and where they were emptied",
        "psql shop -c 'drop table orders_was'",
        "typed \"psql shop -c 'create table orders_was (id int)'\" 0",
        "typed \"psql shop -c 'create table orders_was as select * from orders'\" 0\ntyped \"psql shop -c 'delete from orders'\" 0",
    ),
    (
        "another folder's settings by the same word",
        "kubectl --kubeconfig kc delete ns trial",
        "text kc 'current-context: a\\n'\ntyped 'kubectl --kubeconfig kc create ns trial' 0",
        "text kc 'current-context: a\\n'\ntext b/kc 'current-context: a\\n'\ntyped 'kubectl --kubeconfig kc create ns trial' 0\ncd b",
    ),
    (
        "a server by its number",
        "dropdb trial",
        "typed 'createdb trial' 0",
        "typed 'createdb trial' 0\nvar PGHOSTADDR 10.1.2.3",
    ),
    (
        "settings that another variable names",
        "docker rm -fv pg",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0\nvar DOCKER_CONFIG /w/other",
    ),
    (
        "in a container of the session, or from it elsewhere",
        "docker exec pg psql $H -c 'drop table users'",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0\nvar H -hlocalhost",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0\nvar H -hdb.example.com",
    ),
    (
        "a container of its own, or one that is told of another",
        "docker exec t psql -c 'drop table users'",
        "typed 'docker run -d --name t -e POSTGRES_PASSWORD=x postgres:16' 0",
        "typed 'docker run -d --name t -e PGHOST=db.example.com postgres:16' 0",
    ),
    (
        "a container with a net of its own, or this machine's",
        "docker exec t psql -h localhost -c 'drop table users'",
        "typed 'docker run -d --name t postgres:16' 0",
        "typed 'docker run -d --name t --network host postgres:16' 0",
    ),
    (
        "a store at a port, or a way to another",
        "psql -h localhost -p 5433 -c 'drop table users'",
        "typed 'docker run -d --name pg -p 5433:5432 -e POSTGRES_PASSWORD=x postgres:16' 0",
        "typed 'docker run -d --name t -p 5433:5432 alpine/socat tcp-listen:5432,fork tcp:db.example.com:5432' 0",
    ),
    (
        "a container that runs on, or ended with the line",
        "redis-cli flushall",
        "typed 'docker run -d --rm -p 6379:6379 redis:7' 0",
        "typed 'docker run -it --rm -p 6379:6379 redis:7' 0",
    ),
    (
        "a table of jobs that was listed, or written over since",
        "crontab new.cron",
        "text new.cron '0 3 * * * backup\\n'\ntyped 'crontab -l > new.cron' 0",
        "text new.cron '0 3 * * * backup\\n'\ntyped 'crontab -l > new.cron' 0\ntyped 'echo \"1 1 * * * a\" > new.cron' 0",
    ),
]
