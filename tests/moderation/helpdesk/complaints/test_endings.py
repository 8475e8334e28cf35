"""How a ticket ends is said: closed is not fixed, and only the person says it is solved."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, fresh_reading
from moderation.helpdesk.models import StateMove
from tests.moderation.helpdesk.complaints.conftest import stored


@pytest.fixture
def closed(dev, mine):
    """We cannot do it, and say so."""
    form = {"state": "closed_unresolved", "reason": "cannot", "text": "There is no money for it."}
    dev.post(f"/desk/tickets/{mine.reference}/state", **form)
    return mine


@pytest.fixture
def mails(app, deliver):
    def texts() -> list[str]:
        deliver()
        folder = app.config["FOLKMOOT"].HOME / "mail"
        return [path.read_text() for path in sorted(folder.glob("*.eml"))]

    return texts


def reasons(ticket):
    with fresh_reading():
        rows = select(StateMove.state, StateMove.reason, StateMove.actor_id)
        rows = rows.where(StateMove.ticket_id == ticket.id).order_by(StateMove.id)
        return [tuple(row) for row in db.execute(rows)]


def test_fixmystreet_897_words_after_the_end_reach_the_desk(dev, closed, writes):
    writes("It is still dark.")

    assert stored(closed).state == "open"
    assert "It is still dark." in dev.get(f"/desk/tickets/{closed.reference}").text
    assert closed.title in dev.get("/desk").text


def test_fixmystreet_1339_1340_285_closed_is_not_counted_or_called_fixed(ada, dev, closed):
    page = ada.get(f"/tickets/{closed.reference}").text
    listed = ada.get("/me/tickets").text

    assert "Closed without a solution" in page
    assert "Closed without a solution" in listed
    assert stored(closed).state == "closed_unresolved"
    assert "resolved" not in [state for state, *_ in reasons(closed)]


def test_fixmystreet_330_269_nobody_is_congratulated_on_what_was_not_done(ada, closed, mails):
    texts = [text for text in mails() if "There is no money for it." in text]
    page = ada.get(f"/tickets/{closed.reference}").text

    assert len(texts) == 1
    assert "without a solution" in " ".join(texts[0].replace("=\n", "").split())
    for words in ("Glad", "This is solved", "it is solved"):
        assert words not in texts[0]
        assert words not in page


def test_fixmystreet_588_what_is_half_done_is_open_with_what_is_missing(
    ada, dev, mine, answers, writes, promises
):
    answers("The lamp is mended.")
    ada.post(f"/tickets/{mine.reference}/outcome", outcome="open")
    writes("The one next to it is not.")

    assert stored(mine).state == "open"
    assert promises()["resolution", 0].met_at is None
    assert promises()["next_response", 1].met_at is None
    assert "The one next to it is not." in dev.get(f"/desk/tickets/{mine.reference}").text


def test_fixmystreet_1148_what_is_opened_again_says_so_to_everybody(ada, dev, mine, answers):
    answers()
    ada.post(f"/tickets/{mine.reference}/outcome", outcome="solved")
    gone = dev.get("/desk").text
    ada.post(f"/tickets/{mine.reference}/outcome", outcome="open")

    assert mine.title not in gone
    assert mine.title in dev.get("/desk").text
    assert "We are working on it" in ada.get(f"/tickets/{mine.reference}").text
    assert reasons(mine)[-1] == ("open", "citizen_said", ada.member_id)


@pytest.mark.parametrize("who", ["dev", "adam"])
def test_glpi_474_nobody_says_for_the_person_that_it_is_solved(request, who, mine, answers):
    answers()
    staff = request.getfixturevalue(who)
    refused = staff.post(f"/tickets/{mine.reference}/outcome", outcome="solved")

    assert refused.status_code == 403
    assert "Only the person" in refused.text
    assert stored(mine).state == "answered"
    assert "citizen_said" not in [reason for _, reason, _ in reasons(mine)]


def test_glpi_474_the_desk_closes_in_its_own_name(dev, mine, answers):
    answers()
    form = {"state": "resolved", "reason": "", "text": ""}
    dev.post(f"/desk/tickets/{mine.reference}/state", **form)

    assert reasons(mine)[-1] == ("resolved", "by_hand", dev.member_id)
