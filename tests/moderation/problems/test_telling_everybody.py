"""One update is written once and reaches everybody exactly once, and nobody else."""

from datetime import timedelta

import pytest

from forum.accounts.standing import Role
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.tasks import Work
from forum.threads.models import Answer
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Ticket
from moderation.problems import actions, checks, tasks
from moderation.problems.models import ProblemUpdate
from tests.cast import make_person
from tests.moderation.bundles.conftest import writes_in
from tests.moderation.conftest import as_stored, asks, escalates
from tests.moderation.problems.conftest import (
    hidden,
    links,
    sent_rows,
    tells,
    written_on,
)

NEWS = "A fuse has burnt. We mend it on Friday."


@pytest.fixture
def linked(dev, problem, hers, his):
    links(dev, problem, hers.reference)
    links(dev, problem, his.reference)
    return problem


def on_thread(thread_id: int) -> list[tuple[str, bool]]:
    with fresh_reading():
        rows = db.query(Answer).where(Answer.thread_id == thread_id).order_by(Answer.id)
        return [(one.body, one.is_official) for one in rows]


def test_the_preview_names_exactly_those_who_get_it(dev, ada, linked, hers, his, parking):
    other = writes_in(ada, "My bin was not emptied")
    thread_id = asks(ada, parking, "Why is it dark?")
    links(dev, linked, str(thread_id))
    with_public, _ = tells(dev, linked, NEWS, public_body="We mend it.")
    without, _ = tells(dev, linked, NEWS)

    assert "2 tickets, 1 question" in with_public.text
    assert "2 tickets, 0 questions" in without.text
    for ticket in (hers, his):
        assert ticket.reference in with_public.text
    assert other.reference not in with_public.text


def test_nothing_is_sent_by_the_preview(dev, linked, hers, deliver):
    url = f"/desk/problems/{linked.id}/updates/new"
    dev.post(url, nonce="a", body=NEWS)
    deliver()

    assert written_on(hers) == []


def test_each_linked_ticket_gets_it_as_a_message_and_a_mail(dev, linked, hers, his, mails):
    tells(dev, linked, NEWS)

    texts = [text for text in mails() if NEWS in text]
    assert written_on(hers) == written_on(his) == [(NEWS, "private")]
    assert len(texts) == 2
    assert as_stored(hers.id).state == "open"
    assert "2 told" in dev.get(f"/desk/problems/{linked.id}").text


def test_the_form_sent_twice_tells_once(dev, linked, hers, deliver):
    url = f"/desk/problems/{linked.id}/updates/new"
    preview = dev.post(url, nonce="once", body=NEWS).text
    seen = {name: hidden(preview, name) for name in ("seen", "whom")}
    for _ in range(2):
        dev.post(url, nonce="once", body=NEWS, **seen)
    deliver()
    deliver()

    assert written_on(hers) == [(NEWS, "private")]


def test_when_others_came_meanwhile_the_list_is_shown_again(dev, ada, linked, hers, deliver):
    url = f"/desk/problems/{linked.id}/updates/new"
    preview = dev.post(url, nonce="late", body=NEWS).text
    seen = {name: hidden(preview, name) for name in ("seen", "whom")}
    late = writes_in(ada, "Another dark lamp")
    links(dev, linked, late.reference)
    again = dev.post(url, nonce="late", body=NEWS, **seen)
    deliver()

    assert again.status_code == 409
    assert late.reference in again.text
    assert written_on(hers) == []


def test_a_changed_word_is_looked_at_again(dev, linked, hers, deliver):
    url = f"/desk/problems/{linked.id}/updates/new"
    preview = dev.post(url, nonce="word", body=NEWS).text
    seen = {name: hidden(preview, name) for name in ("seen", "whom")}
    dev.post(url, nonce="word", body="Something else.", **seen)
    deliver()

    assert written_on(hers) == []


@pytest.mark.parametrize("dies_after", [1, 2, 3, 4])
def test_a_worker_killed_in_between_tells_each_once(
    app, dev, ada, problem, parking, deliver, monkeypatch, dies_after
):
    tickets = [writes_in(ada, f"Lamp number {number}") for number in range(5)]
    for ticket in tickets:
        links(dev, problem, ticket.reference)
    tells(dev, problem, NEWS)
    with fresh_reading():
        update_id = db.query(ProblemUpdate).one().id
    real, done = actions.deliver, []

    def dies(sent_id: int) -> None:
        real(sent_id)
        done.append(sent_id)
        if len(done) == dies_after:
            raise KeyboardInterrupt  # before this transaction is committed

    monkeypatch.setattr(actions, "deliver", dies)
    with pytest.raises(KeyboardInterrupt):
        tasks.send(update_id)
    monkeypatch.undo()
    told_before = sum(len(written_on(ticket)) for ticket in tickets)
    tasks.send(update_id)
    deliver()

    assert told_before == dies_after - 1
    assert [written_on(ticket) for ticket in tickets] == [[(NEWS, "private")]] * 5
    assert all(row.sent_at for row in sent_rows())


def test_a_long_list_is_told_in_chunks(dev, linked, hers, his, deliver, monkeypatch):
    monkeypatch.setattr("moderation.problems.queries.told.AT_ONCE", 1)
    tells(dev, linked, NEWS)
    deliver()

    assert written_on(hers) == written_on(his) == [(NEWS, "private")]
    with fresh_reading():
        assert db.query(Work).where(Work.name == "problems.send_more").count() == 2


def test_what_was_closed_meanwhile_is_not_written_to(dev, ada, linked, hers, his, deliver):
    tells(dev, linked, NEWS)
    ada.post(f"/tickets/{hers.reference}/withdrawal", reason="not_needed")
    deliver()

    assert written_on(hers) == []
    assert written_on(his) == [(NEWS, "private")]
    assert (
        "1 not told, because they were closed or hidden"
        in dev.get(f"/desk/problems/{linked.id}").text
    )


def test_a_joined_ticket_is_told_by_the_one_it_was_joined_with(dev, linked, hers, his, deliver):
    dev.post(f"/desk/tickets/{his.reference}/merge", other=hers.reference)
    preview, _ = tells(dev, linked, NEWS)
    deliver()

    assert "1 ticket," in preview.text
    assert written_on(hers) == [(NEWS, "private")]
    assert written_on(his) == []


def test_questions_get_nothing_but_the_public_text(dev, ada, linked, hers, parking, deliver):
    thread_id = asks(ada, parking, "Why is it dark?")
    links(dev, linked, str(thread_id))
    tells(dev, linked, NEWS)
    deliver()
    silent = on_thread(thread_id)
    tells(dev, linked, "Nora lives at number 4.", public_body="The lamps are mended on Friday.")
    deliver()

    assert silent == []
    assert on_thread(thread_id) == [("The lamps are mended on Friday.", False)]
    assert "number 4" not in ada.get(f"/threads/{thread_id}", follow_redirects=True).text


def test_a_question_with_its_own_ticket_is_told_in_one_place(
    dev, ada, problem, question, ticket, mails
):
    links(dev, problem, str(question))
    links(dev, problem, ticket.reference)
    tells(dev, problem, "For you alone.", public_body="The lamps are mended on Friday.")
    texts = mails()

    assert on_thread(question) == [("The lamps are mended on Friday.", False)]
    assert written_on(ticket) == [("The lamps are mended on Friday.", "public")]
    assert as_stored(ticket.id).state == "open"
    assert not [text for text in texts if "For you alone." in text]


def test_solving_it_offers_one_answer_for_all(dev, ada, linked, hers, question, mails):
    ticket = escalates(ada, question)
    links(dev, linked, str(question))
    links(dev, linked, ticket.reference)
    form = {"state": "solved", "version": "1"}
    offered = dev.post(f"/desk/problems/{linked.id}/state", **form)
    page = dev.get(offered.location).text
    tells(dev, linked, "It is mended.", public_body="The lamps shine again.", is_answer="y")
    mails()

    assert "updates/new" in offered.location
    assert "checked" in page
    assert as_stored(hers.id).state == as_stored(ticket.id).state == "answered"
    assert on_thread(question) == [("The lamps shine again.", True)]
    assert len(written_on(ticket)) == 1


def test_nobody_takes_a_claimed_ticket_away_by_answering_all(app, dev, linked, hers, deliver):
    mara = make_person(app, "Mara Stone", role=Role.MANAGER)
    with writing():
        desk.claim(db.get_one(Ticket, hers.id), by=mara.member)
    tells(dev, linked, "It is mended.", is_answer="y")
    deliver()

    assert as_stored(hers.id).state == "answered"
    assert as_stored(hers.id).assignee_id == mara.member_id


def test_without_anybody_to_read_it_nothing_is_written(dev, problem):
    _, answer = tells(dev, problem, NEWS)

    assert answer.status_code == 403
    assert "Nobody would read it" in answer.text


def test_nobody_but_the_desk_writes_to_all(cleo, ada, linked):
    url = f"/desk/problems/{linked.id}/updates/new"

    assert cleo.get(url).status_code == 403
    assert ada.post(url, nonce="x", body=NEWS).status_code == 403


def test_a_new_ticket_reads_the_last_update_in_its_acknowledgement_and_it_is_no_reply_of_ours(
    dev, ada, linked, parking, question, mails
):
    links(dev, linked, str(question))
    tells(dev, linked, NEWS)
    mails()
    ticket = escalates(ada, question)
    texts = [text for text in mails() if ticket.reference in text]

    assert len(texts) == 1
    assert NEWS in texts[0]
    assert "Your reference is" in texts[0]
    assert written_on(ticket) == []
    assert NEWS in ada.get(f"/tickets/{ticket.reference}").text
    assert as_stored(ticket.id).state == "new"


def test_the_doctor_finds_an_update_that_is_stuck(dev, linked, monday):
    tells(dev, linked, NEWS)
    monday.shift(timedelta(hours=2))

    with fresh_reading():
        assert [one.subject_id for one in checks.all_told()] == [linked.id]
