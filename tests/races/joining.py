"""What a racer does at the counter: two ways in which somebody came are said to be one person."""

from forum.accounts.models import Member
from forum.kernel.db import db, writing
from moderation.persons import actions, queries


def connect(*, member_id: int, link_id: int) -> None:
    with writing():
        by = db.get_one(Member, member_id)
        actions.agree_for(queries.link_numbered(link_id, lock=True), by=by)


def part(*, member_id: int, link_id: int) -> None:
    with writing():
        by = db.get_one(Member, member_id)
        actions.part(queries.link_numbered(link_id, lock=True), by=by)
