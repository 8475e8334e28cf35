"""Each ticket has one person; it changes hands when the next one has read the note and says yes."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.errors import Conflict, Refused
from forum.kernel.mail import OutgoingMail
from moderation.helpdesk.models import Ticket, TicketOwner
from moderation.helpdesk.queries import locked_ticket
from moderation.owners import actions, queries, tasks
from moderation.owners.models import TicketTransfer
from moderation.rota.actions import set_availability
from moderation.staff.models import StaffFace, StaffService
from tests.cast import Person
from tests.factories import open_waste

NOTE = "She was promised a call on Tuesday."


@pytest.fixture
def held(ticket: Ticket, dev) -> Ticket:
    """Dev has claimed it, so it is his."""
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    return ticket


@pytest.fixture
def passed(held, dev, nell) -> TicketTransfer:
    passes_on(dev, held, nell)
    return the_transfer()


def passes_on(person: Person, ticket: Ticket, to: Person, note: str = NOTE):
    page = f"/desk/tickets/{ticket.reference}/transfers"
    return person.post(page, to=str(to.member_id), note=note)


def the_transfer() -> TicketTransfer:
    with fresh_reading():
        return db.query(TicketTransfer).order_by(TicketTransfer.id.desc()).limit(1).one()


def owner_of(ticket: Ticket) -> int | None:
    with fresh_reading():
        row = db.get(TicketOwner, ticket.id)
        return row.owner_id if row else None


def is_away(person: Person, **hours: int) -> None:
    with writing():
        set_availability(by=person.member, capacity=None, away_until=now() + timedelta(**hours))


def test_whoever_claims_a_ticket_first_is_responsible_for_it(held, dev, nell):
    dev.post(f"/desk/tickets/{held.reference}/claim/removal")
    nell.post(f"/desk/tickets/{held.reference}/claim")

    assert owner_of(held) == dev.member_id


def test_somebody_of_another_service_who_helps_out_is_not_it(ticket, nell, parking):
    with writing():
        waste = open_waste()
        db.add(StaffService(member_id=nell.member_id, service_id=waste.id))

    nell.post(f"/desk/tickets/{ticket.reference}/claim")

    assert owner_of(ticket) is None


def test_the_person_reads_who_looks_after_it(held, ada):
    assert "Dev, Parking team" in ada.get(f"/tickets/{held.reference}").text


def test_until_somebody_has_it_the_team_stands_there(ticket, ada):
    page = ada.get(f"/tickets/{ticket.reference}").text

    assert "Parking team. As soon as one person has it" in page


def test_whoever_does_not_want_their_name_read_is_shown_as_the_team(held, dev, ada):
    with writing():
        db.add(StaffFace(member_id=dev.member_id, is_team_only=True))

    page = ada.get(f"/tickets/{held.reference}").text
    assert "<b>Parking team</b>" in page
    assert "Dev," not in page


def test_the_mail_names_the_person_too(held, dev, deliver, outbox):
    dev.post(f"/desk/tickets/{held.reference}/messages", body="We look.", visibility="private")
    deliver()

    assert "Dev, Parking team looks after it." in outbox("ada@example.org")[-1]


def test_until_the_next_person_says_yes_it_stays_where_it_is(held, dev, nell):
    passes_on(dev, held, nell)

    assert owner_of(held) == dev.member_id
    assert NOTE in nell.get(f"/desk/tickets/{held.reference}").text


def test_the_next_person_reads_the_note_and_takes_it_on(passed, held, nell, ada):
    nell.post(f"/desk/transfers/{passed.id}/confirmation")

    assert owner_of(held) == nell.member_id
    assert the_transfer().state == "confirmed"
    assert "Nell, Parking team" in ada.get(f"/tickets/{held.reference}").text


def test_saying_yes_twice_is_harmless(passed, held, nell):
    for _ in range(2):
        assert nell.post(f"/desk/transfers/{passed.id}/confirmation").status_code == 303

    with fresh_reading():
        assert db.query(TicketTransfer).count() == 1


def test_whoever_said_they_are_away_since_can_still_say_yes(passed, held, nell):
    is_away(nell, hours=5)

    nell.post(f"/desk/transfers/{passed.id}/confirmation")

    assert owner_of(held) == nell.member_id


def test_without_a_note_nothing_is_passed_on(held, dev, nell):
    assert passes_on(dev, held, nell, note=" ").status_code == 422
    with fresh_reading():
        assert db.query(TicketTransfer).count() == 0


def test_the_same_form_sent_twice_passes_on_once(held, dev, nell):
    for _ in range(2):
        assert passes_on(dev, held, nell).status_code == 303

    with fresh_reading():
        assert db.query(TicketTransfer).count() == 1


def test_while_one_is_on_its_way_another_is_refused(passed, held, dev, mara, adam):
    with writing():
        ticket = db.get_one(Ticket, held.id)
        db.add(StaffService(member_id=mara.member_id, service_id=ticket.service_id))

    assert passes_on(dev, held, mara).status_code == 409


def test_somebody_who_does_not_have_it_cannot_pass_it_on(held, nell, dev):
    refused = passes_on(nell, held, dev)

    assert refused.status_code in (403, 422)
    with fresh_reading():
        assert db.query(TicketTransfer).count() == 0


def test_only_the_next_person_says_yes(passed, held, dev, mara):
    for person in (dev, mara):
        assert person.post(f"/desk/transfers/{passed.id}/confirmation").status_code == 403

    assert owner_of(held) == dev.member_id


def test_citizens_pass_nothing_on(passed, held, ada, nell):
    assert passes_on(ada, held, nell).status_code == 403
    assert ada.post(f"/desk/transfers/{passed.id}/confirmation").status_code == 403


def test_who_refuses_says_why_and_the_giver_hears_it(passed, held, dev, nell, deliver, outbox):
    nell.post(f"/desk/transfers/{passed.id}/refusal", reason="I am on leave from Tuesday.")
    deliver()

    assert owner_of(held) == dev.member_id
    assert "I am on leave from Tuesday." in outbox("dev@example.org")[-1]


def test_a_refusal_without_a_reason_is_none(passed, nell):
    assert nell.post(f"/desk/transfers/{passed.id}/refusal", reason="").status_code == 422
    assert the_transfer().state == "open"


def test_it_can_be_taken_back_and_passed_on_again(passed, held, dev, nell):
    dev.post(f"/desk/transfers/{passed.id}/removal")
    passes_on(dev, held, nell, note="Once more.")

    assert the_transfer().note == "Once more."
    assert nell.post(f"/desk/transfers/{passed.id}/confirmation").status_code == 409


def test_what_nobody_says_yes_to_goes_back_with_a_notice(
    passed, held, dev, nell, deliver, outbox, monday
):
    monday.shift(timedelta(hours=25))
    tasks.return_unconfirmed()
    tasks.return_unconfirmed()
    deliver()

    assert the_transfer().state == "returned"
    assert owner_of(held) == dev.member_id
    assert "did not say yes in time" in outbox("dev@example.org")[-1]
    assert nell.post(f"/desk/transfers/{passed.id}/confirmation").status_code == 409


def test_managers_say_how_long_the_next_person_may_take(mara, dev, held, nell):
    mara.post("/desk/transfers/time", hours="2")
    passes_on(dev, held, nell)

    assert the_transfer().ends_at == now() + timedelta(hours=2)
    assert mara.post("/desk/transfers/time", hours="0").status_code == 422
    assert dev.post("/desk/transfers/time", hours="2").status_code == 403


def test_a_manager_gives_over_what_somebody_away_has(held, dev, nell, mara):
    is_away(dev, hours=48)
    page = f"/desk/tickets/{held.reference}/owner"
    assert held.title in mara.get("/desk/transfers").text

    mara.post(page, to=str(nell.member_id), reason="Dev is ill.")

    assert owner_of(held) == nell.member_id
    assert the_transfer().state == "forced"
    with fresh_reading():
        assert db.query(AuditEntry).where(AuditEntry.deed == "ticket given over").count() == 1


def test_while_its_person_is_here_nobody_is_passed_over(held, nell, mara):
    page = f"/desk/tickets/{held.reference}/owner"

    refused = mara.post(page, to=str(nell.member_id), reason="I prefer Nell.")

    assert refused.status_code == 403
    assert "is here" in refused.text


def test_agents_give_nothing_over(held, dev, nell):
    is_away(dev, hours=48)
    page = f"/desk/tickets/{held.reference}/owner"

    assert nell.post(page, to=str(nell.member_id), reason="He is ill.").status_code == 403


def test_a_ticket_whose_person_left_is_listed_and_can_be_given_over(held, dev, nell, mara):
    with writing():
        db.get_one(Member, dev.member_id).role = Role.CITIZEN

    assert "Works for this service no more" in mara.get("/desk/transfers").text
    mara.post(
        f"/desk/tickets/{held.reference}/owner", to=str(nell.member_id), reason="He has left."
    )
    assert owner_of(held) == nell.member_id


def test_of_somebody_who_left_people_read_nothing(held, dev, ada):
    with writing():
        db.get_one(Member, dev.member_id).role = Role.CITIZEN

    assert "Dev" not in ada.get(f"/tickets/{held.reference}").text


def test_nobody_away_is_asked(held, dev, nell):
    is_away(nell, hours=5)

    assert passes_on(dev, held, nell).status_code == 422


def test_of_two_who_pass_it_on_at_once_one_gets_through(app, held, dev, nell, mara):
    with writing():
        service_id = db.get_one(Ticket, held.id).service_id
        db.add(StaffService(member_id=mara.member_id, service_id=service_id))
    start, refused = Barrier(2), []

    def passes(to_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    ticket = locked_ticket(held.id)
                    by = db.get_one(Member, dev.member_id)
                    actions.propose(ticket, to_id, by=by, note=NOTE)
            except Conflict:
                refused.append(to_id)

    _at_once([(passes, nell.member_id), (passes, mara.member_id)])

    with fresh_reading():
        assert db.query(TicketTransfer).count() == 1
    assert len(refused) == 1


def test_a_yes_and_a_taking_back_at_once_leave_one_of_them(app, passed, held, dev, nell):
    start, done = Barrier(2), []

    def decides(who: int) -> None:
        deed = actions.confirm if who == nell.member_id else actions.withdraw
        with app.app_context():
            start.wait()
            try:
                with writing():
                    transfer = queries.locked_transfer(passed.id)
                    deed(transfer, by=db.get_one(Member, who))
                done.append(who)
            except (Conflict, Refused):
                pass

    _at_once([(decides, nell.member_id), (decides, dev.member_id)])

    assert len(done) == 1
    assert owner_of(held) == done[0]


def _at_once(deeds) -> None:
    threads = [Thread(target=deed, args=(one,)) for deed, one in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_page_lists_what_waits_for_whom(passed, held, dev, nell):
    assert held.title in nell.get("/desk/transfers").text
    assert "Nothing waits for your yes." in dev.get("/desk/transfers").text


def test_the_mail_to_the_next_person_holds_the_note(passed, deliver, outbox):
    deliver()

    assert NOTE in outbox("nell@example.org")[-1]


def test_no_mail_asks_for_what_was_taken_back(passed, dev, deliver):
    dev.post(f"/desk/transfers/{passed.id}/removal")
    deliver()

    with fresh_reading():
        mail = db.query(OutgoingMail).where(OutgoingMail.kind == "transfer_proposed").one()
    assert mail.state == "dropped"


def test_what_became_one_for_managers_is_not_named_to_the_next_person(passed, held, nell, mara):
    mara.post(f"/desk/tickets/{held.reference}/kind", kind="legal_notice")

    assert held.title not in nell.get("/desk/transfers").text
    assert held.title not in nell.get("/desk/morning").text
