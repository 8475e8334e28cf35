"""Administrators are told once what does not work, and once when it is over."""

import json
import time as clock
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select

from config import Config, WrongSetting
from forum.accounts.standing import Role
from forum.alarms import tasks as alarms
from forum.alarms.models import Alarm
from forum.alarms.telling import Outage
from forum.app import create_app
from forum.kernel import tasks
from forum.kernel.backups.noting import note_backup
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.health import beat
from forum.kernel.house import catch_up, house
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.settling import step
from tests.cast import make_person
from tests.keeping.conftest import stamp
from tests.races.towns import inside
from tests.services.town import running_town

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def red(app):
    """What a room of ours says about itself; `ok` at first."""
    said = {"pipes": "ok"}
    house().health["pipes"] = lambda: said["pipes"]
    return said


@pytest.fixture
def time(app, adam):
    with time_machine.travel(START, tick=False) as time:
        stamp(app)
        catch_up()
        note_backup(rows=1)
        yield time


def minutes_pass(time, count):
    """The worker looks once a minute and does what waits."""
    for _ in range(count):
        time.shift(timedelta(minutes=1))
        beat()
        alarms.watch()
        while step():
            pass


def told(app):
    """What came at the webhook's twin, in order: the part and whether it was raised or over."""
    folder = app.config["FOLKMOOT"].HOME / "alarms"
    calls = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    return sorted((call["part"], call["state"]) for call in calls)


def mails():
    db.rollback()
    return [(m.kind, m.recipient, m.state) for m in db.scalars(select(OutgoingMail))]


def letters(app):
    return [path.read_text() for path in (app.config["FOLKMOOT"].HOME / "mail").glob("*.eml")]


def test_a_part_that_is_red_for_five_minutes_is_told_once(app, adam, red, time):
    red["pipes"] = "The pipes are cold."

    minutes_pass(time, 5)
    assert told(app) == []
    minutes_pass(time, 20)

    assert told(app) == [("pipes", "raised")]
    assert mails() == [("alarm_raised", f"member:{adam.member_id}", "sent")]
    assert "The pipes are cold." in letters(app)[0]


def test_the_end_is_told_once_too(app, adam, red, time):
    red["pipes"] = "The pipes are cold."
    minutes_pass(time, 10)
    red["pipes"] = "ok"

    minutes_pass(time, 10)

    assert told(app) == [("pipes", "over"), ("pipes", "raised")]
    assert [kind for kind, _, _ in mails()] == ["alarm_raised", "alarm_ended"]


def test_what_passes_before_five_minutes_is_told_to_nobody(app, adam, red, time):
    for _ in range(3):
        red["pipes"] = "The pipes are cold."
        minutes_pass(time, 3)
        red["pipes"] = "ok"
        minutes_pass(time, 1)

    assert told(app) == []
    assert mails() == []
    assert db.query(Alarm).count() == 0


def test_a_second_incident_is_a_new_one(app, adam, red, time):
    for _ in range(2):
        red["pipes"] = "The pipes are cold."
        minutes_pass(time, 7)
        red["pipes"] = "ok"
        minutes_pass(time, 1)

    assert told(app) == [("pipes", "over")] * 2 + [("pipes", "raised")] * 2
    assert len(mails()) == 4


def test_every_administrator_and_nobody_else_is_mailed(app, adam, ada, cleo, red, time):
    other = make_person(app, "Mia Ray", role=Role.ADMIN)
    make_person(app, "Gone Long", role=Role.ADMIN, erased_at=now())
    red["pipes"] = "The pipes are cold."

    minutes_pass(time, 7)

    recipients = {recipient for _, recipient, _ in mails()}
    assert recipients == {f"member:{adam.member_id}", f"member:{other.member_id}"}


def test_who_is_administrator_no_more_gets_no_letter(app, adam, red, time):
    red["pipes"] = "The pipes are cold."
    minutes_pass(time, 5)
    time.shift(timedelta(minutes=1))
    alarms.watch()
    with writing():
        adam.member.role = Role.CITIZEN
    while step():
        pass

    assert letters(app) == []


def test_a_backup_older_than_26_hours_is_told(app, adam, time):
    time.shift(timedelta(hours=26))
    minutes_pass(time, 1)

    assert told(app) == [("backup", "raised")]
    note_backup(rows=1)
    minutes_pass(time, 1)
    assert told(app) == [("backup", "over"), ("backup", "raised")]


def test_a_place_without_any_backup_has_26_hours_to_take_one(app, adam):
    with time_machine.travel(START, tick=False) as time:
        stamp(app)
        catch_up()
        minutes_pass(time, 2)
        assert told(app) == []
        time.shift(timedelta(hours=26))
        minutes_pass(time, 1)

    assert told(app) == [("backup", "raised")]


def test_what_was_given_up_is_told_at_once(app, adam, time):
    with writing():
        tasks.plan("unknown", "1", at=now())
        db.query(tasks.Work).where(tasks.Work.name == "unknown").update({"dead_at": now()})

    minutes_pass(time, 1)

    assert told(app) == [("dead letters", "raised")]


def test_an_event_that_waits_for_ten_minutes_is_told_at_once(app, adam, time, monkeypatch):
    from forum.kernel import relay

    monkeypatch.setattr(relay, "oldest_wait", lambda: now() - timedelta(minutes=11))

    minutes_pass(time, 1)

    assert told(app) == [("events", "raised")]


def test_two_workers_that_look_at_once_tell_once(app, adam, red, time):
    red["pipes"] = "The pipes are cold."
    minutes_pass(time, 5)
    time.shift(timedelta(minutes=1))
    beat()
    alarms.watch()
    alarms.watch()
    while step():
        pass

    assert told(app) == [("pipes", "raised")]
    assert len(mails()) == 1


def test_a_webhook_that_says_no_is_tried_again_and_then_given_up(app, adam, red, time):
    config = app.config["FOLKMOOT"]
    object.__setattr__(config, "ALARM_WEBHOOK", "http://127.0.0.1/hook")
    red["pipes"] = "The pipes are cold."

    minutes_pass(time, 60)

    calls = db.scalars(select(tasks.Work).where(tasks.Work.name == "alarms.call")).all()
    assert {call.error for call in calls} == {"NotReached"}
    assert all(call.dead_at for call in calls)
    assert {part for part in db.scalars(select(Alarm.part))} == {"pipes", "dead letters"}


def test_an_outage_of_the_database_is_told_once_and_its_end_too(app):
    outage = Outage(app, patience=0.0)

    for _ in range(3):
        outage.goes_on()
    assert told(app) == [("database", "raised")]
    outage.is_over()
    outage.is_over()

    assert told(app) == [("database", "over"), ("database", "raised")]


def test_a_short_outage_is_told_to_nobody(app):
    outage = Outage(app, patience=60.0)

    outage.goes_on()
    outage.is_over()

    assert told(app) == []


def test_an_address_that_is_none_stops_the_start_with_a_sentence(tmp_path):
    with pytest.raises(WrongSetting, match="FOLKMOOT_ALARM_WEBHOOK"):
        create_app(Config(HOME=tmp_path, ALARM_WEBHOOK="ftp://example.org"))


def test_the_worker_itself_looks_and_tells(tmp_path):
    """A whole town, whose worker finds at its start that something was given up."""
    with running_town(tmp_path, alarm_webhook="") as town, inside(town):
        make_person(current_app, "Adam Reed", role=Role.ADMIN)
        with writing():
            tasks.plan("unknown", "1", at=now())
            db.query(tasks.Work).where(tasks.Work.name == "unknown").update({"dead_at": now()})
        town.kill("worker")

        assert wait_for(tmp_path / "alarms", "*-raised.json")
        assert wait_for(tmp_path / "mail", "*.eml")


def wait_for(folder, pattern):
    until = clock.monotonic() + 30
    while clock.monotonic() < until:
        if found := list(folder.glob(pattern)):
            return found
        clock.sleep(0.2)
    return []
