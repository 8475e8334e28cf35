"""Puts the demo borough together with the same actions people use."""

from datetime import timedelta
from functools import partial

from forum.accounts.actions import add_member
from forum.accounts.models import Advocacy, Standing
from forum.accounts.passwords import hashed
from forum.accounts.standing import Role, Rung
from forum.home.demo import people, places
from forum.home.demo.alerting import NOTICES, put_up
from forum.home.demo.families import FAMILIES
from forum.home.demo.homes import HOMES
from forum.home.demo.lately import LATELY
from forum.home.demo.roads import ROADS
from forum.home.demo.solved import SOLVED
from forum.home.demo.telling import Telling
from forum.home.demo.waste import WASTE
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.diary import Diary
from forum.kernel.site import describe_site, open_site, open_without_second_step
from forum.kernel.written import write_up
from forum.reputation.actions.climbing import footing_of, step
from forum.reputation.footing import Why
from forum.reputation.ladder import PUBLISHED
from forum.services.actions import add_service, follow_service
from forum.services.demo import FIVE_DAYS, HOURS, OPENING, TWO_DAYS
from forum.services.queries import service_called
from forum.topics.actions import add_topic

DAY = timedelta(days=1)
TALKS = (*SOLVED, *LATELY, *HOMES, *ROADS, *WASTE, *FAMILIES)
ADVOCATE_SINCE = 45


def build_town(diary: Diary) -> None:
    """Write the whole borough down: who lives there, what it offers and what people asked."""
    password = hashed(people.PASSWORD)
    since = diary.today - people.STAFF_SINCE * DAY
    diary.write(since, _describe)
    for name, role, team in people.STAFF:
        diary.write(since, partial(_add, name, password, role=role, team=team))
    for name, days in people.CITIZENS.items():
        diary.write(diary.today - days * DAY, partial(_add, name, password))
    for talk in TALKS:
        Telling(talk, diary).write()
    put_up(NOTICES, diary)
    for service, name in places.FOLLOWED:
        diary.write(diary.today - 30 * DAY, partial(_follow, service, name))
    diary.write(diary.today - ADVOCATE_SINCE * DAY, _name_advocate)


def _describe() -> None:
    open_site()
    open_without_second_step()
    describe_site(
        name="Folkmoot",
        place="Ashmere Borough",
        phone="01632 960140",
        opening=OPENING,
        desk="the desk at Ashmere Library",
    )
    for place in places.SERVICES:
        _add_service(place)


def _add_service(place: places.Place) -> None:
    provides = write_up(place.provides)
    service = add_service(
        slug=place.slug,
        name=place.name,
        summary=place.summary,
        owner=place.owner,
        phone=place.phone,
        email=f"{place.slug}@ashmere.example",
        place=place.place,
        opening=OPENING,
        calendar=HOURS,
        first_response_minutes=place.reply_days * TWO_DAYS // 2,
        resolution_minutes=FIVE_DAYS,
        provides=provides.source,
        provides_html=provides.html,
    )
    for slug, name, summary in place.topics:
        _add_topic(slug, name, summary, service.id)


def _add_topic(slug: str, name: str, summary: str, service_id: int) -> None:
    add_topic(
        name=name,
        slug=slug,
        summary=summary,
        service_id=service_id,
        escalates_after_minutes=TWO_DAYS,
    )


def _add(name: str, password: str, *, role: Role = Role.CITIZEN, team: str | None = None) -> None:
    email = people.email_of(name)
    add_member(name=name, email=email, role=role, password_hash=password, verified=True, team=team)


def _follow(service: str, name: str) -> None:
    follow_service(service_called(service), by=people.member_called(name), wanted=True)


def _name_advocate() -> None:
    """A moderator asked her at the library, and she said yes there."""
    member = people.member_called(people.ADVOCATE)
    yes = Advocacy(
        member_id=member.id,
        confirmed_by_id=people.member_called(people.WHO_ASKED).id,
        reason=people.WHY_ASKED,
        asked_at=now(),
        agreed_at=now(),
    )
    db.add(yes)
    db.flush()
    insert_once(Standing, member_id=member.id)
    standing = db.get_one(Standing, member.id)
    standing.advocacy_id = yes.id
    to, by = footing_of(member).on(Rung.ADVOCATE, now()), yes.confirmed_by_id
    step(standing, to, Why.AGREED, version=PUBLISHED.version, by=by)
