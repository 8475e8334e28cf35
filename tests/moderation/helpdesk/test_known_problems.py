"""While there is a known problem its time is shown, and stops a clock where the service says so."""

from email import policy
from email.parser import BytesParser

import pytest

from forum.alerts.actions import (
    Draft,
    change_alert,
    end_alert,
    publish_alert,
    reopen_alert,
    write_alert,
)
from forum.alerts.models import Alert
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from forum.services.models import Service
from moderation.helpdesk import actions, queries
from moderation.helpdesk.actions import move_along
from moderation.helpdesk.models import PromiseChange, Ticket
from moderation.helpdesk.promises import Entry, Lasting, Promised, deadline_of, reckon
from moderation.helpdesk.states import State
from tests.forum.services.times import OFFICE, at
from tests.moderation.catalogue.conftest import fields_of, words_of

MONDAY = at("2026-03-02 10:00")
EDIT = "/desk/services/parking/edit"
HISTORY = "/desk/services/parking/history"


def set_policy(adam, incidents):
    shown = adam.post(EDIT, **fields_of(adam.get(EDIT)) | {"incidents": incidents})
    return adam.post(EDIT, **fields_of(shown))


@pytest.fixture
def stops(adam, parking):
    """The service says that the time of a known problem does not count."""
    set_policy(adam, "stopped")


@pytest.fixture
def declares(dev, parking):
    """Dev declares a known problem of the parking service; gives its id."""

    def declare(title="The permit system is down", *, kind="problem", begins=None, ends=None):
        with writing():
            service_id = db.query(Service).one().id
            begins_at = at(begins) if begins else MONDAY
            body = write_up("We are working on it.")
            draft = Draft(service_id, kind, title, body, begins_at, at(ends) if ends else None)
            alert = write_alert(draft, by=dev.member)
            publish_alert(alert, by=dev.member)
            return alert.id

    return declare


def ends(dev, alert_id):
    with writing():
        end_alert(db.get_one(Alert, alert_id), by=dev.member)


def due_of(ticket):
    with fresh_reading():
        return {clock.name: clock.due_at for clock in queries.clocks_of(ticket.id)}


def changes_of(ticket):
    with fresh_reading():
        rows = db.query(PromiseChange).where(PromiseChange.ticket_id == ticket.id)
        return [(row.clock, row.why) for row in rows.order_by(PromiseChange.id)]


def test_as_long_as_nobody_says_otherwise_a_problem_changes_no_promise(
    ticket, declares, deliver, now_is
):
    before = due_of(ticket)

    declares()
    deliver()

    assert due_of(ticket) == before
    assert changes_of(ticket) == []


def test_its_time_stands_on_the_page_of_the_promise_by_itself(
    visitor, ticket, declares, dev, monday
):
    monday.move_to(at("2026-03-02 11:00"))
    alert_id = declares(begins="2026-03-02 11:00")
    monday.move_to(at("2026-03-02 12:30"))
    ends(dev, alert_id)
    monday.move_to(at("2026-03-02 15:00"))

    page = visitor.get(f"/tickets/{ticket.reference}/promise")

    said = words_of(page)
    known = "there was a known problem (The permit system is down)"
    assert f"11 am to 12.30 pm: counted, though {known}" in said
    assert "It did not stop the clock." in said
    assert f'href="/alerts/{alert_id}-the-permit-system-is-down"' in page.text


def test_where_the_service_says_so_its_time_does_not_count(
    visitor, stops, ticket, declares, dev, deliver, monday
):
    monday.move_to(at("2026-03-02 11:00"))
    alert_id = declares(begins="2026-03-02 11:00")
    deliver()
    while_it_lasts = due_of(ticket)
    monday.move_to(at("2026-03-02 12:30"))
    ends(dev, alert_id)
    deliver()

    assert while_it_lasts == {"first_response": None, "resolution": None}
    assert due_of(ticket)["first_response"] == at("2026-03-04 11:30")
    said = words_of(visitor.get(f"/tickets/{ticket.reference}/promise"))
    assert "11 am to 12.30 pm: not counted, for there was a known problem" in said
    assert "We found out" not in said
    assert "A known problem began or ended, or was changed" in said


def test_the_question_says_why_the_clock_stands_still(
    visitor, stops, ticket, question, declares, deliver
):
    declares()
    deliver()

    said = words_of(visitor.get(f"/threads/{question}", follow_redirects=True))

    assert "The clock stands still while a known problem lasts" in said
    assert "until we hear from the person who asked" not in said


def test_an_end_that_is_known_is_counted_at_once(stops, ticket, declares, deliver):
    declares(begins="2026-03-02 10:00", ends="2026-03-02 14:00")
    deliver()

    assert due_of(ticket)["first_response"] == at("2026-03-04 14:00")


def test_an_end_that_was_taken_back_stops_the_clock_again(
    stops, ticket, declares, dev, deliver, monday
):
    alert_id = declares()
    monday.move_to(at("2026-03-02 12:00"))
    ends(dev, alert_id)
    deliver()
    with writing():
        reopen_alert(db.get_one(Alert, alert_id), by=dev.member)
    deliver()

    assert due_of(ticket)["first_response"] is None
    assert changes_of(ticket)[-1][1] == "incident"


def test_a_correction_of_its_beginning_is_worked_out_anew(
    stops, ticket, declares, dev, deliver, monday
):
    monday.move_to(at("2026-03-02 13:00"))
    alert_id = declares(begins="2026-03-02 11:00", ends="2026-03-02 15:00")
    deliver()
    before = due_of(ticket)["first_response"]
    with writing():
        alert = db.get_one(Alert, alert_id)
        body = write_up(alert.body)
        times = at("2026-03-02 12:00"), at("2026-03-02 15:00")
        wanted = Draft(alert.service_id, alert.kind, alert.title, body, *times)
        change_alert(alert, wanted, by=dev.member, version=alert.version)
    deliver()

    assert before == at("2026-03-04 14:00")
    assert due_of(ticket)["first_response"] == at("2026-03-04 13:00")


def test_one_that_is_still_to_come_stops_the_clock_when_it_begins(
    stops, ticket, declares, deliver, monday
):
    before = due_of(ticket)
    declares(begins="2026-03-02 14:00")
    deliver()
    told_early = due_of(ticket)
    monday.move_to(at("2026-03-02 14:01"))
    deliver()

    assert told_early == before
    assert due_of(ticket)["first_response"] is None


def test_planned_work_and_drafts_stop_no_clock(stops, ticket, declares, dev, parking, deliver):
    before = due_of(ticket)
    declares(kind="planned")
    with writing():
        service_id = db.query(Service).one().id
        draft = Draft(service_id, "problem", "Not said yet", write_up("Wait."), MONDAY)
        write_alert(draft, by=dev.member)
    deliver()

    assert due_of(ticket) == before


def test_time_that_is_waited_for_the_person_is_not_taken_off_twice():
    log = [
        Entry("new", MONDAY),
        Entry("waiting_citizen", at("2026-03-02 11:00")),
        Entry("open", at("2026-03-02 14:00")),
    ]
    problem = Lasting(at("2026-03-02 12:00"), at("2026-03-02 15:00"), "It is down", "/alerts/1")
    promised = Promised(OFFICE, 480, MONDAY, counts_incidents=False, incidents=(problem,))

    assert deadline_of(promised, log, now=at("2026-03-02 16:00")) == at("2026-03-03 14:00")


def test_nobody_is_warned_while_a_problem_stops_the_clock():
    problem = Lasting(at("2026-03-02 12:00"), None, "It is down", "/alerts/1")
    promised = Promised(OFFICE, 480, MONDAY, counts_incidents=False, incidents=(problem,))

    found = reckon(promised, [Entry("new", MONDAY)], met_at=None, now=at("2026-03-20 12:00"))

    assert (found.due_at, found.warn_at) == (None, None)


def test_what_was_promised_before_the_service_changed_its_mind_stays_as_it_was(
    adam, ticket, declares, deliver
):
    before = due_of(ticket)
    set_policy(adam, "stopped")
    declares()
    deliver()

    assert due_of(ticket) == before


def test_a_time_that_the_law_sets_is_never_stopped(stops, declares, deliver):
    with writing():
        letter = actions.open_contact(
            title="My data",
            body=write_up("What do you know of me?"),
            email="robin@example.org",
            kind="personal_data_request",
        )
        letter_id, reference = letter.id, letter.reference
    declares()
    deliver()

    with fresh_reading():
        due = {clock.name: clock.due_at for clock in queries.clocks_of(letter_id)}
    assert due["resolution"] is not None, reference


def test_the_policy_is_previewed_kept_with_its_history_and_undone(adam, parking):
    shown = adam.post(EDIT, **fields_of(adam.get(EDIT)) | {"incidents": "stopped"})
    assert "The time of a known problem Counts Does not count" in words_of(shown)

    adam.post(EDIT, **fields_of(shown))
    history = words_of(adam.get(HISTORY))
    with fresh_reading():
        kept = db.query(Service).one().counts_incidents
    adam.post(f"{HISTORY}/1/removal")

    assert "The time of a known problem" in history
    assert kept is False
    with fresh_reading():
        assert db.query(Service).one().counts_incidents is True


def test_the_ticket_and_its_acknowledgement_name_the_problem(
    visitor, letter, declares, deliver, dev
):
    from moderation.helpdesk.keys import key_to

    alert_id = declares()
    deliver()
    address, key = f"/alerts/{alert_id}-the-permit-system-is-down", key_to(letter.id)
    opened = visitor.get(f"/tickets/{letter.reference}/opened?key={key}")
    shown = visitor.get(f"/tickets/{letter.reference}?key={key}")

    for page in (opened, shown):
        assert "There is a known problem: The permit system is down" in words_of(page)
        assert address in page.text


def test_the_mail_names_the_problem_with_its_address(declares, visitor, parking, deliver, app):
    alert_id = declares()
    visitor.post(
        "/contact",
        title="My permit",
        body="Where is it?",
        name="Robin",
        email="robin@example.org",
        about="",
    )
    deliver()

    folder = app.config["FOLKMOOT"].HOME / "mail"
    letters = [
        BytesParser(policy=policy.default).parsebytes(path.read_bytes())
        for path in folder.glob("*.eml")
    ]
    (body,) = [one.get_body(("plain",)) for one in letters if "we have it" in one["subject"]]
    assert body is not None
    text = body.get_content()
    assert "There is a known problem: The permit system is down" in text
    assert f"/alerts/{alert_id}-the-permit-system-is-down" in text


def test_a_closed_ticket_is_bothered_no_more(stops, visitor, letter, declares, deliver):
    from moderation.helpdesk.keys import key_to

    with writing():
        mine = queries.locked_ticket(letter.id)
        move_along(mine, State.WITHDRAWN, by_id=None, reason="not_needed")
    declares()
    deliver()

    page = visitor.get(f"/tickets/{letter.reference}?key={key_to(letter.id)}")
    assert "There is a known problem" not in words_of(page)
    assert changes_of(letter) == []
    with fresh_reading():
        assert not db.get_one(Ticket, letter.id).is_live


def test_hearing_of_it_twice_changes_nothing_more(stops, ticket, declares, deliver):
    from moderation.helpdesk.tasks import heed_incident

    alert_id = declares()
    deliver()
    once = changes_of(ticket)
    heed_incident(alert_id)

    assert changes_of(ticket) == once
    with fresh_reading():
        assert db.query(OutgoingMail).where(OutgoingMail.kind == "promise_at_risk").count() == 0


def test_only_promises_that_a_problem_stops_are_read(stops, ticket, declares, statements):
    alert_id = declares()

    with statements() as said, fresh_reading():
        found = queries.stopped_by(alert_id)
        (last,) = [one for one in said if "ticket_promise" in one]
        services, plan = 1, ""
        if db.get_bind().dialect.name == "sqlite":
            plan = str(
                db.connection().exec_driver_sql(f"explain query plan {last}", (services,)).all()
            )

    assert found == [ticket.id]
    assert "SCAN ticket_promise" not in plan or "ix_ticket_promise_stopped" in plan
