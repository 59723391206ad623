"""The pattern language over parsed commands: what must not match first, then what must."""

from __future__ import annotations

import shlex

import pytest

from shellguard.parsing.script import Hole, Piece, Redirection, SimpleCommand, Word
from shellguard.policy.pattern_words import PatternError
from shellguard.policy.patterns import compile_pattern


def word(text: str) -> Word:
    return Word(text, (Piece(text),))


def command(text: str, *redirections: tuple[str, str]) -> SimpleCommand:
    return SimpleCommand(
        words=tuple(word(part) for part in shlex.split(text)),
        redirections=tuple(Redirection(operator, word(target)) for operator, target in redirections),
    )


@pytest.mark.parametrize("pattern", ["", "   ", "'open", 'a "b', "rm >", "x \\"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("git push", "git push origin"),
        ("git push", "git pull"),
        ("git push --force *", "git push origin main"),
        ("git push --force *", "git commit -m push --force"),
        ("git push --force-with-lease *", "git push --force origin"),
        ("rm -rf *", "rm -r build"),
        ("rm -rf *", "rm -- -rf"),
        ("rm -rf *", "echo rm -rf x"),
        ("touch *secret*", "touch public"),
        ("touch \\*secret", "touch mysecret"),
        ("touch '*'", "touch file"),
        ("cat ?", "cat"),
        ("cat ?", "cat a b"),
        ("find * -delete", "find . -l -d -e -t"),
        ("mkfs.* *", "mkfsx /dev/sda"),
        ("./deploy *", "/other/deploy now"),
        ("dd", "dd if=/dev/zero"),
    ],
)
def test_restriction_does_not_speak_of(pattern: str, line: str) -> None:
    assert not compile_pattern(pattern).restricts(command(line))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("git push --force *", "git push --force"),
        ("git push --force *", "git push origin main --force"),
        ("git push --force *", "git -C /some/where push --force origin"),
        ("rm -rf *", "rm -fr x"),
        ("rm -rf *", "rm -r -f x"),
        ("rm -rf *", "rm -rfv x y"),
        ("rm -rf *", "rm x -r -f"),
        ("rm -rf *", "/bin/rm -rf x"),
        ("rm --recursive *", "rm --recurs x"),
        ("rm -r *", "rm -r"),
        ("touch *secret*", "touch '/a b/my secret file'"),
        ("touch *secret*", "touch -a x/secret"),
        ("touch *secret*", "touch a b secret1 c"),
        ("curl */etc/*", "curl -o/etc/hosts http://example.org"),
        ("cat ?", "cat a"),
        ("find * -delete", "find . -name x -delete"),
        ("mkfs.* *", "mkfs.ext4 /dev/sda1"),
        ("* *secret*", "anything at-all/secret"),
        ("'two words' *", "'two words' now"),
        ("mail \\*", "mail '*'"),
        ("sudo *", "sudo -u root ls"),
    ],
)
def test_a_restriction_speaks_of_what_its_pattern_says(pattern: str, line: str) -> None:
    assert compile_pattern(pattern).restricts(command(line))


@pytest.mark.parametrize(
    ("pattern", "operator", "target"),
    [
        ("> */etc/*", ">", "/tmp/x"),
        ("> */etc/*", "<", "/etc/passwd"),
        (">> */etc/*", ">", "/etc/passwd"),
        ("tee > */etc/*", ">", "/etc/passwd"),
    ],
)
def test_redirection_pattern_does_not_speak_of(pattern: str, operator: str, target: str) -> None:
    assert not compile_pattern(pattern).restricts(command("echo x", (operator, target)))


@pytest.mark.parametrize(
    ("pattern", "operator", "target"),
    [
        ("> */etc/*", ">", "/etc/passwd"),
        ("> */etc/*", ">>", "/etc/passwd"),
        ("> */etc/*", ">|", "/etc/passwd"),
        ("> */etc/*", "&>", "/etc/passwd"),
        (">*/etc/*", ">", "/etc/passwd"),
        (">> */etc/*", ">>", "/etc/passwd"),
        ("< *key*", "<", "id.key"),
        ("echo * > */etc/*", ">", "/etc/passwd"),
    ],
)
def test_redirection_pattern_speaks_of(pattern: str, operator: str, target: str) -> None:
    assert compile_pattern(pattern).restricts(command("echo x", (operator, target)))


def test_redirection_alone_is_a_command_too() -> None:
    assert compile_pattern("> */etc/*").restricts(command("", (">", "/etc/passwd")))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("ls", "ls -la"),
        ("ls", "./ls"),
        ("ls *", "./ls x"),
        ("ls *", "/tmp/ls"),
        ("git push --force-with-lease *", "git push --force x"),
        ("git push --recursive", "git push --recurs"),
        ("rm -rf build", "rm -rfv build"),
        ("rm -rf build", "rm -rf build src"),
        ("touch *ok*", "touch ok other"),
        ("make test", "make test install"),
        ("cat ?", "cat -A x"),
        ("git status", "git -C /elsewhere status"),
    ],
)
def test_permission_does_not_cover(pattern: str, line: str) -> None:
    assert not compile_pattern(pattern).permits(command(line))


def test_permission_does_not_cover_a_write_that_it_does_not_name() -> None:
    assert not compile_pattern("echo *").permits(command("echo x", (">", "/etc/passwd")))
    assert not compile_pattern("> /tmp/*").permits(command("echo x", (">", "/tmp/x")))


def test_permission_does_not_cover_an_assignment_before_the_command() -> None:
    from shellguard.parsing.script import Assignment

    preloaded = SimpleCommand(words=(word("ls"),), assignments=(Assignment("LD_PRELOAD", word("./x.so")),))
    assert not compile_pattern("ls").permits(preloaded)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("ls", "ls"),
        ("ls *", "/usr/bin/ls -la x"),
        ("rm -rf build", "rm -fr build"),
        ("rm -rf build", "rm -r -f build"),
        ("cat ?", "cat notes"),
        ("make *", "make -j4 test"),
        ("./deploy *", "./deploy now"),
    ],
)
def test_a_permission_covers_what_its_pattern_says(pattern: str, line: str) -> None:
    assert compile_pattern(pattern).permits(command(line))


@pytest.mark.parametrize("redirection", [(">", "/dev/null"), (">&", "1"), ("<", "input"), (">", "/tmp/a")])
def test_permission_covers_harmless_and_named_redirections(redirection: tuple[str, str]) -> None:
    assert compile_pattern("echo * > /tmp/*").permits(command("echo x", redirection))


def test_values_of_a_loop_count_one_by_one() -> None:
    looped = Word("$f", (Piece("$f", Hole.VARIABLE, name="f", candidates=("plain", "secret")),))
    touching = SimpleCommand(words=(word("touch"), looped))
    assert compile_pattern("touch *secret*").restricts(touching)
    assert not compile_pattern("touch plain").permits(touching)
    assert not compile_pattern("touch *s*").permits(touching)
    assert compile_pattern("touch *").permits(touching)


def test_many_possible_values_are_never_permitted() -> None:
    many = tuple(
        Word("$x", (Piece("$x", Hole.VARIABLE, candidates=tuple(str(n) for n in range(20))),))
        for _ in range(3)
    )
    assert not compile_pattern("rm *").permits(SimpleCommand(words=(word("rm"), *many)))


def test_many_stars_end_soon() -> None:
    pattern = compile_pattern("x " + "* a* " * 40)
    assert not pattern.restricts(command("y " + "a " * 2000))
    assert pattern.restricts(command("x " + "a " * 2000))
