"""Real petitions and proposals go in whole, twice: the counts stay, and nothing is set going."""

import json

import pytest

from tests.acceptance.conftest import ARCHIVES

pytestmark = pytest.mark.acceptance

IDEAS = ARCHIVES.parent / "ideas"
MOST_MEMORY = 400 * 1024 * 1024
PROPOSALS, COMMENTS, PETITIONS = 10_860, 18_192, 3_703
VOTES = 165_127
FILES = {
    "decidim": "decidim-barcelona-proposals.jsonl.gz",
    "petitions": "uk-petitions-2020-2022.jsonl.gz",
}


@pytest.fixture(scope="module")
def board(home):
    """The town, what both imports told, the counts after them, and what they told again."""
    for name in FILES.values():
        if not (IDEAS / name).is_file():
            pytest.skip(f"NOT RUN: the real data is not there ({IDEAS}). Set FOLKMOOT_DATA.")
    town = home()
    first = {kind: town.take_in(kind, IDEAS / name) for kind, name in FILES.items()}
    before = town.stats()
    again = {kind: town.take_in(kind, IDEAS / name) for kind, name in FILES.items()}
    return town, first, before, again


def test_every_proposal_comment_and_petition_is_here(board):
    _, first, counts, _ = board

    assert counts["ideas"] == PROPOSALS + PETITIONS
    assert (counts["comments"], counts["idea_comments"]) == (COMMENTS, COMMENTS)
    assert (counts["supports"], counts["pending"]) == (0, 0)
    assert first["decidim"].told["created"]["supports"] == VOTES
    assert first["petitions"].told["created"]["ideas"] == PETITIONS


def test_nothing_is_refused(board):
    _, first, _, _ = board

    for done in first.values():
        assert done.told["refused"] == []
        assert done.told["created"] == done.told["read"]


def test_the_second_time_changes_nothing(board):
    town, first, before, again = board

    assert town.stats() == before
    for kind, done in again.items():
        assert not any(done.told["created"].values())
        assert done.told["unchanged"] == first[kind].told["created"]


def test_doctor_finds_nothing_and_there_is_nothing_to_rebuild(board):
    town, *_ = board

    assert json.loads(town.folkmoot("doctor", "--json")) == {"findings": []}
    for projection in ("ideas", "reputation", "counters"):
        assert town.folkmoot("rebuild", projection) == "0 rows changed\n"


def test_no_threshold_mail_or_promise_starts(board):
    town, _, before, _ = board

    town.folkmoot("settle")

    counts = town.stats()
    assert not list(town.folder.glob("mail/*"))
    assert (counts["tickets"], counts["events"]) == (0, before["events"])


def test_an_import_needs_less_than_400_mb(board):
    _, first, _, again = board

    most = {kind: max(first[kind].memory, again[kind].memory) for kind in FILES}
    for kind, done in first.items():
        megabytes = most[kind] // 1024 // 1024
        print(f"{kind}: {done.processor_seconds:.1f} s of processor, {megabytes} MB")
    assert max(most.values()) < MOST_MEMORY
