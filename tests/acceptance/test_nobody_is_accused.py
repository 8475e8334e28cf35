"""The nightly look over the whole history of the real archives accuses hardly anybody."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from config import Config
from forum.app import create_app
from forum.integrity.actions import look
from forum.integrity.queries import flow_of
from forum.kernel.db import db, fresh_reading
from forum.reputation.models import Award

pytestmark = pytest.mark.acceptance

MOST = 0.005
STEP = timedelta(days=30)
ARCHIVES = [
    ("discourse", "urho3d-discourse-json", 600),
    ("stackexchange", "quantumcomputing-stackexchange", 300),
]


@pytest.mark.parametrize(("kind", "archive", "gifts"), ARCHIVES)
def test_at_most_one_member_in_two_hundred_is_found(unpacked, home, kind, archive, gifts):
    town = home()
    town.take_in(kind, unpacked(archive))
    members = town.stats()["members"]

    with create_app(Config(HOME=town.folder, TESTING=True)).app_context():
        seen, found = looked_through()

    assert seen.all >= gifts
    assert len(found) <= MOST * members


def looked_through():
    """All gifts there are, and everybody found by a look at the end of each month."""
    with fresh_reading():
        first, last = db.execute(
            select(func.min(Award.granted_at), func.max(Award.granted_at))
        ).one()
        everything = flow_of(since=first - STEP, until=last)
    found, moment = set(), first
    while moment < last + STEP:
        moment += STEP
        with fresh_reading():
            found |= {member for one in look(as_of=moment) for member in one.members}
    return everything, found
