"""What a restored town does at once, and what its worker does after it: totals, and the search."""

from flask import Flask
from sqlalchemy import func, select

from forum.kernel.backups.restoring import restore_backup
from forum.kernel.backups.taking import take_backup
from forum.kernel.db import db, writing
from forum.kernel.house import house
from forum.kernel.settling import settle
from forum.kernel.totals import StaleTotal, mark_stale
from forum.reputation.models import Reputation
from search import boundary
from tests.cast import make_person
from tests.keeping.conftest import stamp
from tests.races.crowd import question

REPAIRED = "The search is being repaired"


def restored(app: Flask, place: Flask, file) -> list[str]:
    take_backup(app, file)
    with place.app_context():
        _, findings = restore_backup(place, file)
    return [finding.sentence for finding in findings]


def search(place: Flask) -> str:
    with place.app_context():
        boundary.engine().let_go()
    return place.test_client().get("/search?q=permit&kind=thread").text


def test_totals_that_waited_in_the_backup_are_computed(app, empty_place, tmp_path):
    stamp(app)
    ada = make_person(app, "Ada Okafor").member_id
    with writing():
        db.add(Reputation(member_id=ada, points=99))
        mark_stale("reputation", [ada])
    place = empty_place()

    assert restored(app, place, tmp_path / "kept.zip") == []

    with place.app_context():
        assert db.scalar(select(func.count()).select_from(StaleTotal)) == 0
        assert db.scalar(select(Reputation.points)) == 0


def test_people_search_at_once_and_the_worker_builds_the_index(app, parking, empty_place, tmp_path):
    stamp(app)
    question(parking)
    place = empty_place()
    restored(app, place, tmp_path / "kept.zip")

    at_once = search(place)
    with place.app_context():
        assert settle(place, seconds=60)
        assert list(house().checks["search index"]()) == []
        assert boundary.state() == "ok"
    later = search(place)

    assert REPAIRED in at_once
    assert "Where is my permit" in at_once
    assert REPAIRED not in later
    assert "Where is my permit" in later


def test_the_index_of_an_earlier_town_is_put_away(app, parking, sqlite_place, tmp_path):
    stamp(app)
    question(parking)
    place = sqlite_place()
    with place.app_context():
        boundary.write(lambda index: index.shelf.use(index.build([])))
        assert boundary.state() == "ok"

    restored(app, place, tmp_path / "kept.zip")

    with place.app_context():
        assert boundary.state() == "missing"
    assert "Where is my permit" in search(place)


def test_links_are_guarded_again_after_a_restore(app, sqlite_place, tmp_path):
    stamp(app)
    make_person(app, "Ada Okafor")
    place = sqlite_place()
    restored(app, place, tmp_path / "kept.zip")

    with place.extensions["database"].writing.connect() as connection:
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1
