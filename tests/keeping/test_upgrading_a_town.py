"""A town of an older version keeps everything it had when it is upgraded."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from config import Config
from forum.app import create_app
from forum.kernel import schema
from tests.conftest import ON_POSTGRES, SECRET
from tests.services.postgres import new_database

FIRST_TOWN = """
insert into calendar_version (id, name, facts) values (1, 'Office hours', '{}');
insert into service (id, slug, name, summary, owner, phone, place, opening, calendar_id,
    first_response_minutes, resolution_minutes)
    values (7, 'parking', 'Parking', 'Permits', 'Parking team', '', '', '', 1, 960, 2400),
           (8, 'bins', 'Bins', 'Collections', 'Street team', '', '', '', 1, 960, 2400);
insert into topic (id, slug, name, summary, service_id, position)
    values (1, 'permits', 'Permits', 'Where to park', 7, 1);
"""


@pytest.fixture
def first_town(tmp_path: Path, request: pytest.FixtureRequest):
    """The tables of the first version, with two services and a topic."""
    url = f"sqlite:///{tmp_path}/first.db"
    if ON_POSTGRES:
        url = new_database(request.getfixturevalue("postgres"))
    app = create_app(Config(HOME=tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET, TESTING=True))
    schema.upgrade(app, to="0001")
    with _writing(app) as connection:
        for statement in FIRST_TOWN.split(";"):
            if statement.strip():
                connection.execute(text(statement))
    yield app
    app.extensions["database"].dispose()


def test_services_become_something_people_can_follow(first_town):
    schema.upgrade(first_town)

    with _reading(first_town) as connection:
        services = connection.execute(
            text(
                "select s.id, s.slug, s.version, b.kind from service s join subject b "
                "on b.id = s.subject_id order by s.id"
            )
        ).all()
        topic = connection.execute(text("select service_id, version from topic")).one()
    assert services == [(7, "parking", 1, "service"), (8, "bins", 1, "service")]
    assert topic == (7, 1)


def test_an_upgrade_that_would_leave_a_row_without_its_other_half_changes_nothing(first_town):
    if not first_town.extensions["database"].is_sqlite:
        pytest.skip("PostgreSQL checks each row as it changes")
    with _writing(first_town) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        raw = connection.connection.dbapi_connection
        connection.commit()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("update topic set service_id = 99")
        raw.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(RuntimeError, match="A row of topic points at a row of service"):
        schema.upgrade(first_town)

    assert schema.version_of(first_town.extensions["database"].reading) == "0001"


def _writing(app: Flask):
    return app.extensions["database"].writing.begin()


def _reading(app: Flask):
    return app.extensions["database"].reading.connect()
