"""Scripts that are to run at certain times; what is only half understood is no schedule."""

from __future__ import annotations

import pytest

from shellguard.phrasebook.language.schedules import scheduled
from shellguard.phrasebook.translate import translate
from shellguard.phrasebook.translation import Surroundings

NONE = [
    "run backup.sh",
    "run backup.sh every 7 minutes",
    "run backup.sh every 0 minutes",
    "run backup.sh every day at 25",
    "run backup.sh every day at 13pm",
    "run backup.sh every night at 7",
    "run backup.sh every evening at 3",
    "run backup.sh every day at 3am except sunday",
    "run backup.sh every second tuesday at 3am",
    "run backup.sh every monday at 8 and 10",
    "run backup.sh every monday at 8 as root",
    "run ls -l every day at 3am",
    "run the tests every hour",
    "schedule a meeting every monday at 8",
    "run $(date).sh every hour",
    "run backup.sh every eleven minutes",
    "run backup.sh on the 31st of every month at 3am",
]

TIMES = [
    ("schedule backup.sh every day at 3am", "0 3 * * * $PWD/backup.sh"),
    ("run ./backup.sh daily at 14:30", "30 14 * * * $PWD/backup.sh"),
    ("run /opt/job every 5 minutes", "*/5 * * * * /opt/job"),
    ("run ~/bin/job.py every monday at 8", "0 8 * * 1 $HOME/bin/job.py"),
    ("run job.py every monday at 8", "0 8 * * 1 python3 $PWD/job.py"),
    ("run ./job.sh every five minutes", "*/5 * * * * $PWD/job.sh"),
    ("run job.sh every half hour", "*/30 * * * * $PWD/job.sh"),
    ("run job.sh on the 15th of every month at 4am", "0 4 15 * * $PWD/job.sh"),
    ("run job.sh on the first of every month at noon", "0 12 1 * * $PWD/job.sh"),
    ("run job.sh at 6:30 on weekdays", "30 6 * * 1-5 $PWD/job.sh"),
    ("run job.sh daily", "0 0 * * * $PWD/job.sh"),
    ("run job.sh every weekday at noon", "0 12 * * 1-5 $PWD/job.sh"),
    ("please run job.sh at 12am every day", "0 0 * * * $PWD/job.sh"),
    ("run job.sh every night at 3", "0 3 * * * $PWD/job.sh"),
    ("run job.sh every night at 11", "0 23 * * * $PWD/job.sh"),
    ("run job.sh every evening at 7:30", "30 19 * * * $PWD/job.sh"),
    ("run job.sh hourly", "0 * * * * $PWD/job.sh"),
    ("run job.sh every month", "0 0 1 * * $PWD/job.sh"),
]


@pytest.mark.parametrize("request_text", NONE)
def test_what_is_not_understood_whole_is_no_schedule(request_text: str) -> None:
    assert not scheduled(request_text)


@pytest.mark.parametrize(("request_text", "line"), TIMES)
def test_a_script_is_added_to_the_crontab(request_text: str, line: str) -> None:
    (answer, *_) = translate(request_text, Surroundings())
    assert answer.command == f'(crontab -l 2>/dev/null; echo "{line}") | crontab -'


def test_a_script_for_one_time_is_left_to_at() -> None:
    assert scheduled("run backup.sh at 5 pm") == 'echo "$PWD/backup.sh" | at 5pm'
    assert scheduled("run backup.sh at 17:30 tomorrow") == 'echo "$PWD/backup.sh" | at 17:30 tomorrow'
