"""What people at the desk of the demo borough can, and how much they take."""

from datetime import timedelta

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.queries import service_called
from moderation.rota import actions
from moderation.rota.models import Skill

MANAGER = "Mara Stone"
SKILLS = {
    "Housing law": ("Hamish Orr", "Mara Stone"),
    "Safeguarding": ("Nell Dacre",),
    "Sign language": ("Nell Dacre", "Wanda Brook"),
    "Polish": ("Sunita Rao",),
}
ASKED = {
    "Housing law": {"kind": "legal_notice"},
    "Safeguarding": {"service": "care"},
}
TAKES = {"Dev Patel": 12, "Wanda Brook": 15, "Hamish Orr": 10, "Nell Dacre": 8, "Sunita Rao": 10}
AWAY, FOR = "Nell Dacre", timedelta(days=3)


def load(diary: Diary) -> None:
    diary.write(diary.when("50w 09:30"), _keep_skills)
    diary.write(diary.when("49w 09:00"), _say_how_much)
    diary.write(diary.when("20h"), _go_away)


def _keep_skills() -> None:
    by = member_called(MANAGER)
    for name, people in SKILLS.items():
        actions.add_skill(name, by=by)
        skill = db.scalars(select(Skill).where(Skill.name == name)).one()
        for person in people:
            actions.hold(skill, member_called(person), True, by=by)
        if where := ASKED.get(name):
            actions.ask_for(skill, _where(where), True, by=by)


def _where(said: dict[str, str]) -> dict[str, str | int]:
    if slug := said.get("service"):
        return {"service_id": service_called(slug).id}
    return dict(said)


def _say_how_much() -> None:
    for name, most in TAKES.items():
        actions.set_availability(by=member_called(name), capacity=most, away_until=None)


def _go_away() -> None:
    by = member_called(AWAY)
    actions.set_availability(by=by, capacity=TAKES[AWAY], away_until=now() + FOR)
