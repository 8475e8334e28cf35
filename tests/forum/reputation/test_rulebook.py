"""Rules in a file: the example is the published version, and a mistake is named."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts.standing import Rung
from forum.kernel.errors import Invalid
from forum.reputation.ladder import PUBLISHED
from forum.reputation.rulebook import MOST_OF, read_rules

EXAMPLE = (Path(__file__).parents[3] / "docs/ladder-rules.toml").read_text(encoding="utf-8")
RULES = EXAMPLE[EXAMPLE.index("[[rungs.regular]]") :]


def test_the_example_is_what_is_published():
    assert read_rules(EXAMPLE) == PUBLISHED


def test_what_a_file_leaves_out_is_as_published():
    assert read_rules(RULES) == PUBLISHED


def test_what_a_file_says_is_what_counts():
    rules = read_rules(
        "window_days = 90\nkeep_percent = 50\nversion = 2\nback = 'regular'\n" + RULES
    )

    assert (rules.window, rules.keep) == (timedelta(days=90), Fraction(1, 2))
    assert (rules.version, rules.back) == (2, Rung.REGULAR)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("version = 1", "version = 'one'", "version:"),
        ("version = 1", "verzion = 1", "verzion:"),
        ("keep_percent = 90", "keep_percent = 0", "keep_percent:"),
        ("keep_percent = 90", "keep_percent = 90.5", "keep_percent:"),
        ("window_days = 180", "window_days = true", "window_days:"),
        ("window_days = 180", "window_days = 99999999999999999999", "window_days:"),
        ("notice_days = 30", "notice_days = -1", "notice_days:"),
        ("review_days = 365", "review_days = 0", "review_days:"),
        ('back = "follower"', 'back = "captain"', "back:"),
        ('back = "follower"', "back = ['follower']", "back:"),
        ('back = "follower"', 'back = "newcomer"', "back:"),
        ("[[rungs.advocate]]", "[[rungs.captain]]", "rungs.captain:"),
        ('name = "active_days"', 'name = "days_active"', "rungs.follower[2].name:"),
        ('name = "active_days"', "name = 6", "rungs.follower[2].name:"),
        ("of = 6", "of = '6'", "rungs.follower[2].of:"),
        ("of = 6", "off = 6", "rungs.follower[2].off:"),
        ("of = 6", "", "rungs.follower[2].of:"),
        ('way = "reading"', "way = 1", "rungs.regular[2].way:"),
        ("at_most = true", "at_most = 1", "rungs.follower[3].at_most:"),
        ("once = true", "once = 'yes'", "rungs.advocate[1].once:"),
    ],
)
def test_a_mistake_is_named_by_its_key(before, after, key):
    assert before in EXAMPLE

    with pytest.raises(Invalid) as refused:
        read_rules(EXAMPLE.replace(before, after))

    assert str(refused.value).startswith(key)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("version = ", "This is no TOML"),
        ("x = " + "[" * 100_000, "This is no TOML"),
        ("", "rungs:"),
        ("rungs = 3", "rungs:"),
        ("[rungs]\nregular = 3\nfollower = []\nadvocate = []", "rungs.regular:"),
        ("[rungs]\nregular = [3]\nfollower = []\nadvocate = []", "rungs.regular[1]:"),
        ("[[rungs.regular]]\nname = 'days_here'\nof = 1", "rungs.follower:"),
    ],
)
def test_what_is_no_rulebook_is_refused_in_one_sentence(text, words):
    with pytest.raises(Invalid) as refused:
        read_rules(text)

    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


@given(st.integers(0, MOST_OF), st.integers(1, 100))
def test_every_number_that_is_allowed_comes_back(of, percent):
    text = EXAMPLE.replace("of = 6", f"of = {of}")
    rules = read_rules(text.replace("keep_percent = 90", f"keep_percent = {percent}"))

    assert rules.rungs[Rung.FOLLOWER][1].of == of
    assert rules.keep == Fraction(percent, 100)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        read_rules(text)
    except Invalid:
        return
