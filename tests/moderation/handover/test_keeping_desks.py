"""Managers keep outside desks on a page: seen before it is saved, undoable, the password hidden."""

import pytest
from sqlalchemy import select, text

from forum.kernel.db import db, fresh_reading
from moderation.handover import queries
from moderation.handover.models import DeskChange, OutsideDesk

FORM = {
    "name": "Highways office",
    "kind": "zammad",
    "address": "https://desk.example.org",
    "target": "Highways",
    "services": "parking",
    "states": "closed = open\nin progress = waiting_third_party",
    "sends_name": "y",
    "notice": "They get your name.",
    "version": "0",
}

WRONG = [
    ({"address": "http://desk.example.org"}, "begins with https://"),
    ({"address": "https://desk.example.org:8443"}, "begins with https://"),
    ({"address": "https://me@desk.example.org"}, "begins with https://"),
    ({"address": "file:///etc/passwd"}, "begins with https://"),
    ({"address": "https://[half"}, "begins with https://"),
    ({"address": ""}, "begins with https://"),
    ({"target": ""}, "Write their group"),
    ({"notice": ""}, "before name or e-mail leave"),
    ({"states": "closed"}, "one state in each line"),
    ({"states": "closed = resolved"}, "one state in each line"),
    ({"key_field": "a b"}, "the name of the field"),
    ({"kind": "carrier pigeon"}, "Choose how it is reached"),
    ({"kind": "email", "address": "nobody"}, "address"),
    ({"name": ""}, "Write the name of the desk"),
]


@pytest.fixture(autouse=True)
def _town(parking):
    return parking


def saves(person, url, **form):
    """Look at the preview, then save exactly that."""
    page = person.post(url, **form)
    assert page.status_code == 200, page.text
    seen = page.text.split('name="seen" value="')[1].split('"')[0]
    return person.post(url, **(form | {"seen": seen}))


def the_desk():
    with fresh_reading():
        return db.scalars(select(OutsideDesk)).one()


def test_a_desk_is_seen_before_it_is_saved(adam):
    page = adam.post("/desk/outside/new", **FORM)
    assert "What changes" in page.text
    assert "closed = It is back with us" in page.text
    with fresh_reading():
        assert db.scalars(select(OutsideDesk)).all() == []

    answer = saves(adam, "/desk/outside/new", **FORM)

    assert answer.status_code == 303
    assert the_desk().name == "Highways office"
    assert "Highways office" in adam.get("/desk/outside").text


def test_only_managers_keep_desks(dev, cleo, ada, adam):
    saves(adam, "/desk/outside/new", **FORM)
    desk_id = the_desk().id

    for person in (dev, cleo, ada):
        assert person.get("/desk/outside/new").status_code == 403
        assert person.get(f"/desk/outside/{desk_id}/edit").status_code == 403
        assert person.post(f"/desk/outside/{desk_id}/password", out="x").status_code == 403
    assert dev.get("/desk/outside").status_code == 200
    assert "Add an outside desk" not in dev.get("/desk/outside").text


def test_what_cannot_work_is_refused_in_plain_words(adam):
    for wrong, said in WRONG:
        answer = adam.post("/desk/outside/new", **(FORM | wrong))

        assert answer.status_code == 422, wrong
        assert said in answer.text, wrong


def test_two_desks_have_two_names_and_a_service_has_one_desk(adam):
    saves(adam, "/desk/outside/new", **FORM)

    same = saves(adam, "/desk/outside/new", **FORM)
    other = saves(adam, "/desk/outside/new", **(FORM | {"name": "Another"}))

    assert "a desk of this name already" in same.text
    assert "hands over to another desk already" in other.text
    assert the_desk().name == "Highways office"


def test_a_change_can_be_undone_and_twice_is_harmless(adam):
    saves(adam, "/desk/outside/new", **FORM)
    desk_id = the_desk().id
    new = FORM | {"version": "1", "name": "Roads", "states": "done = open"}
    new.pop("services")
    saves(adam, f"/desk/outside/{desk_id}/edit", **new)
    assert the_desk().name == "Roads"

    with fresh_reading():
        change_id = db.scalars(select(DeskChange.id).order_by(DeskChange.id.desc())).first()
    for _ in range(2):
        answer = adam.post(f"/desk/outside/changes/{change_id}/removal")

    assert answer.status_code == 303
    page = adam.get(f"/desk/outside/{desk_id}/edit").text
    assert 'value="Highways office"' in page
    assert "closed = open" in page
    assert "This was undone." in page


def test_a_desk_is_retired_not_taken_away(adam):
    saves(adam, "/desk/outside/new", **FORM)
    with fresh_reading():
        change_id = db.scalars(select(DeskChange.id)).one()

    answer = adam.post(f"/desk/outside/changes/{change_id}/removal")

    assert answer.status_code == 403
    assert "Retire it instead" in answer.text


def test_who_came_too_late_is_told_so(adam):
    saves(adam, "/desk/outside/new", **FORM)
    desk_id = the_desk().id
    saves(adam, f"/desk/outside/{desk_id}/edit", **(FORM | {"version": "1", "target": "A"}))

    late = saves(adam, f"/desk/outside/{desk_id}/edit", **(FORM | {"version": "1", "target": "B"}))

    assert late.status_code == 409


def test_the_password_is_locked_away_and_shown_to_nobody(adam):
    saves(adam, "/desk/outside/new", **FORM)
    desk_id = the_desk().id

    answer = adam.post(f"/desk/outside/{desk_id}/password", out="zam-TOKEN", theirs="hook-SECRET")

    assert answer.status_code == 303
    page = adam.get(f"/desk/outside/{desk_id}/edit").text
    assert "There is one. It is shown to nobody." in page
    with fresh_reading():
        kept = str(db.execute(text("select * from desk_secret")).all())
        changes = str(db.execute(text("select before, after from desk_change")).all())
    for secret in ("zam-TOKEN", "hook-SECRET"):
        assert secret not in page + kept + changes


def test_a_password_left_empty_stays(adam):
    saves(adam, "/desk/outside/new", **FORM)
    desk_id = the_desk().id
    adam.post(f"/desk/outside/{desk_id}/password", out="zam-TOKEN", theirs="hook-SECRET")

    adam.post(f"/desk/outside/{desk_id}/password", out="", theirs="new-SECRET")

    with fresh_reading():
        kept = queries.secret_out(desk_id), queries.secret_in(desk_id)
    assert kept == ("zam-TOKEN", "new-SECRET")


def test_a_desk_that_is_not_there_is_not_found(adam):
    for path in ("/desk/outside/999/edit", "/desk/outside/99999999999999999999/edit"):
        assert adam.get(path).status_code == 404
