"""A small town with one of everything, and an address for every route in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import BuildError

from forum.accounts.models import Member, SignIn
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from tests.architecture.house import Route
from tests.cast import Person, Visitor

# The parts of an address that mean something else on this route than everywhere.
OWN_PARTS: dict[str, dict[str, Any]] = {
    "design.asset": {"digest": "0", "name": "look.css"},
}


@dataclass
class Town:
    """`people` by what they are; `parts` are the values that addresses are made of."""

    app: Flask
    people: dict[str, Visitor]
    parts: dict[str, Any]

    def person(self, who: str) -> Person:
        return cast(Person, self.people[who])

    def address(self, route: Route) -> str:
        """A page that exists. KeyError tells which part of an address has no sample."""
        own = OWN_PARTS.get(route.endpoint, {})
        values = {name: own.get(name, self.parts.get(name)) for name in route.rule.arguments}
        if missing := [name for name, value in values.items() if value is None]:
            raise KeyError(f"{route}: give {missing} a sample in tests/architecture/town.py")
        try:
            adapter = self.app.url_map.bind("127.0.0.1")
            return adapter.build(route.endpoint, values, method=route.method)
        except BuildError as error:
            raise KeyError(f"{route}: {error}") from error

    def has_address(self, route: Route) -> bool:
        own = OWN_PARTS.get(route.endpoint, {})
        return route.rule.arguments <= set(self.parts) | set(own)


def build(
    app: Flask, people: dict[str, Visitor], topic: Topic, *, settle: Callable[[], None]
) -> Town:
    """One of everything, written by the same actions that people use."""
    town = Town(app, people, {})
    town.parts |= {"slug": topic.slug, "topic": topic.slug, "topic_slug": topic.slug}
    _ask(town, topic)
    _open_tickets(town)
    _name_people(town)
    settle()
    return town


def _ask(town: Town, topic: Topic) -> None:
    from forum.threads.actions import answer_thread, ask, comment_on

    with writing():
        thread = ask(
            by=_member(town, "asker"),
            topic=db.get_one(Topic, topic.id),
            title="My permit has not come",
            body=write_up("I paid three weeks ago and **nothing** came."),
            tags=[],
        )
        answer = answer_thread(
            thread, by=_member(town, "citizen"), body=write_up("Ask at the library.")
        )
        comment = comment_on(answer, by=_member(town, "asker"), body=write_up("I will, thank you."))
        town.parts |= {
            "thread_id": thread.id,
            "answer_id": answer.id,
            "comment_id": comment.id,
            "post_id": answer.id,
            "subject_id": thread.id,
            "tag": "permits",
        }


def _open_tickets(town: Town) -> None:
    from forum.threads.models import Thread
    from moderation.helpdesk.actions import escalate_thread

    with writing():
        thread = db.get_one(Thread, town.parts["thread_id"])
        asker = _member(town, "asker")
        ticket, _ = escalate_thread(thread, by=asker, reason="It is still not solved.")
        town.parts |= {"reference": ticket.reference, "ticket_id": ticket.id}


def _name_people(town: Town) -> None:
    citizen = town.person("citizen")
    with fresh_reading():
        member = db.get_one(Member, citizen.member_id)
        sign_in = db.scalars(select(SignIn.id).filter_by(member_id=member.id)).first()
        town.parts |= {
            "name": member.name,
            "member_id": member.id,
            "sign_in_id": sign_in,
        }


def _member(town: Town, who: str) -> Member:
    return db.get_one(Member, town.person(who).member_id)


def write_more(town: Town, *, times: int = 4) -> None:
    """More of everything that lists show."""
    from forum.threads.actions import answer_thread, ask, comment_on
    from forum.threads.models import Thread
    from moderation.helpdesk.actions import escalate_thread

    with writing():
        thread = db.get_one(Thread, town.parts["thread_id"])
        for number in range(times):
            body = write_up(f"More about number {number}.")
            answer = answer_thread(thread, by=_member(town, "citizen"), body=body)
            comment_on(answer, by=_member(town, "asker"), body=body)
            title = f"Another question, number {number}"
            other = ask(by=_member(town, "asker"), topic=thread.topic, title=title, body=body)
            escalate_thread(other, by=_member(town, "asker"), reason="Nobody answered.")
