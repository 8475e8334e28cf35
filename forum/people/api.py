"""People in JSON: oneself with every requirement of the next rung, and what others may know."""

from dataclasses import asdict
from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, DateTime, Dict, Integer, List, Nested, String
from flask import current_app

from forum.accounts.current import current_member
from forum.kernel.api import api
from forum.people.portraits import portrait_of
from forum.people.queries import everything_about
from forum.reputation.queries import Place, points_of, where_am_i
from forum.threads.queries.subjects import thread_path

people_api = api("people", __name__)


class RequirementShown(Schema):
    """`way` names the alternative it belongs to, one of which is enough; empty for a must."""

    name = String()
    have = Integer()
    of = Integer()
    at_most = Boolean()
    way = String()
    is_met = Boolean()


class StandingShown(Schema):
    """`falls_at` is when this rung is lost if nothing changes; `rests_until` the end of a pause."""

    rung = String()
    since = DateTime()
    next = String(allow_none=True)
    requirements = List(Nested(RequirementShown))
    keeping = List(Nested(RequirementShown))
    falls_at = DateTime(allow_none=True)
    rests_until = DateTime(allow_none=True)
    is_held = Boolean()


class MeShown(Schema):
    """`rung` and `standing` are null for people under 18."""

    id = Integer()
    url = String()
    name = String()
    role = String()
    rung = String(allow_none=True)
    reputation = Integer()
    standing = Nested(StandingShown, allow_none=True)


class TopicShown(Schema):
    slug = String()
    name = String()
    answers = Integer()


class SolvedShown(Schema):
    id = Integer()
    title = String()
    url = String()


class BadgeShown(Schema):
    """`name` and `rule` are the words of the page of badges."""

    badge = String()
    name = String()
    rule = String()
    given_at = DateTime()


class PersonShown(Schema):
    """`mark` is staff, advocate, emeritus or null; other rungs are nobody else's business."""

    id = Integer()
    url = String()
    name = String()
    team = String(allow_none=True)
    mark = String(allow_none=True)
    since = DateTime(allow_none=True)
    questions = Integer()
    answers = Integer()
    solutions = Integer()
    helps_with = List(Nested(TopicShown))
    solved = List(Nested(SolvedShown))
    badges = List(Nested(BadgeShown))


class ExportShown(Schema):
    """`rows` has a list for each kind of thing; columns are described in the reference."""

    exported_at = DateTime()
    rows = Dict(keys=String(), values=List(Dict()))


@people_api.get("/me")
@people_api.output(MeShown)
@people_api.doc(security="bearer")
def me() -> dict[str, Any]:
    """You: rung, reputation, and each requirement of the next rung."""
    member = current_member()
    place = None if member.is_under_18 else where_am_i(member.id)
    return {
        "id": member.id,
        "url": _address("/me"),
        "name": member.name,
        "role": member.role,
        "rung": place.rung if place else None,
        "reputation": place.points if place else points_of(member.id),
        "standing": _standing(place) if place else None,
    }


@people_api.get("/me/export")
@people_api.output(ExportShown)
@people_api.doc(security="bearer")
def export() -> dict[str, Any]:
    """Everything kept about you, each row as it stands; other people are left out of it."""
    return everything_about(current_member().id)


@people_api.get("/members/<path:name>")
@people_api.output(PersonShown)
def person(name: str) -> dict[str, Any]:
    """What everybody may know about a person."""
    portrait = portrait_of(name)
    solved = [
        {"id": one.id, "title": one.title, "url": _address(thread_path(one.id, one.slug))}
        for one in portrait.solved
    ]
    helps_with = [asdict(topic) for topic in portrait.helps_with]
    shown = {name: getattr(portrait, name) for name in PersonShown().fields}
    return shown | {"url": _address(portrait.url), "solved": solved, "helps_with": helps_with}


def _standing(place: Place) -> dict[str, Any]:
    return {
        "rung": place.rung,
        "since": place.since,
        "next": place.next,
        "requirements": [asdict(asked) for asked in place.requirements],
        "keeping": [asdict(asked) for asked in place.keeping],
        "falls_at": place.falls_at,
        "rests_until": place.rests_until,
        "is_held": place.is_held,
    }


def _address(path: str) -> str:
    return f"{current_app.config['BASE_URL']}{path}"
