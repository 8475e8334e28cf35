"""Work by the clock and by command: badges whose days are over, last year, all badges anew."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.recognition.actions import settle_badges
from forum.recognition.actions.years import look_at_year
from forum.recognition.queries.badges import due_in_the_night
from forum.recognition.queries.years import is_january, not_looked_at, year_at

CHUNK = 200


def settle_at_night() -> None:
    """Only people for whom the day alone changes something; the rest is settled by events."""
    moment, after = now(), 0
    while True:
        with fresh_reading():
            due = due_in_the_night(after=after, at=moment, most=CHUNK)
        if not due:
            return
        with writing():
            settle_badges(due, as_of=moment)
        after = due[-1]


def tell_of_last_year() -> None:
    """In January only, for everybody once."""
    moment = now()
    if not is_january(moment):
        return
    year = year_at(moment) - 1
    while True:
        with fresh_reading():
            people = not_looked_at(year, most=CHUNK)
        if not people:
            return
        with writing():
            look_at_year(people, year=year)


def rebuild_badges() -> int:
    """Work out every badge from the facts again; how many were wrong. Nobody is told."""
    wrong, after, moment = 0, 0, now()
    while True:
        with fresh_reading():
            people = select(Member.id).where(Member.id > after, Member.is_imported.is_(False))
            ids = list(db.scalars(people.order_by(Member.id).limit(CHUNK)))
        if not ids:
            return wrong
        with writing():
            wrong += settle_badges(ids, as_of=moment, tells=False)
        after = ids[-1]
