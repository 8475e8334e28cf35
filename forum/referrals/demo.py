"""In the demo borough somebody who helps a lot has invited people, and some of them said so."""

from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.referrals import actions

INVITER = "Ben Hallam"
MADE = "45 10:00"
GUESTS = {"Mina Farouk": "44 11:00", "Bronwen Rees": "30 18:20", "Zofia Krol": "3 12:00"}


def load(diary: Diary) -> None:
    diary.write(diary.when(MADE), _invite)
    for name, when in GUESTS.items():
        diary.write(diary.when(when), partial(_come, name))


def _invite() -> None:
    actions.make_link(by=_called(INVITER))


def _come(name: str) -> None:
    guest = _called(name)
    actions.say_yes(_called(INVITER), invited_id=guest.id)
    actions.accept_referral(guest.id)


def _called(name: str) -> Member:
    return db.scalars(select(Member).where(Member.name == name)).one()
