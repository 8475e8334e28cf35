"""The table of badges: what each asks for, worked out from facts alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forum.recognition.rules import A_YEAR, LASTS, RULES, Badge, Due, Facts, Helped, earned
from forum.recognition.wording import NAMES
from forum.recognition.wording import RULES as WORDS
from forum.reputation.matching import different_people
from tests.architecture.sources import ROOT

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
LATER = BEGIN + timedelta(days=30)


def helped(number: int, *, person: int = 0, thread: int = 0, topic: int = 1, hours: int = 5):
    return Helped(
        event_id=number,
        person_id=person or number,
        thread_id=thread or number,
        topic_id=topic,
        waited=timedelta(hours=hours),
        at=BEGIN + timedelta(minutes=number),
    )


def of(*helps: Helped, **facts) -> dict[Badge, Due]:
    facts = {"joined_at": BEGIN, "at": LATER} | facts
    at = facts.pop("at")
    return earned(Facts(helps=helps, **facts), at=at)


def test_every_badge_has_a_name_a_rule_in_words_and_a_rule():
    assert list(NAMES) == list(WORDS) == list(RULES) == list(Badge)


def test_whoever_helped_nobody_has_none_at_all():
    years_ago = BEGIN - 5 * A_YEAR

    assert of(joined_at=years_ago, real_ideas=[(1, BEGIN)], advocate_since=BEGIN) == {}


def test_the_first_help():
    assert of(helped(1), helped(2)) == {Badge.FIRST_HELP: Due(helped(1).at, 1)}


@pytest.mark.parametrize(("people", "has"), [(9, False), (10, True)])
def test_ten_people(people, has):
    found = of(*map(helped, range(1, people + 1)))

    assert (Badge.TEN_PEOPLE in found) == has
    assert not has or found[Badge.TEN_PEOPLE].source_id == 10


def test_one_person_asking_ten_times_is_one_person():
    assert Badge.TEN_PEOPLE not in of(*(helped(n, person=1) for n in range(1, 30)))


def test_ten_people_in_one_question_are_one():
    assert Badge.TEN_PEOPLE not in of(*(helped(n, thread=1) for n in range(1, 30)))


def test_three_topics_come_with_the_help_in_the_third():
    found = of(helped(1, topic=1), helped(2, topic=2), helped(3, topic=2), helped(4, topic=3))

    assert found[Badge.THREE_TOPICS].source_id == 4


def test_quick_help_is_of_the_newest_and_expires():
    helps = helped(1, hours=1), helped(2, hours=0), helped(3, hours=2)
    end = helps[1].at + LASTS[Badge.QUICK_HELP]

    assert of(*helps)[Badge.QUICK_HELP] == Due(helps[1].at, 2, end)
    assert Badge.QUICK_HELP in of(*helps, at=end - timedelta(seconds=1))
    assert Badge.QUICK_HELP not in of(*helps, at=end)


def test_a_year_is_full_on_its_last_day():
    almost = BEGIN + A_YEAR - timedelta(seconds=1)

    assert Badge.YEAR_HERE not in of(helped(1), at=almost)
    assert Badge.YEAR_HERE in of(helped(1), at=BEGIN + A_YEAR)


def test_ideas_and_advocates():
    found = of(helped(1), real_ideas=[(7, BEGIN), (9, LATER)], advocate_since=LATER)

    assert found[Badge.IDEA_REAL] == Due(BEGIN, 7)
    assert found[Badge.ADVOCATE] == Due(LATER)


@given(some.lists(some.tuples(some.integers(1, 14), some.integers(1, 14)), max_size=40))
def test_ten_people_come_with_the_very_help_that_makes_them_ten(pairs):
    helps = [helped(n, person=p, thread=t) for n, (p, t) in enumerate(pairs, start=1)]
    reached = [n for n in range(1, len(pairs) + 1) if different_people(set(pairs[:n])) >= 10]

    due = of(*helps).get(Badge.TEN_PEOPLE)

    assert (due.source_id if due else None) == (reached[0] if reached else None)


def test_the_page_for_developers_says_the_same():
    page = (ROOT / "docs" / "developers" / "recognition.md").read_text(encoding="utf-8")

    assert [f"| {NAMES[one]} | {WORDS[one]} |" in page for one in Badge] == [True] * len(Badge)
