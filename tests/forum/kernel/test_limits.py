"""Limits hold to the last one, open again in time, and say so in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import TooMany
from forum.kernel.limits import Limit

THREE = Limit("three", 3, timedelta(minutes=5), "That was a lot. Wait five minutes.")


def spend(times=1, key="ada", wider=1.0):
    for _ in range(times):
        with writing():
            limits.spend(THREE, key, times=wider)


def test_the_fourth_is_refused_with_the_sentence_and_the_wait(app):
    spend(3)

    with pytest.raises(TooMany, match="Wait five minutes") as refusal:
        spend()

    assert 0 < refusal.value.wait <= 301


def test_it_opens_again_when_the_window_ends(app):
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC), tick=False) as time:
        spend(3)
        time.shift(timedelta(minutes=5, seconds=1))

        spend(3)

        with pytest.raises(TooMany):
            limits.check(THREE, "ada")


def test_somebody_else_has_a_window_of_their_own(app):
    spend(3)

    spend(3, key="ben")


def test_a_wider_limit_counts_for_those_who_have_it(app):
    spend(4, wider=1.5)

    with pytest.raises(TooMany):
        spend(wider=1.5)


def test_forgiving_starts_again(app):
    spend(3)

    with writing():
        limits.forgive(THREE, "ada")

    spend(3)
