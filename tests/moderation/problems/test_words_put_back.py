"""What was said of a problem before it was changed is kept, and can be put back."""

import pytest

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading
from moderation.announcements.models import WordsChange
from moderation.problems.models import Problem
from tests.moderation.announcements.test_words_put_back import last_change
from tests.moderation.problems.conftest import LAMP, as_it_is, hidden
from tests.moderation.problems.test_keeping_problems import form_with, moves

SAID = {"workaround": "Take a torch.", "cause": "A burnt fuse."}


def changes(person, problem: Problem, parking, **other: str):
    """Look at it, then save it, as staff have to with what everybody may read."""
    url = f"/desk/problems/{problem.id}/edit"
    here = as_it_is(problem)
    known = SAID if here.cause else {}
    is_public = {"is_public": "y"} if here.is_public else {}
    sent = form_with(parking, version=str(here.version), **(known | is_public | other))
    look = person.post(url, **sent)
    return person.post(url, **sent, seen=hidden(look.text, "seen"))


def undoes(person, change_id: int, **how):
    return person.post(f"/desk/problems/changes/{change_id}/removal", **how)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("title", LAMP),
        ("body", "Twelve lamps have no power."),
        ("workaround", "Take a torch."),
        ("cause", "A burnt fuse."),
    ],
)
def test_each_text_is_put_back(dev, public, parking, name, before):
    changes(dev, public, parking, **{name: "Something else."})
    changed = getattr(as_it_is(public), name)

    page = undoes(dev, last_change(), follow=True).text

    assert changed == "Something else."
    assert getattr(as_it_is(public), name) == before
    assert "This was undone." in page
    with fresh_reading():
        newest = db.query(AuditEntry).order_by(AuditEntry.id.desc()).limit(1).one()
    assert newest.deed == "problem change undone"


def test_the_desk_reads_what_it_said_and_everybody_reads_what_it_says(
    dev, visitor, public, parking
):
    changes(dev, public, parking, workaround="Walk along Mill Lane.")

    assert "Take a torch." in dev.get(f"/desk/problems/{public.id}").text
    assert "Take a torch." not in visitor.get(f"/known-problems/{public.id}").text


def test_only_its_words_go_back(dev, public, parking):
    changes(dev, public, parking, title="Lamps", owner=str(dev.member_id))

    undoes(dev, last_change())

    assert (as_it_is(public).title, as_it_is(public).owner_id) == (LAMP, dev.member_id)


def test_a_known_error_keeps_what_people_can_do(dev, public, parking):
    changes(dev, public, parking, workaround="")
    changes(dev, public, parking, workaround="Walk along Mill Lane.")
    moves(dev, public, "known_error", version=as_it_is(public).version)

    answer = undoes(dev, last_change())

    assert answer.status_code == 422
    assert as_it_is(public).workaround == "Walk along Mill Lane."


def test_what_nobody_could_read_then_is_not_made_public_by_it(dev, visitor, problem, parking):
    changes(dev, problem, parking, body="Mrs Vane of number 4 cut the cable.")
    changes(dev, problem, parking, body="A cable is cut.", is_public="y")

    answer = undoes(dev, last_change())

    assert answer.status_code == 403
    assert "Not everybody could read these words then" in answer.text
    assert "Vane" not in visitor.get(f"/known-problems/{problem.id}").text


def test_twice_is_harmless_and_a_later_change_comes_first(dev, public, parking):
    changes(dev, public, parking, title="Lamps")
    first = last_change()
    changes(dev, public, parking, title="All lamps")
    second = last_change()

    refused = undoes(dev, first)
    done = [undoes(dev, second).status_code for _ in range(2)]

    assert refused.status_code == 403
    assert done == [303, 303]
    assert as_it_is(public).title == "Lamps"
    with fresh_reading():
        assert db.query(WordsChange).count() == 3


def test_nobody_but_the_desk_puts_back(ada, dev, public, parking):
    changes(dev, public, parking, title="Lamps")

    assert undoes(ada, last_change()).status_code == 403
    assert as_it_is(public).title == "Lamps"
