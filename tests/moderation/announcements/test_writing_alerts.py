"""Staff write an alert, see what people will read, publish it, add to it, end it, reopen it."""

import re

import pytest

from forum.alerts.models import Alert, AlertUpdate
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading

WORDS = {
    "service": "parking",
    "kind": "problem",
    "title": "The meters are broken",
    "body": "Use the **library** car park.",
    "begins": "",
    "ends": "",
    "version": "0",
}


@pytest.fixture
def draft(dev, parking):
    """The address of a draft on the desk."""
    return dev.post("/desk/alerts/new", **WORDS).location


def seen_in(answer):
    (seen,) = re.findall(r'name="seen" value="(\w+)"', answer.get_data(as_text=True))
    return seen


def deeds():
    with fresh_reading():
        return [entry.deed for entry in db.query(AuditEntry).order_by(AuditEntry.id)]


def test_a_draft_shows_page_and_mail_before_anybody_reads_them(dev, visitor, ada, draft):
    ada.post("/services/parking/follow", wanted="yes")

    page = dev.get(draft).data

    assert b"What people read on its page" in page
    assert b"<strong>library</strong>" in page
    assert b"The mail 1 follower gets" in page
    assert b"Something is wrong: The meters are broken" in page
    assert b"The meters are broken" not in visitor.get("/alerts").data


def test_publishing_makes_it_public_and_is_written_down(dev, visitor, draft):
    said = dev.post(f"{draft}/publication", follow=True)

    assert b"The alert is published" in said.data
    assert b"The meters are broken" in visitor.get("/").data
    assert deeds() == ["alert written", "alert published"]


def test_an_update_is_shown_first_and_published_only_as_it_was_shown(dev, draft):
    dev.post(f"{draft}/publication")
    version = dev.get(draft).get_data(as_text=True).split('name="version" value="')[1].split('"')[0]
    sent = {"body": "A fitter is on the way.", "version": version}

    look = dev.post(f"{draft}/updates", **sent)
    changed = dev.post(f"{draft}/updates", **sent | {"body": "Other words", "seen": seen_in(look)})
    before = db.query(AlertUpdate).count()
    done = dev.post(f"{draft}/updates", **sent, seen=seen_in(look))

    assert b"Publish this update" in look.data
    assert b"Publish this update" in changed.data
    assert before == 0
    assert done.status_code == 303
    with fresh_reading():
        assert [one.body for one in db.query(AlertUpdate)] == ["A fitter is on the way."]


def test_what_is_public_is_shown_again_before_it_changes(dev, draft, visitor):
    dev.post(f"{draft}/publication")
    sent = WORDS | {"title": "The meters on Mill Lane are broken", "version": "2"}

    look = dev.post(f"{draft}/edit", **sent)
    unchanged = visitor.get("/alerts").data
    done = dev.post(f"{draft}/edit", **sent, seen=seen_in(look))

    assert b"What people will read" in look.data
    assert b"Mill Lane" not in unchanged
    assert done.status_code == 303
    assert b"The meters on Mill Lane are broken" in visitor.get("/alerts").data


def test_a_draft_changes_at_once(dev, draft):
    done = dev.post(f"{draft}/edit", **WORDS | {"title": "The barrier is stuck", "version": "1"})

    assert done.status_code == 303
    assert b"The barrier is stuck" in dev.get(draft).data


def test_ending_and_reopening(dev, draft, visitor):
    dev.post(f"{draft}/publication")

    ended = dev.post(f"{draft}/end", follow=True)
    quiet = visitor.get("/").data
    dev.post(f"{draft}/end/removal")

    assert b"You can reopen it for one day" in ended.data
    assert b"The meters are broken" not in quiet
    assert b"The meters are broken" in visitor.get("/").data
    assert deeds()[-2:] == ["alert ended", "alert reopened"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Write the alert in one sentence."),
        ({"service": "nothing"}, "Choose the service it is about."),
        ({"kind": "rumour"}, "Say whether something is wrong or planned."),
        ({"begins": "tomorrow"}, "Write the day and the time"),
        ({"ends": "0001-01-01T00:00"}, "Write the day and the time"),
        (
            {"begins": "2026-03-20T10:00", "ends": "2026-03-20T09:00"},
            "The end must be after the beginning.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(dev, parking, wrong, words):
    answer = dev.post("/desk/alerts/new", **WORDS | wrong)

    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert "Use the **library** car park." in answer.get_data(as_text=True)


def test_times_are_by_the_clock_of_the_place(dev, parking):
    times = {"begins": "2026-07-01T09:00", "ends": "2026-07-02T09:00"}

    dev.post("/desk/alerts/new", **WORDS | times)

    with fresh_reading():
        alert = db.query(Alert).one()
        assert alert.begins_at.isoformat() == "2026-07-01T08:00:00+00:00"


@pytest.mark.parametrize("who", ["ada", "cleo", "pia"])
def test_the_door_is_shut_for_others(who, draft, request):
    person = request.getfixturevalue(who)

    assert person.get("/desk/alerts").status_code == 403
    assert person.post(f"{draft}/publication").status_code == 403


def test_the_list_shows_drafts_first(dev, draft, parking):
    dev.post(f"{draft}/publication")
    dev.post("/desk/alerts/new", **WORDS | {"title": "The barrier is stuck"})

    page = dev.get("/desk/alerts").get_data(as_text=True)

    assert page.index("The barrier is stuck") < page.index("The meters are broken")
