"""Pairs about what the session made with others, and takes away again: (name, line, harmless, fatal)."""

from __future__ import annotations

TOPICS = "kafka-topics.sh --bootstrap-server kafka.example.com:9092"
FUNCTION = (
    "aws lambda create-function --function-name {} --runtime python3.12 --role r --handler a.b "
    "--zip-file fileb://a.zip"
)

MADE_THERE: list[tuple[str, str, str, str]] = [
    (
        "a topic made in the session, or another",
        f"{TOPICS} --delete --topic try",
        f"typed '{TOPICS} --create --topic try' 0",
        f"typed '{TOPICS} --create --topic trial' 0",
    ),
    (
        "a topic made, or only looked at",
        f"{TOPICS} --delete --topic try",
        f"typed '{TOPICS} --create --topic try --partitions 3' 0",
        f"typed '{TOPICS} --describe --topic try' 0",
    ),
    (
        "a topic of this broker, or of another one",
        f"{TOPICS} --delete --topic try",
        f"typed '{TOPICS} --create --topic try' 0",
        f"typed '{TOPICS.replace('kafka.', 'test.')} --create --topic try' 0",
    ),
    (
        "a topic that was made, or that was there and let be",
        f"{TOPICS} --delete --topic try",
        f"typed '{TOPICS} --create --topic try' 0",
        f"typed '{TOPICS} --create --if-not-exists --topic try' 0",
    ),
    (
        "a bucket made in the session, or another",
        "gcloud storage rm -r gs://try-ann",
        "typed 'gcloud storage buckets create gs://try-ann' 0",
        "typed 'gcloud storage buckets create gs://other-ann' 0",
    ),
    (
        "a dataset that was made, or made only if it was not there",
        "bq rm -r -f try",
        "typed 'bq mk try' 0",
        "typed 'bq mk -f try' 0",
    ),
    (
        "a function made in the session, or only changed",
        "aws lambda delete-function --function-name try",
        f"typed '{FUNCTION.format('try')}' 0",
        "typed 'aws lambda update-function-code --function-name try --zip-file fileb://a.zip' 0",
    ),
    (
        "a function of this account, or of another profile's",
        "aws lambda delete-function --function-name try $P",
        f"typed '{FUNCTION.format('try')}' 0\nunset P",
        f"typed '{FUNCTION.format('try')}' 0\nvar P --profile=shop",
    ),
    (
        "a repository of images made in the session, or not made",
        "aws ecr delete-repository --repository-name try --force",
        "typed 'aws ecr create-repository --repository-name try' 0",
        "typed 'aws ecr create-repository --repository-name try' 1",
    ),
    (
        "a role made in the session, or another",
        "dropuser try",
        "typed 'createuser try' 0",
        "typed 'createuser other' 0",
    ),
    (
        "a role of the server of this machine, or of another",
        "dropuser try $H",
        "typed 'createuser try' 0\nunset H",
        "typed 'createuser try' 0\nvar H --host=db.example.com",
    ),
    (
        "a branch of a hosted database made in the session, or another",
        "neonctl branches delete try",
        "typed 'neonctl branches create --name try' 0",
        "typed 'neonctl branches create --name other' 0",
    ),
    (
        "a branch of the project of the folder, or of one chosen since",
        "neonctl branches delete try",
        "text .neon '{\"projectId\": \"a\"}'\ntyped 'neonctl branches create --name try' 0",
        "text .neon '{\"projectId\": \"a\"}'\ntyped 'neonctl branches create --name try' 0\n"
        'text .neon \'{"projectId": "shop-eu"}\'',
    ),
    (
        "a hosted database made in the session, or another",
        "turso db destroy try --yes",
        "typed 'turso db create try' 0",
        "typed 'turso db create other' 0",
    ),
    (
        "a stack made in the session, or selected",
        "pulumi stack rm try --yes",
        "typed 'pulumi stack init try' 0",
        "typed 'pulumi stack select try' 0",
    ),
    (
        "a stack without resources, or one that is taken away with all that it holds",
        "pulumi stack rm try --yes $F",
        "typed 'pulumi stack init try' 0\nunset F",
        "typed 'pulumi stack init try' 0\ntyped 'pulumi up' 0\nvar F --force",
    ),
]
