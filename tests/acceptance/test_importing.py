"""The real archives go in whole: every count is the one their README states, twice the same."""

import json

import pytest

pytestmark = pytest.mark.acceptance

CORES = 2
POSTS_A_SECOND = 600
MOST_MEMORY = 400 * 1024 * 1024


@pytest.fixture(scope="module")
def urho(unpacked, home):
    """The town with the Discourse forum, what the import told, and what a second one told."""
    archive, town = unpacked("urho3d-discourse-json"), home()
    first = town.take_in("discourse", archive)
    before = town.stats()
    again = town.take_in("discourse", archive)
    assert town.stats() == before
    return town, first, again


@pytest.fixture(scope="module")
def sites(unpacked, home):
    """The town with both Stack Exchange sites: its counts after the tiny one, then after both."""
    town = home()
    town.take_in("stackexchange", unpacked("conlang-meta-stackexchange"))
    tiny = town.stats()
    town.take_in("stackexchange", unpacked("quantumcomputing-stackexchange"))
    return town, tiny, town.stats()


def test_the_discourse_forum_is_here_to_the_last_post(urho):
    town, _, _ = urho

    counts = town.stats()

    assert (counts["posts"], counts["threads"], counts["solutions"]) == (36990, 5046, 670)
    assert (counts["members"], counts["notes"], counts["pending"]) == (999, 95, 0)


def test_every_like_of_the_forum_is_counted_and_only_doubled_solutions_are_refused(urho):
    _, first, _ = urho

    assert first.told["created"] == first.told["read"]
    assert first.told["created"]["votes"] == 11199
    assert ["solution too" in refused["why"] for refused in first.told["refused"]] == [True, True]


def test_a_second_import_creates_nothing(urho):
    _, first, again = urho

    assert not any(again.told["created"].values())
    assert again.told["unchanged"] == first.told["created"]


def test_the_tiny_site_is_here_whole(sites):
    _, tiny, _ = sites

    assert (tiny["threads"], tiny["answers"], tiny["solutions"]) == (54, 115, 11)
    assert tiny["comments"] == 230


def test_a_second_site_comes_beside_the_first(sites):
    _, tiny, both = sites

    more = {noun: both[noun] - tiny[noun] for noun in ("threads", "answers", "solutions")}
    assert more == {"threads": 612, "answers": 1060, "solutions": 389}
    assert both["comments"] - tiny["comments"] == 3413


def test_importing_both_sites_again_changes_no_count(sites, unpacked):
    town, _, both = sites

    again = [
        town.take_in("stackexchange", unpacked(f"{name}-stackexchange"))
        for name in ("conlang-meta", "quantumcomputing")
    ]

    assert not any(count for done in again for count in done.told["created"].values())
    assert town.stats() == both


@pytest.mark.parametrize("imported", ["urho", "sites"])
def test_doctor_finds_nothing_and_there_is_nothing_to_rebuild(imported, request):
    town, *_ = request.getfixturevalue(imported)

    assert json.loads(town.folkmoot("doctor", "--json")) == {"findings": []}
    assert town.folkmoot("rebuild", "reputation") == "0 rows changed\n"
    assert town.folkmoot("rebuild", "counters") == "0 rows changed\n"


def test_settling_afterwards_mails_nobody(sites):
    town, _, both = sites

    town.folkmoot("settle")

    assert not list(town.folder.glob("mail/*"))
    assert town.stats()["events"] == both["events"]


def test_two_cores_take_in_600_posts_a_second(urho):
    """In seconds of processor time, which other work on the machine does not lengthen."""
    _, first, _ = urho

    assert first.processor_seconds / CORES < 36990 / POSTS_A_SECOND


def test_an_import_needs_less_than_400_mb(urho):
    _, first, again = urho

    assert max(first.memory, again.memory) < MOST_MEMORY
