"""Ben, who has all the numbers of an Advocate but that somebody has asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum.accounts.models import Standing
from forum.accounts.standing import Rung
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.reputation.ladder import Record

READY = Record(
    people_helped=5,
    active_days=6,
    days_as_follower=90,
    people_helped_in_a_year=20,
    share_that_helped=30,
    behaviours_shown=3,
)
JUDGES = ("actions.advocating", "actions.climbing", "queries.places", "queries.flows")


@pytest.fixture
def ready(ben, monkeypatch):
    """What is judged here is what moderators see and do, not what he wrote."""
    follows_for(ben, days=100)
    for place in JUDGES:
        monkeypatch.setattr(f"forum.reputation.{place}.record_of", all_of_it)
    return ben


def all_of_it(_member, *, around, **_):
    return replace(READY, confirmed_by_staff=int(around.advocacy_id is not None))


def follows_for(person, *, days):
    person.stands_on(Rung.FOLLOWER)
    with writing():
        db.get_one(Standing, person.member_id).since = now() - timedelta(days=days)
