"""Who may be in the group, how somebody leaves it, and what goes along with them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.advisory.actions import forget_member, join
from forum.advisory.models import Adviser, AgendaItem
from forum.advisory.queries import is_adviser
from forum.ballots.actions import count_closed
from forum.ballots.models import BallotPaper
from forum.ballots.queries import ballots_about
from forum.erasing import ERASURES
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent, publish
from forum.reputation.events import RungMoved
from tests.forum.advisory.conftest import proposed, votes


def rows(model) -> int:
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(model)) or 0


def kinds() -> list[str]:
    with fresh_reading():
        said = select(PublishedEvent.kind).where(PublishedEvent.kind.like("advisory%"))
        return list(db.scalars(said.order_by(PublishedEvent.id)))


def test_an_advocate_joins_and_leaves_at_will_and_twice_is_once(ada):
    ada.stands_on(Rung.ADVOCATE)
    assert "Tick the box first" in ada.post("/advisory/membership").text
    for _ in range(2):
        page = ada.post("/advisory/membership", yes="y", follow=True).text
        assert "Leave the group" in page
    assert rows(Adviser) == 1

    for _ in range(2):
        page = ada.post("/advisory/membership/removal", follow=True).text
        assert "Join the group" in page
    assert kinds() == ["advisory_joined", "advisory_left"]
    assert "Leave the group" in ada.post("/advisory/membership", yes="y", follow=True).text


@pytest.mark.parametrize("rung", [Rung.NEWCOMER, Rung.FOLLOWER, Rung.EMERITUS])
def test_it_is_for_advocates(ada, rung):
    ada.stands_on(rung)

    assert "Join the group" not in ada.get("/advisory").text
    assert ada.post("/advisory/membership", yes="y").status_code == 403


def test_nobody_under_18_and_nobody_who_works_here(ada, dev, pia):
    ada.stands_on(Rung.ADVOCATE)
    with writing():
        db.get_one(Member, ada.member_id).is_under_18 = True

    for who in (ada, dev, pia):
        assert "Join the group" not in who.get("/advisory").text
        with pytest.raises(Refused, match="for Advocates"), writing():
            join(by=who.member)


def _lowered(who):
    who.stands_on(Rung.FOLLOWER)


def _suspended(who):
    with writing():
        db.get_one(Member, who.member_id).suspended_until = now() + timedelta(days=7)


@pytest.mark.parametrize("taken", [_lowered, _suspended])
def test_it_closes_at_the_next_request(noor, item, meeting, taken):
    assert "Hand in my paper" in noor.get(f"/advisory/{meeting}").text

    taken(noor)

    assert "Hand in my paper" not in noor.get(f"/advisory/{meeting}").text
    assert votes(noor, item, 1).status_code == 403
    assert rows(BallotPaper) == 0


def test_the_consent_ends_with_the_rung(noor, deliver):
    _lowered(noor)
    with writing():
        move: dict[str, Any] = {"before": "advocate", "rung": "follower", "why": "lapsed"}
        publish(RungMoved(actor_id=None, member_id=noor.member_id, **move))
    deliver()
    noor.stands_on(Rung.ADVOCATE)

    with fresh_reading():
        assert not is_adviser(noor.member)


def test_a_paper_goes_along_before_the_close_and_counts_after_it(noor, sam, item):
    votes(noor, item, 0)
    votes(sam, item, 0, 1)

    noor.post("/advisory/membership/removal")
    assert rows(BallotPaper) == 1
    with at(now() + timedelta(days=6)), writing():
        forget_member(sam.member_id)

    with fresh_reading():
        ballot = ballots_about([item])[item]
        assert (ballot.papers, [one.approvals for one in ballot.options]) == (1, [1, 1, 0])
    assert rows(BallotPaper) == 0


def test_what_is_erased_and_what_stays(noor, sam, item, meeting):
    votes(noor, item, 2)
    proposed(meeting, "Not public yet", by=noor)
    assert '"ballot_papers"' in noor.get("/me/data.json").text
    with writing():
        ERASURES["group"](noor.member_id)

    assert rows(BallotPaper) == 0
    with fresh_reading():
        assert list(db.scalars(select(Adviser.member_id))) == [sam.member_id]
        assert list(db.scalars(select(AgendaItem.title))) == ["Which letters first"]
    with at(now() + timedelta(days=6)), writing():
        count_closed()
    with fresh_reading():
        assert ballots_about([item])[item].papers == 0
