"""Whether what a survey met comes back, and why, in clauses for a person."""

from __future__ import annotations

from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery
from shellguard.facts.files.survey import Survey
from shellguard.facts.repository.only_here import only_here
from shellguard.facts.repository.repository import Repository
from shellguard.facts.repository.staged import staged_files


def recovery_of(survey: Survey, deadline: Deadline) -> tuple[Recovery, str]:
    """Whether what was met comes back, and why, as a clause for a person."""
    nowhere_else = [why for repository in survey.repositories if (why := _goes_with(repository, deadline))]
    nowhere_else += [copy.only_here for copy in survey.copies if copy.only_here]
    lost = survey.changed + survey.untracked
    if lost or nowhere_else:
        return Recovery.LOST, "; ".join(dict.fromkeys([*_losses(survey), *nowhere_else]))
    if not survey.complete or survey.unreadable:
        if survey.makers and not survey.clean and not survey.unsure:
            return Recovery.REBUILT, f"made again by {survey.makers[0]}"
        return Recovery.UNKNOWN, "not looked through to the end"
    if survey.unsure:
        return Recovery.UNKNOWN, f"holds {_files(survey.unsure)} that could not be compared with git's"
    if survey.repositories:
        return Recovery.TRACKED, "a git repository, clean and pushed"
    if survey.copies:
        return Recovery.TRACKED, f"a work tree of {survey.copies[0].by}, clean, and its server has all"
    if not survey.files:
        return Recovery.NOTHING_LOST, "it is empty"
    if survey.links == survey.files:
        return Recovery.REBUILT, "links only; what they lead to stays"
    if survey.clean:
        also = f", the rest made again by {survey.makers[0]}" if survey.makers else ""
        return Recovery.TRACKED, f"tracked by {survey.by or 'git'}, clean{also}"
    return Recovery.REBUILT, f"made again by {survey.makers[0] if survey.makers else 'a tool'}"


def _goes_with(repository: Repository, deadline: Deadline) -> str:
    """What goes with a whole repository, as a clause, or ""."""
    why = only_here(repository, deadline)
    if why or repository.common != repository.folder:
        return why
    staged = staged_files(repository, deadline)
    if staged is None:
        return "holds a git repository whose index could not be read"
    return f"holds a git repository with {_files(len(staged))}, staged and in no commit" if staged else ""


def _losses(survey: Survey) -> list[str]:
    """What nothing brings back, as clauses that stand behind the number of all files.

    A file alone is not counted again; what is said of it holds for several of its kind, too.
    """
    clauses = []
    alone = survey.files == 1
    if survey.unwritten:
        clauses.append("changes that the editor has not written to the file yet")
    if survey.changed:
        clauses.append("changes" if alone else f"changes in {_files(survey.changed)}")
        clauses[-1] += " that are in no commit"
    if survey.ignored:
        clauses.append("ignored by git" if alone else f"{_files(survey.ignored)} that git ignores")
        clauses[-1] += f", so that nothing keeps {'it' if survey.ignored == 1 else 'them'}"
    elif survey.untracked and (survey.clean or survey.changed):
        clauses.append("not known to git" if alone else f"{_files(survey.untracked)} that git does not know")
    elif survey.untracked and 0 < survey.precious < survey.files:
        clauses.append(f"{_files(survey.precious)} that no tool makes")
    elif survey.untracked and survey.rebuilt:
        clauses.append(f"{_files(survey.untracked)} that no tool makes again")
    elif survey.untracked > survey.unwritten:
        clauses.append("nothing is known that would bring it back")
    return clauses


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
