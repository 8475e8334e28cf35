"""A database server that was restarted: pages work again, and nothing in a web process has died."""

import pytest
from sqlalchemy import create_engine, text

from config import Config
from forum.app import create_app
from forum.kernel import pooling
from forum.kernel.cache import flush, observe
from tests.conftest import SECRET
from tests.services.postgres import drop_database, new_database

pytestmark = pytest.mark.postgres
OTHERS = "datname = current_database() and pid <> pg_backend_pid()"


@pytest.fixture
def address(postgres):
    url = new_database(postgres, template=postgres)
    yield url
    drop_database(url)


@pytest.fixture
def app(address, tmp_path):
    app = create_app(Config(HOME=tmp_path, DATABASE_URL=address, SECRET_KEY=SECRET, TESTING=True))
    yield app
    app.extensions["database"].dispose()


@pytest.fixture
def cut_off(address):
    """Ends every connection, as a restarted server does."""

    def end():
        engine = create_engine(address)
        with engine.connect() as connection:
            ended = f"select count(pg_terminate_backend(pid)) from pg_stat_activity where {OTHERS}"
            assert connection.execute(text(ended)).scalar_one() > 0
        engine.dispose()

    return end


def test_a_connection_that_rested_is_exchanged_and_nobody_notices(app, cut_off, monkeypatch):
    monkeypatch.setattr(pooling, "RESTED_SECONDS", 0.0)
    visitor = app.test_client()
    assert visitor.get("/").status_code == 200

    cut_off()

    assert visitor.get("/").status_code == 200


def test_of_busy_connections_only_the_page_that_was_being_asked_for_fails(app, cut_off):
    visitor = app.test_client()
    assert visitor.get("/").status_code == 200
    cut_off()

    failed = visitor.get("/")

    assert failed.status_code == 500
    assert "Something went wrong on our side" in failed.text
    assert visitor.get("/").status_code == 200


def test_what_is_observed_is_written_again_after_a_cut(app, cut_off):
    written: list[int] = []
    house = app.extensions["house"]
    for kind in ("test one", "test two"):
        house.observed[kind] = written.extend
    with app.app_context():
        observe("test one", 1)
        flush()
        cut_off()

        observe("test one", 2)
        observe("test two", 3)
        flush()
        observe("test two", 4)
        flush()

    assert written[0] == 1
    assert written[-1] == 4
