"""The policy team calls a meeting, decides about its agenda and publishes what came of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.advisory.models import AgendaItem, Meeting
from forum.ballots.models import Ballot
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading


def newest(model):
    with fresh_reading():
        return db.scalars(select(model).order_by(model.id.desc()).limit(1)).first()


def called(pia, title="Our letters") -> int:
    begins = (now() + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M")
    pia.post("/desk/advisory/new", title=title, place="The library", meets=begins)
    return int(newest(Meeting).id)


def added(pia, meeting_id: int, title="Which letters") -> int:
    path = f"/desk/advisory/{meeting_id}/items"
    assert pia.post(path, title=title, body="So.").status_code == 303
    return int(newest(AgendaItem).id)


def test_a_meeting_from_its_call_to_our_answer(pia, visitor):
    meeting_id = called(pia)
    item_id = added(pia, meeting_id)
    assert "Which letters" in visitor.get(f"/advisory/{meeting_id}").text

    with at(now() + timedelta(days=11)):
        desk = f"/desk/advisory/{meeting_id}"
        pia.post(f"/desk/advisory/items/{item_id}/state", state="dealt_with", reason="")
        due = (now() + timedelta(days=5)).date().isoformat()
        assert "Write what was said." in pia.post(f"{desk}/minutes", minutes="", due=due).text
        assert "by which you answer" in pia.post(f"{desk}/minutes", minutes="So.", due="").text
        pia.post(f"{desk}/minutes", minutes="Shorter letters.", due=due)
        page = pia.post(f"{desk}/response", response="In May.", follow=True).text
        assert "Our answer is public." in page
        text = visitor.get(f"/advisory/{meeting_id}").text
        assert "Shorter letters." in text
        assert "In May." in text


def test_ballots_are_off_until_they_are_switched_on(pia):
    item_id = added(pia, called(pia))
    closes = (now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    asked = {"question": "Which?", "options": "One\nTwo", "closes": closes}
    path = f"/desk/advisory/items/{item_id}/ballot"
    assert pia.post(path, **asked).status_code == 403

    assert "Ballots are on." in pia.post("/desk/advisory/ballots", wanted="yes", follow=True).text
    assert "two options at least" in pia.post(path, **(asked | {"options": "One"})).text
    for _ in range(2):
        assert pia.post(path, **asked).status_code == 303
    with fresh_reading():
        assert db.query(Ballot).count() == 1


def test_a_meeting_can_be_moved_until_it_has_been(pia, visitor):
    meeting_id = called(pia)
    begins = (now() + timedelta(days=12)).strftime("%Y-%m-%dT%H:%M")
    told = {"title": "Letters", "place": "The town hall", "meets": begins}

    pia.post(f"/desk/advisory/{meeting_id}/edit", **told)

    assert "The town hall" in visitor.get(f"/advisory/{meeting_id}").text
    with at(now() + timedelta(days=13)):
        later = {"meets": (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}
        assert pia.post(f"/desk/advisory/{meeting_id}/edit", **(told | later)).status_code == 403


@pytest.mark.parametrize("meets", ["", "soon", "2020-01-01T10:00"])
def test_a_day_that_cannot_be_is_told_at_its_field(pia, meets):
    told = {"title": "Letters", "place": "Here", "meets": meets}

    answer = pia.post("/desk/advisory/new", **told)

    assert answer.status_code == 422
    assert newest(Meeting) is None


def test_others_lead_nothing(dev, cleo, ada, pia):
    meeting_id = called(pia)

    for who in (dev, cleo, ada):
        assert who.get(f"/desk/advisory/{meeting_id}").status_code == 403
        assert who.post("/desk/advisory/ballots", wanted="yes").status_code == 403
