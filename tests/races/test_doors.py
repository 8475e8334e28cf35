"""At the door of the staff at the same moment: a code, an invitation and the last key are one."""

import re

from forum.accounts.models import Member, RecoveryCode
from forum.accounts.standing import Role
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, writing
from moderation.staff.actions import invite
from moderation.staff.links import link_part
from moderation.staff.models import Invitation
from tests.cast import make_person
from tests.forum.accounts.phones import forget_phone, set_up, tie
from tests.races.racing import RACERS


def at_once(racers, app, name, **facts):
    return racers.race(app, *[[(name, facts)] for _ in range(RACERS)])


def test_the_same_code_of_a_phone_opens_once(app, dev, racers):
    phone = tie(dev)

    outcomes = at_once(racers, app, "show_code", member_id=dev.member_id, code=phone.code())

    assert sorted(one.result for one in outcomes) == [False] * (RACERS - 1) + [True]


def test_the_same_code_on_paper_opens_once(app, dev, racers):
    forget_phone(dev)
    _, codes = set_up(dev)

    outcomes = at_once(racers, app, "show_code", member_id=dev.member_id, code=codes[0])

    assert sum(one.result for one in outcomes) == 1
    db.rollback()
    assert db.query(RecoveryCode).where(RecoveryCode.used_at.is_not(None)).count() == 1


def test_an_invitation_is_accepted_once(app, adam, racers):
    with writing():
        host = db.get_one(Member, adam.member_id)
        made = invite("nell@example.org", name="Nell", role="agent", services=(), by=host)
        link = link_part(made)

    lanes = [[("accept_invitation", {"link": link, "name": f"Nell {n}"})] for n in range(RACERS)]
    outcomes = racers.race(app, *lanes)

    assert len([one for one in outcomes if one.result]) == 1
    refused = {one.refused for one in outcomes if not one.result}
    assert refused
    assert all(re.search("was used", sentence) for sentence in refused)
    db.rollback()
    assert db.query(Member).where(Member.email_key == "nell@example.org").count() == 1
    assert db.query(Invitation).one().accepted_by_id


def test_two_administrators_who_send_each_other_away_leave_one(app, adam, racers):
    eve = make_person(app, "Eve Stone", role=Role.ADMIN)
    pairs = [(adam, eve), (eve, adam)] * (RACERS // 2)

    racers.race(
        app,
        *[
            [("let_go", {"member_id": one.member_id, "by_id": other.member_id})]
            for one, other in pairs
        ],
    )

    db.rollback()
    assert db.query(Member).where(Member.role == Role.ADMIN).count() == 1
    assert db.query(AuditEntry).where(AuditEntry.deed == "left").count() == 1
