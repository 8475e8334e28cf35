"""What an alert said before it was changed is kept, and can be put back."""

import pytest
from sqlalchemy import func

from forum.alerts.models import Alert
from forum.kernel.db import db, fresh_reading
from moderation.announcements.models import WordsChange
from tests.moderation.announcements.test_writing_alerts import WORDS, deeds, seen_in

LANE = "The meters on Mill Lane are broken"


@pytest.fixture
def alert(dev, parking):
    """The address of an alert that everybody reads."""
    url = dev.post("/desk/alerts/new", **WORDS).location
    dev.post(f"{url}/publication")
    return url


def changes(person, url, **other):
    """Look at it, then save it, as staff have to with what is public."""
    version = str(as_it_is().version)
    sent = WORDS | {"version": version} | other
    look = person.post(f"{url}/edit", **sent)
    return person.post(f"{url}/edit", **sent, seen=seen_in(look))


def as_it_is():
    with fresh_reading():
        return db.query(Alert).one()


def last_change():
    with fresh_reading():
        return db.query(func.max(WordsChange.id)).scalar()


def undoes(person, change_id, **how):
    return person.post(f"/desk/alerts/changes/{change_id}/removal", **how)


def test_what_it_said_before_is_shown_and_put_back(dev, visitor, alert):
    changes(dev, alert, title=LANE, body="Use the **station** car park.")
    kept = dev.get(alert).text

    page = undoes(dev, last_change(), follow=True).text

    assert "What was changed before" in kept
    assert "Use the **library** car park." in kept
    assert "This was undone." in page
    assert (as_it_is().title, as_it_is().body) == (WORDS["title"], WORDS["body"])
    assert LANE not in visitor.get("/").text
    public = visitor.get(f"/alerts/{as_it_is().id}-{as_it_is().slug}").text
    assert "<strong>library</strong>" in public
    assert deeds()[-1] == "alert change undone"


def test_its_times_stay_as_they_are_now(dev, alert):
    changes(dev, alert, title=LANE, ends="2030-01-01T10:00")

    undoes(dev, last_change())

    assert as_it_is().title == WORDS["title"]
    assert as_it_is().ends_at is not None


def test_where_no_word_differs_nothing_is_kept(dev, alert):
    changes(dev, alert, ends="2030-01-01T10:00")

    with fresh_reading():
        assert db.query(WordsChange).count() == 0
    assert "What was changed before" not in dev.get(alert).text


def test_twice_is_harmless(dev, alert):
    changes(dev, alert, title=LANE)
    change_id = last_change()

    assert [undoes(dev, change_id).status_code for _ in range(2)] == [303, 303]
    with fresh_reading():
        assert db.query(WordsChange).count() == 2


def test_what_was_undone_is_done_again_the_same_way(dev, alert):
    changes(dev, alert, title=LANE)
    undoes(dev, last_change())

    undoes(dev, last_change())

    assert as_it_is().title == LANE


def test_what_was_changed_again_since_is_not_put_back(dev, alert):
    changes(dev, alert, title=LANE)
    first = last_change()
    changes(dev, alert, title="The meters of all lanes are broken")

    answer = undoes(dev, first)

    assert answer.status_code == 403
    assert "Undo the later change first" in answer.text


def test_what_nobody_could_read_then_is_not_made_public_by_it(dev, visitor, parking):
    url = dev.post("/desk/alerts/new", **WORDS | {"title": "Call Mrs Vane"}).location
    dev.post(f"{url}/edit", **WORDS | {"version": "1"})
    change_id = last_change()
    dev.post(f"{url}/publication")

    answer = undoes(dev, change_id)

    assert answer.status_code == 403
    assert "Not everybody could read these words then" in answer.text
    assert "Vane" not in visitor.get("/").text


def test_a_draft_goes_back_too(dev, parking):
    url = dev.post("/desk/alerts/new", **WORDS).location
    dev.post(f"{url}/edit", **WORDS | {"title": LANE, "version": "1"})

    undoes(dev, last_change())

    assert as_it_is().title == WORDS["title"]


def test_nobody_but_the_desk_puts_back(ada, dev, visitor, alert):
    changes(dev, alert, title=LANE)
    change_id = last_change()

    assert undoes(ada, change_id).status_code == 403
    assert as_it_is().title == LANE


def test_a_change_that_is_not_there_is_said_so(dev, alert):
    answer = undoes(dev, 999)

    assert answer.status_code == 404
    assert "We cannot find this change." in answer.text
