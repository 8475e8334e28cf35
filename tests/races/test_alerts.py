"""Alerts and the catalogue from four processes at once: nothing is lost, nothing happens twice."""

from datetime import timedelta

from forum.accounts.standing import Role
from forum.alerts import checks, queries
from forum.alerts.actions import Draft, write_alert
from forum.alerts.models import AlertUpdate
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.written import write_up
from forum.services.models import Service
from forum.services.queries import service_called
from forum.topics.models import Topic
from moderation.catalogue.actions import change_service
from moderation.catalogue.models import CatalogueChange
from tests.races.crowd import crowd
from tests.races.deeds import member, put_up
from tests.races.racing import RACERS


def drafts(agent_id, service_id, number):
    body = write_up("Use the library car park.")
    made = []
    for count in range(number):
        draft = Draft(service_id, "problem", f"Fault {count}", body, now() - timedelta(hours=1))
        with writing():
            made.append(write_alert(draft, by=member(agent_id)).id)
    return made


def test_alerts_put_up_at_one_moment_all_stand_on_the_board(app, parking, racers):
    (agent_id,) = crowd(1, role=Role.AGENT)
    ids = drafts(agent_id, parking.service_id, 12)
    lane = [("put_up", {"member_id": agent_id, "alert_id": alert_id}) for alert_id in ids]

    racers.race(app, *[lane[start:] + lane[:start] for start in (0, 3, 6, 9)])

    with fresh_reading():
        assert queries.count_now() == 12
        assert list(checks.wrong_board()) == []
        kinds = db.query(PublishedEvent).where(PublishedEvent.kind == "alert_published")
        assert kinds.count() == 12


def test_an_update_sent_four_times_at_once_is_added_once(app, parking, racers):
    (agent_id,) = crowd(1, role=Role.AGENT)
    (alert_id,) = drafts(agent_id, parking.service_id, 1)
    put_up(member_id=agent_id, alert_id=alert_id)
    said = {"member_id": agent_id, "alert_id": alert_id, "text": "A day more.", "version": 2}

    outcomes = racers.race(app, *[[("add_to", said)]] * RACERS)

    assert [outcome.result for outcome in outcomes] == [1] * RACERS
    with fresh_reading():
        assert db.query(AlertUpdate).count() == 1


def test_a_change_undone_four_times_at_once_is_undone_once(app, parking, racers):
    (manager_id,) = crowd(1, role=Role.MANAGER)
    with writing():
        service = service_called("parking", lock=True)
        change_service(service, {"owner": "Traffic team"}, by=member(manager_id), version=1)
        change_id = db.query(CatalogueChange).one().id
    undo = {"member_id": manager_id, "slug": "parking", "change_id": change_id}

    racers.race(app, *[[("undo", undo)]] * RACERS)

    with fresh_reading():
        assert service_called("parking").owner == "Parking team"
        assert service_called("parking").version == 3
        assert db.query(CatalogueChange).count() == 2


def test_the_starter_set_pressed_four_times_at_once_is_added_once(app, racers):
    (manager_id,) = crowd(1, role=Role.MANAGER)

    racers.race(app, *[[("bring_starter", {"member_id": manager_id})]] * RACERS)

    with fresh_reading():
        assert (db.query(Service).count(), db.query(Topic).count()) == (8, 11)
        assert db.query(CatalogueChange).count() == 19
