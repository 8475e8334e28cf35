"""Both sides read what does not count and why; moderators read the case and give it back."""

from typing import Any

import pytest
from sqlalchemy import select

from forum.integrity.actions import note_networks, reverse
from forum.integrity.flow import Finding
from forum.integrity.grounds import Ground
from forum.integrity.models import NetworkSeen, Reversal, ReversalMember
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import publish
from forum.threads.events import PostVoted
from tests.moderation.conftest import answers, asks


@pytest.fixture
def reversal(ada, ben, parking, deliver):
    """Five votes of Ada for Ben that do not count."""
    threads = [asks(ada, parking, f"Where is my permit of {year}?") for year in range(2021, 2026)]
    posts = {answers(ben, thread): thread for thread in threads}
    with writing():
        for post, thread in posts.items():
            facts: dict[str, Any] = {"thread_id": thread, "post_id": post, "is_answer": True}
            facts |= {"before": 0, "value": 1, "author_id": ben.member_id}
            publish(PostVoted(actor_id=ada.member_id, **facts))
    deliver()
    if not (made := the_reversal()):
        pair = frozenset({ada.member_id}), frozenset({ben.member_id})
        with writing():
            reverse(Finding(Ground.BURST, *pair, 5, 5, frozenset(posts)), as_of=now())
        deliver()
        made = the_reversal()
    return made


def the_reversal():
    with fresh_reading():
        return db.query(Reversal).one_or_none()


def deeds():
    with fresh_reading():
        return [row.deed for row in db.query(AuditEntry).order_by(AuditEntry.id)]


def test_the_receiver_reads_how_many_points_and_why_and_whom_to_ask(ben, reversal):
    text = ben.get("/me").text
    assert "Some points do not count any more" in text

    page = ben.get(f"/me/points/{reversal.id}").text

    assert "17 points of yours do not count since" in page
    assert "voted for another five times or more within a day" in page
    assert "Contact us in private" in page
    assert "Ada" not in page


def test_the_giver_reads_that_nothing_is_lost(ada, reversal):
    page = ada.get(f"/me/points/{reversal.id}").text

    assert "You lose no points." in page
    assert "Ben" not in page


def test_nobody_else_reads_it(pia, cleo, visitor, reversal):
    assert pia.get(f"/me/points/{reversal.id}").status_code == 404
    assert cleo.get(f"/me/points/{reversal.id}").status_code == 404
    assert visitor.get(f"/me/points/{reversal.id}").status_code != 200


def test_a_moderator_reads_the_case_and_that_is_written_down(cleo, reversal):
    assert "Many votes in a day" in cleo.get("/desk/reversals").text

    page = cleo.get(f"/desk/reversals/{reversal.id}").text

    assert "5 votes of one person for another" in page
    assert "Ada Okafor" in page
    assert deeds()[-1] == "open reversal"


def test_of_a_shared_address_a_moderator_reads_one_sentence(ada, ben, cleo, reversal):
    pair = frozenset({ada.member_id}), frozenset({ben.member_id})
    with writing():
        row = db.get_one(Reversal, reversal.id)
        row.ground, row.part, row.whole = Ground.SHARED_ADDRESS, 11, 12
        note_networks([(one, "81.2.69.142", now().date()) for side in pair for one in side])
        (mark,) = set(db.scalars(select(NetworkSeen.mark)))

    page = cleo.get(f"/desk/reversals/{reversal.id}").text

    assert "Of 12 gifts in 90 days, 11 came from accounts that share a network" in page
    assert mark not in page
    assert "81.2.69.142" not in page


def test_others_do_not_read_the_case(ben, dev, reversal):
    for person in (ben, dev):
        assert person.get("/desk/reversals").status_code == 403
        assert person.get(f"/desk/reversals/{reversal.id}").status_code == 403
        given = person.post(f"/desk/reversals/{reversal.id}/removal", reason="Mine.")
        assert given.status_code == 403


def test_a_moderator_gives_everything_back_with_a_reason(cleo, ben, reversal, deliver):
    where = f"/desk/reversals/{reversal.id}"
    assert "Say in a sentence why." in cleo.post(f"{where}/removal", reason="").text

    for _ in range(2):
        page = cleo.post(f"{where}/removal", reason="They are neighbours.", follow=True).text
        assert "It was given back" in page
        assert "They are neighbours." in page

    deliver()
    assert deeds().count("points given back") == 1
    assert "Everything counts again" in ben.get(f"/me/points/{reversal.id}").text
    assert "Points count again" in ben.get("/me").text
    assert "Many votes in a day" in cleo.get("/desk/reversals?show=undone").text


def test_the_case_is_in_the_data_one_can_take_along(ben, reversal):
    with fresh_reading():
        assert db.query(ReversalMember).where(ReversalMember.member_id == ben.member_id).count()
    assert '"reversals"' in ben.get("/me/data.json").text


def test_a_reversal_that_is_not_there(cleo):
    assert cleo.get("/desk/reversals/999999").status_code == 404
