"""Files moved one after another to one name, and what fd hands on: few letters, many files."""

from __future__ import annotations

import pytest

from shellguard.effects.derive import effects_of
from shellguard.effects.effect import Effect
from shellguard.parsing.reading import read


def _effects(line: str) -> tuple[Effect, ...]:
    return effects_of(read(line))


EACH_ITS_OWN = (
    'for f in *.wav; do mv "$f" done/; done',
    'for f in *.wav; do mv "$f" "old-$f"; done',
    'for f in *.wav; do mv -n "$f" all.wav; done',
    'for f in a.txt; do mv "$f" b.txt; done',
    'for f in *.txt; do sort "$f" > sorted.txt; mv sorted.txt "$f"; done',
    "ls *.txt | xargs -I{} mv {} kept",
    "find . -name '*.md' -exec mv {} {}.old \\;",
    "mv a.txt b.txt",
    'i=0; for f in *.jpg; do mv "$f" img$i.jpg; i=$((i+1)); done',
    'i=0; for f in *.jpg; do mv "$f" img${i}.jpg; ((i++)); done',
    'n=1; for f in *.jpg; do mv "$f" $n.jpg; let n=n+1; done',
    'n=1; for f in *.jpg; do mv "$f" $(printf "%03d.jpg" $n); n=`expr $n + 1`; done',
    'n=1; while read f; do mv "$f" $((n++)).jpg; done < list',
)

ALL_TO_ONE = (
    'for f in *.wav; do mv "$f" all.wav; done',
    "for i in 1 2 3; do mv log.$i log.txt; done",
    'while read -r f; do mv "$f" all.csv; done < names',
    "find . -name '*.md' -exec mv {} notes.md \\;",
    "ls *.txt | xargs -I{} mv {} all.txt",
    "fd -e txt -x mv {} all.txt",
    'i=0; for f in *.jpg; do mv "$f" img$i.jpg; done',
    'i=0; for f in *.jpg; do mv "$f" img$i.jpg; j=$((i+1)); done',
    'for f in *.jpg; do i=0; mv "$f" img$i.jpg; i=$((i+1)); done',
    'i=0; for f in *.jpg; do mv "$f" img0.jpg; i=$((i+1)); done',
    'i=0; for f in *.jpg; do mv "$f" img$i.jpg; i=$((i+0)); done',
    'i=0; for f in *.jpg; do mv "$f" img$i.jpg; done; i=$((i+1))',
)


@pytest.mark.parametrize("line", EACH_ITS_OWN)
def test_files_that_keep_a_name_each_are_not_said_to_be_lost(line: str) -> None:
    assert "files.move-onto-one" not in [effect.rule for effect in _effects(line)]


@pytest.mark.parametrize("line", ALL_TO_ONE)
def test_files_that_get_one_name_are_said_to_be_lost(line: str) -> None:
    assert "files.move-onto-one" in [effect.rule for effect in _effects(line)]


ONE_FOLDER = (
    'for f in */*.wav; do mv "$f" done/; done',
    "find . -name '*.md' -exec cp {} notes \\;",
    "find . -name '*.md' -exec cp -t notes {} +",
    "ls *.txt | xargs -I{} mv {} kept",
)
NO_OTHER_OF_THE_NAME = (
    'for f in a.txt; do mv "$f" done/; done',
    'for f in *.wav; do mv -n "$f" done/; done',
    "mv a.txt done/",
)


@pytest.mark.parametrize("line", NO_OTHER_OF_THE_NAME)
def test_what_comes_alone_or_spares_a_taken_name_is_not_said_to_be_gathered(line: str) -> None:
    assert "files.gather-over" not in [effect.rule for effect in _effects(line)]


@pytest.mark.parametrize("line", ONE_FOLDER)
def test_what_comes_into_one_folder_one_by_one_is_said_to_be_gathered(line: str) -> None:
    assert "files.gather-over" in [effect.rule for effect in _effects(line)]


FOUND = (
    ("fd -e jpg -X rm", "./*.jpg"),
    ("fd '\\.jpg$' pictures -x rm", "pictures/*.jpg"),
    ("fd -g '*.jpg' --search-path pictures -X rm -v", "pictures/*.jpg"),
    ("fd -t d build -x rm -rf {}", "./build"),
    ("fdfind core -x rm", "./*core*"),
    ("fd -H 'a|b' -x rm -rf", "./*"),
    ("fd -e rs | xargs rm", "./*.rs"),
)


@pytest.mark.parametrize(("line", "target"), FOUND)
def test_what_fd_finds_is_what_is_removed(line: str, target: str) -> None:
    removed = [target.text for effect in _effects(line) for target in effect.targets]
    assert target in removed


@pytest.mark.parametrize("line", ("fd -e jpg", "fd -e md -x wc -l", "fd -x convert {} {.}.png", "fd rm"))
def test_looking_and_reading_removes_nothing(line: str) -> None:
    assert not [effect for effect in _effects(line) if effect.base > 30]
