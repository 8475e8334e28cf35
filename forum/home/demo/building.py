"""Puts the demo borough together with the same actions people use."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click
from sqlalchemy import select

from forum.accounts.actions import add_member
from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.accounts.passwords import hashed
from forum.accounts.standing import Role
from forum.home.demo import people, places
from forum.home.demo.alerting import NOTICES, put_up
from forum.home.demo.lately import LATELY
from forum.home.demo.solved import SOLVED
from forum.home.demo.talk import Reply, Talk
from forum.kernel.clock import at, now
from forum.kernel.db import db, writing
from forum.kernel.site import describe_site, open_without_second_step
from forum.kernel.written import write_up
from forum.services.actions import add_service
from forum.threads import actions
from forum.threads.models import Answer, Thread
from forum.topics.actions import add_topic
from forum.topics.queries import topic_called

JOINED = timedelta(days=60)


def build_town() -> None:
    """The whole borough, once; prints the log-ins every time."""
    if not _is_there():
        with writing():
            _describe()
            with at(now() - JOINED):
                _add_people()
        for talk in (*SOLVED, *LATELY):
            with writing():
                _hold(talk, now())
        with writing():
            put_up(NOTICES, by=_member(people.ANNOUNCER), today=now())
    _print_log_ins()


def _is_there() -> bool:
    return db.scalar(_named(people.CITIZENS[0])) is not None


def _named(name: str) -> Any:
    return select(Member).where(Member.email_key == email_key(people.email_of(name)))


def _describe() -> None:
    open_without_second_step()
    describe_site(
        name="Folkmoot",
        place="Ashmere Borough",
        phone="01632 960140",
        opening=places.OPENING,
        desk="the desk at Ashmere Library",
    )
    for place in places.SERVICES:
        _add_service(place)


def _add_service(place: places.Place) -> None:
    service = add_service(
        slug=place.slug,
        name=place.name,
        summary=place.summary,
        owner=place.owner,
        phone=place.phone,
        place="Ashmere Library",
        opening=places.OPENING,
        calendar=places.HOURS,
        first_response_minutes=places.TWO_DAYS,
        resolution_minutes=places.FIVE_DAYS,
    )
    for slug, name, summary in place.topics:
        _add_topic(slug, name, summary, service.id)


def _add_topic(slug: str, name: str, summary: str, service_id: int) -> None:
    add_topic(
        name=name,
        slug=slug,
        summary=summary,
        service_id=service_id,
        escalates_after_minutes=places.TWO_DAYS,
    )


def _add_people() -> None:
    password = hashed(people.PASSWORD)
    for name, role, team in people.STAFF:
        _add(name, password, role=role, team=team)
    for name in people.CITIZENS:
        _add(name, password)
    db.scalars(_named(people.SUSPENDED)).one().suspended_until = now() + 2 * JOINED


def _add(name: str, password: str, *, role: Role = Role.CITIZEN, team: str | None = None) -> None:
    email = people.email_of(name)
    add_member(name=name, email=email, role=role, password_hash=password, verified=True, team=team)


def _member(name: str) -> Member:
    member: Member = db.scalars(_named(name)).one()
    return member


def _hold(talk: Talk, today: datetime) -> None:
    asked_at = today - timedelta(days=talk.days)
    with at(asked_at):
        thread = actions.ask(
            by=_member(talk.who),
            topic=topic_called(talk.topic),
            title=talk.title,
            body=write_up(talk.words),
            tags=talk.tags,
        )
    with at(asked_at + timedelta(minutes=20)):
        _each(talk.me_too, lambda by: actions.share_problem(thread, by=by))
    answers = [_reply(thread, reply, asked_at, today) for reply in talk.replies]
    if talk.solved_by is not None:
        with at(min(today, asked_at + timedelta(hours=talk.replies[talk.solved_by].hours + 1))):
            actions.accept_answer(answers[talk.solved_by], by=_member(talk.who))


def _reply(thread: Thread, reply: Reply, asked_at: datetime, today: datetime) -> Answer:
    written_at = min(today, asked_at + timedelta(hours=reply.hours))
    with at(written_at):
        answer = actions.answer_thread(thread, by=_member(reply.who), body=write_up(reply.words))
        for who, words in reply.comments:
            actions.comment_on(answer, by=_member(who), body=write_up(words))
        _each(reply.thanked_by, lambda by: actions.thank(answer, by=by))
    return answer


def _each(names: tuple[str, ...], deed: Callable[[Member], None]) -> None:
    for name in names:
        deed(_member(name))


def _print_log_ins() -> None:
    click.echo(f"Demo log-ins, password “{people.PASSWORD}”:")
    for name in people.SHOWN:
        member = _member(name)
        click.echo(f"  {member.email:28} {member.name} ({member.role})")
    click.echo("This town is for show: staff sign in without the code of a phone.")
