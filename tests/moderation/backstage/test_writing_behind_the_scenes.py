"""Staff write a note on a page, publish it, and say what became of a plan."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.inside.models import InsideNote
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading


def said(**changed: str) -> dict[str, str]:
    fields = {"kind": "plan", "service": "parking", "title": "Larger signs", "body": "In May."}
    return fields | {"planned_for": "2099-05-01", "version": "0"} | changed


def only_note() -> InsideNote | None:
    with fresh_reading():
        return db.scalars(select(InsideNote)).one_or_none()


def in_days(days: int) -> str:
    return (now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def note(dev, parking) -> int:
    dev.post("/desk/inside/new", **said())
    there = only_note()
    assert there
    return there.id


def test_a_plan_from_its_draft_to_what_became_of_it(dev, visitor, note):
    desk = f"/desk/inside/{note}"
    dev.post(f"{desk}/edit", **said(title="Very large signs", version="1"))
    dev.post(f"{desk}/state", state="published")
    assert visitor.get(f"/inside/{note}").status_code == 404

    assert "Say what became of it." in dev.post(f"{desk}/outcome", words="So.").text
    page = dev.post(f"{desk}/outcome", outcome="changed", words="Lamps.", follow=True).text

    assert "Everybody." in page
    text = visitor.get(f"/inside/{note}").text
    assert "Very large signs" in text
    assert "We did something else" in text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"planned_for": ""}, "Say by when."),
        ({"planned_for": "May"}, "Write the day like"),
        ({"kind": "notice", "about": "planned"}, "Say when everybody reads it."),
        ({"kind": "notice", "about": "danger"}, "Write an alert instead."),
        ({"about": "problem"}, "Write an alert instead."),
        ({"title": ""}, "Write in one line"),
        ({"service": "none"}, "Choose the service"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(dev, parking, wrong, told):
    answer = dev.post("/desk/inside/new", **said(**wrong))

    assert answer.status_code == 422
    assert told in answer.text
    assert "In May." in answer.text
    assert only_note() is None


def test_a_notice_that_is_too_early_stays_a_draft(dev, parking):
    told = said(kind="notice", about="planned", public_at=in_days(40))
    dev.post("/desk/inside/new", **told)
    note = only_note()
    assert note

    answer = dev.post(f"/desk/inside/{note.id}/state", state="published")

    assert answer.status_code == 422
    assert "in the next 14 days" in answer.text
    assert dev.get(f"/desk/inside/{note.id}").text.count("Draft, only staff see it")


def test_citizens_open_none_of_it(ada, visitor, note):
    for path in ("/desk/inside", "/desk/inside/new", f"/desk/inside/{note}"):
        assert ada.get(path).status_code == 403
        assert visitor.get(path).status_code in (302, 401)
    assert ada.post(f"/desk/inside/{note}/state", state="published").status_code == 403
