"""Two more deeds: what two people gave one another is reversed, and staff give it back."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.integrity import actions as integrity
from forum.integrity.flow import Finding
from forum.integrity.grounds import Ground
from forum.integrity.models import Reversal
from forum.kernel.clock import now
from forum.kernel.db import db
from tests.moderation.ledger.town import Town, pick


def reverse_gifts(town: Town, a: int, b: int) -> None:
    """As if the nightly look had found these two, or a burst for one post."""
    people = [one for one in town.people if db.get_one(Member, one).is_active]
    gives, gets = pick(people, a), pick(people, b)
    givers, receivers = frozenset({gives}), frozenset({gets})
    if a % 3 == 0:
        givers = receivers = frozenset(people)
    ground, posts = Ground.RING, frozenset[int]()
    if b % 3 == 0:
        ground, posts = Ground.BURST, frozenset({town.post(b), pick(town.ideas, b)})
    integrity.reverse(Finding(ground, givers, receivers, 1, 1, posts), as_of=now())


def give_points_back(town: Town, a: int, b: int) -> None:
    rows = select(Reversal).where(Reversal.undone_at.is_(None)).order_by(Reversal.id)
    if standing := list(db.scalars(rows)):
        integrity.undo(pick(standing, b), reason="They are neighbours.", by=town.moderator(a))
