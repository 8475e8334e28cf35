"""Reading goes on while an operator has switched saving off, and nobody loses what they wrote."""

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from forum.commands.saving import readonly
from forum.kernel import cache, health, tasks
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.site import SiteSetting, is_read_only
from forum.kernel.web import STILL_OPEN
from forum.threads.models import Thread
from tests.cast import OURS, PASSWORD
from tests.forum.kernel.test_when_nothing_can_be_saved import make_full, make_read_only, sign_up

QUESTION = "Where do I renew a permit that has run out"
BANNER = "nothing can be saved at the moment"


def switch(wanted):
    done = CliRunner().invoke(readonly, [wanted])
    assert done.exit_code == 0, done.output
    db.rollback()


@pytest.fixture
def resting(app):
    switch("on")


def ask(person):
    return person.post(
        "/ask", title=QUESTION, body=f"{QUESTION}. " * 3, topic="parking", door="public"
    )


def test_a_form_is_answered_with_a_sentence_and_the_text(ada, parking, resting):
    answer = ask(ada)

    assert answer.status_code == 503
    assert "can be read but not changed" in answer.text
    assert QUESTION in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert db.scalar(select(func.count(Thread.id))) == 0


def test_a_program_gets_a_problem_that_says_when_to_come_back(ada, parking, resting):
    answer = ada.api("POST", "/threads", title=QUESTION, body=QUESTION, topic="parking")

    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    assert int(answer.headers["Retry-After"]) > 0


def test_reading_goes_on_and_every_page_says_so(ada, visitor, parking, resting):
    for person in (ada, visitor):
        for path in ("/", "/threads", "/topics/parking", "/ask"):
            page = person.get(path)
            assert page.status_code == 200
            assert page.text.count(BANNER) == 1
    assert ada.api("GET", "/threads").status_code == 200


def test_the_page_of_the_refusal_says_so_too(ada, parking, resting):
    assert BANNER in ask(ada).text


def test_people_can_still_sign_in_and_out(visitor, ada, resting):
    assert visitor.post("/sign-in", email="x@example.org", password=PASSWORD).status_code == 422
    assert ada.post("/sign-out").status_code == 303
    assert ada.get("/me").status_code == 401


def test_what_stays_open_is_there(app):
    assert set(app.view_functions) >= STILL_OPEN


def test_a_forged_form_is_still_refused_as_one(ada, resting):
    with ada.app.app_context():
        answer = ada.client.post("/ask", data={}, headers=OURS | {"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_switching_twice_changes_nothing_and_off_ends_it(ada, parking):
    for wanted in ("on", "on", "off", "off"):
        switch(wanted)

    assert not is_read_only()
    assert ask(ada).status_code == 303
    assert BANNER not in ada.get("/").text


def test_every_process_sees_the_switch_at_the_next_request(ada, parking):
    ask(ada)
    with writing():
        db.add(SiteSetting(name="read_only", value={}, version=1))

    assert ask(ada).status_code == 503


def test_what_was_looked_at_is_not_written_down(app, resting):
    written: list[object] = []
    app.extensions["house"].observed["thread_view"] = written.append
    cache.observe("thread_view", 1)

    cache.flush()

    assert written == []


def test_timed_work_waits_until_people_can_write_again(app, resting):
    with writing():
        tasks.plan("remind", "1", at=now())
        tasks.plan("alarms.call", "1", at=now())

    assert len(tasks.due()) == 1
    switch("off")
    assert len(tasks.due()) == 2


def test_readyz_says_that_the_site_is_read_only(visitor, resting):
    parts = visitor.get("/readyz").json["parts"]

    assert parts["saving"] == "The site is read-only: folkmoot readonly off ends it."


def test_readyz_says_that_the_database_is_read_only(app, visitor):
    assert visitor.get("/readyz").json["parts"]["saving"] == "ok"
    make_read_only(app)

    assert visitor.get("/readyz").json["parts"]["saving"] == health.NOTHING_SAVED


def test_readyz_says_that_the_disk_is_full_once_somebody_noticed(app, visitor, request):
    if not app.extensions["database"].is_sqlite:
        pytest.skip("the full disk is a limit of SQLite's")
    make_full(app)

    assert sign_up(visitor).status_code == 503
    assert visitor.get("/readyz").json["parts"]["saving"] == health.NOTHING_SAVED


def test_readyz_warns_before_the_disk_is_full(app, visitor, monkeypatch):
    monkeypatch.setattr(health, "LEAST_SPACE", 10**18)

    assert "The disk is nearly full" in visitor.get("/readyz").json["parts"]["saving"]
