"""What is written about the house is true, complete, and can be followed."""

import re
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint

from docs import reference
from forum.accounts.standing import Role
from forum.kernel.db import Model
from moderation.helpdesk.states import MOVES
from tests.architecture.sources import ROOT, told
from tests.architecture.test_what_is_kept import CLASSES

PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if path.name != "RESULTS.md"
)
DECISIONS = ROOT / "docs" / "decisions"


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return reference.written()


def test_the_reference_says_what_the_code_says(written):
    stale = [
        name
        for name, text in written.items()
        if not (reference.FOLDER / name).exists()
        or (reference.FOLDER / name).read_text(encoding="utf-8") != text
    ]

    assert not stale, told("Run `make reference` and look at what has changed.", stale)


def test_the_reference_holds_no_forgotten_page(written):
    assert {path.name for path in reference.FOLDER.iterdir()} == set(written)


def test_everything_in_the_reference_has_a_sentence(written):
    silent = reference.without_sentence(written)

    assert not silent, told(
        "Say what it is for: in its docstring, help or setting, or in docs/sentences.toml.", silent
    )


def test_no_sentence_is_about_something_that_is_gone(written):
    everything = "\n".join(written.values())

    stale = [
        name
        for part in reference.sentences().values()
        for name in part
        if f"`{name}`" not in everything
    ]

    assert not stale, told("docs/sentences.toml speaks of what no longer exists.", stale)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))

    broken = [link for link in links if not (page.parent / link).exists()]

    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_named_in_the_text_exist(page):
    named = re.findall(r"`((?:forum|docs|tests|moderation|search)/[\w/.-]+\w)`", page.read_text())

    gone = [name for name in named if not (ROOT / name).exists()]

    assert not gone, told("The text names a file that is not there.", gone)


def test_the_readme_starts_with_the_two_commands():
    begins = (ROOT / "README.md").read_text(encoding="utf-8")[:200]

    assert begins.index("make run") < begins.index("make test")


def test_decisions_are_numbered_and_listed():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    names = sorted(path.name for path in DECISIONS.glob("*.md"))

    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]
    assert [name for name in names if f"decisions/{name}" not in index] == []


@pytest.mark.parametrize("decision", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_what_was_given_up(decision: Path):
    text = decision.read_text(encoding="utf-8")

    assert "**What was the case.**" in text
    assert "**What we decided.**" in text
    assert "**What we gave up.**" in text


def test_every_class_of_text_is_explained():
    explained = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")

    assert [name for name in sorted(CLASSES) if f"| `{name}` |" not in explained] == []


def test_every_role_is_explained():
    explained = (ROOT / "docs" / "staff.md").read_text(encoding="utf-8")

    assert [role for role in Role if f"\n| {role} |" not in explained] == []


def test_every_command_of_make_is_said():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = re.search(r"\.PHONY: (.*)", makefile)
    assert wanted

    silent = [t for t in wanted[1].split() if not re.search(rf"^{t}:.*## ", makefile, re.M)]

    assert not silent


def test_the_drawn_moves_of_a_ticket_are_those_the_database_lets_through(written):
    tickets = written["states.md"].partition("## Decisions")[0]
    drawn = set(re.findall(r"^  (\w+) --> (\w+)$", tickets, re.MULTILINE))
    checks = Model.metadata.tables["state_move"].constraints
    (check,) = [str(c.sqltext) for c in checks if isinstance(c, CheckConstraint)]

    allowed = {
        (before, state)
        for before, states in re.findall(r"before = '(\w+)' and state in \(([^)]*)\)", check)
        for state in re.findall(r"\w+", states)
    }

    assert drawn == allowed
    assert drawn == {(before, after) for before in MOVES for after in MOVES[before]}
