"""Writing, publishing, adding, ending, and taking the end back: once, by the right people."""

from datetime import timedelta

import pytest

from forum.alerts import actions
from forum.alerts.models import Alert, AlertUpdate
from forum.alerts.queries import visible_alert
from forum.kernel.clock import at, now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from tests.forum.alerts.conftest import draft_of


def happened():
    with fresh_reading():
        rows = db.query(PublishedEvent.kind).where(PublishedEvent.kind.like("alert_%"))
        return [row.kind for row in rows.order_by(PublishedEvent.id)]


def do(deed, alert, who, **said):
    with writing():
        return deed(visible_alert(alert.id, to=who.member, lock=True), by=who.member, **said)


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_only_the_desk_writes_alerts(who, parking, request):
    person = request.getfixturevalue(who)

    with pytest.raises(Refused, match="people at the desk"), writing():
        actions.write_alert(draft_of(parking.service_id, "Meters"), by=person.member)


def test_the_end_must_come_after_the_beginning(parking, dev):
    draft = draft_of(parking.service_id, "Meters", begins=4, ends=3)

    with pytest.raises(Invalid, match="after the beginning"), writing():
        actions.write_alert(draft, by=dev.member)


def test_the_same_form_sent_twice_makes_one_draft(parking, dev):
    draft = draft_of(parking.service_id, "Meters")

    for _time in range(2):
        with writing():
            actions.write_alert(draft, by=dev.member)

    assert db.query(Alert).count() == 1
    assert happened() == ["alert_written"]


def test_every_deed_twice_is_done_once(announce, dev):
    alert = announce("Meters", published=False)

    for deed in (actions.publish_alert, actions.end_alert, actions.reopen_alert):
        do(deed, alert, dev)
        do(deed, alert, dev)

    assert happened() == ["alert_written", "alert_published", "alert_ended", "alert_reopened"]


def test_an_update_sent_twice_is_added_once(announce, dev):
    alert = announce("Meters")
    words = write_up("A fitter is on the way.")

    for _time in range(2):
        with writing():
            here = visible_alert(alert.id, to=dev.member, lock=True)
            actions.update_alert(here, words, by=dev.member, version=alert.version)

    assert [one.number for one in db.query(AlertUpdate)] == [1]


def test_of_two_editors_the_second_is_told(announce, dev, adam, parking):
    alert = announce("Meters")
    seen = alert.version
    do(actions.change_alert, alert, dev, draft=draft_of(parking.service_id, "One"), version=seen)

    with pytest.raises(Conflict, match="Somebody changed this alert"):
        do(
            actions.change_alert,
            alert,
            adam,
            draft=draft_of(parking.service_id, "Two"),
            version=seen,
        )


def test_a_draft_takes_no_update_and_cannot_end(announce, dev):
    draft = announce("Meters", published=False)

    with pytest.raises(Refused, match="still a draft"):
        do(actions.update_alert, draft, dev, body=write_up("More"), version=1)
    with pytest.raises(Refused, match="still a draft"):
        do(actions.end_alert, draft, dev)


def test_what_ended_by_itself_keeps_its_end_and_takes_no_update(announce, dev):
    alert = announce("Meters", begins=-5, ends=-2)

    do(actions.end_alert, alert, dev)
    with pytest.raises(Refused, match="give it a later end"):
        do(actions.update_alert, alert, dev, body=write_up("More"), version=alert.version)

    with fresh_reading():
        assert visible_alert(alert.id, to=None).over_at == alert.ends_at
    assert "alert_ended" not in happened()


def test_an_end_can_be_taken_back_for_a_day(announce, dev, end):
    alert = announce("Meters", ends=5)
    end(alert)

    with at(now() + timedelta(hours=23)):
        do(actions.reopen_alert, alert, dev)
        with fresh_reading():
            assert visible_alert(alert.id, to=None).when == "now"


def test_after_a_day_it_is_too_late(announce, dev, end):
    alert = announce("Meters")
    end(alert)

    with at(now() + timedelta(hours=25)), pytest.raises(Refused, match="for one day"):
        do(actions.reopen_alert, alert, dev)


@pytest.mark.every_value
@pytest.mark.parametrize(
    ("column", "value"),
    [("kind", "rumour"), ("state", "gone"), ("state", "draft"), ("state", "ended")],
)
def test_the_database_knows_the_rules_too(announce, column, value):
    from sqlalchemy import update
    from sqlalchemy.exc import IntegrityError

    alert = announce("Meters")

    with pytest.raises(IntegrityError), writing():
        db.execute(update(Alert).where(Alert.id == alert.id).values({column: value}))
