"""What kind a ticket is says who sees it, how its clock runs and whom one can turn to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.written import write_up
from forum.services.actions import change_service
from forum.services.queries import facts_of, service_called
from moderation.helpdesk import actions, queries
from moderation.helpdesk.kinds import KINDS, suggested
from moderation.helpdesk.letters import promise_at_risk
from moderation.helpdesk.models import PromiseChange, Ticket
from moderation.helpdesk.promises import months_after
from moderation.helpdesk.tasks import mark_broken_promises, renew_outdated_promises
from tests.forum.services.times import at
from tests.moderation.conftest import does_the_steps

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def of_kind(visitor, parking):
    """A ticket through the private door, of that kind from the beginning."""

    def opened(kind):
        with writing():
            return actions.open_contact(
                title="About my file",
                body=write_up("Please send me what you hold."),
                email="robin@example.org",
                kind=kind,
            )

    return opened


@pytest.fixture
def set_to(ticket, dev):
    """The desk says what kind Ada's ticket is."""
    return lambda kind: dev.post(f"/desk/tickets/{ticket.reference}/kind", kind=kind)


def due_of(ticket, clock="resolution"):
    with fresh_reading():
        return next(p for p in queries.promises_of(ticket.id) if p.clock == clock).due_at


def changes():
    with fresh_reading():
        rows = db.query(PromiseChange).order_by(PromiseChange.id)
        return [(one.clock, one.why, one.due_before, one.due_at) for one in rows]


def test_a_request_for_information_has_twenty_working_days(of_kind):
    assert due_of(of_kind("information_request")) == at("2026-03-30 10:00")


def test_a_request_for_ones_own_data_has_a_month_of_the_calendar(of_kind):
    """Opened on 2 March at ten in the morning; the clocks go forward in between."""
    assert due_of(of_kind("personal_data_request")) == at("2026-04-02 10:00")


@pytest.mark.parametrize(
    ("moment", "months", "until"),
    [
        ("2026-01-31T12:00", 1, "2026-02-28T12:00"),
        ("2028-01-31T12:00", 1, "2028-02-29T12:00"),
        ("2026-12-15T12:00", 1, "2027-01-15T12:00"),
        ("2026-03-28T12:00", 1, "2026-04-28T11:00"),
        ("2026-10-20T11:00", 1, "2026-11-20T12:00"),
        ("2026-03-31T11:00", 12, "2027-03-31T11:00"),
    ],
)
def test_a_month_is_the_same_day_by_the_clock_on_the_wall(moment, months, until):
    found = months_after(datetime.fromisoformat(moment).replace(tzinfo=UTC), months, zone=LONDON)

    assert found == datetime.fromisoformat(until).replace(tzinfo=UTC)


def test_where_the_clock_may_not_pause_it_runs_on_while_we_wait(of_kind, dev):
    ticket = of_kind("personal_data_request")
    form = {"state": "waiting_citizen", "reason": "", "text": "Who are you?"}
    dev.post(f"/desk/tickets/{ticket.reference}/state", **form)

    assert due_of(ticket) == at("2026-04-02 10:00")


def test_saying_what_kind_it_is_gives_its_open_promises_anew(ticket, set_to):
    before = due_of(ticket)
    set_to("complaint")

    assert due_of(ticket, "first_response") == at("2026-03-09 10:00")
    assert due_of(ticket) == at("2026-03-16 10:00")
    assert changes()[1] == ("resolution", "kind", before, at("2026-03-16 10:00"))


def test_saying_it_twice_changes_nothing_the_second_time(ticket, set_to):
    for _ in range(2):
        set_to("complaint")

    assert len(changes()) == 2


def test_what_is_broken_or_met_stays_as_it_was(ticket, set_to, monday):
    monday.move_to("2026-03-05T10:00:00+00:00")
    mark_broken_promises()
    set_to("complaint")

    with fresh_reading():
        first = queries.promises_of(ticket.id)[0]
    assert first.broken_at == at("2026-03-04 10:00")
    assert [clock for clock, *_ in changes()] == ["resolution"]


@pytest.mark.parametrize("kind", ["", "nonsense"])
def test_a_kind_nobody_knows_is_refused(ticket, set_to, now_is, kind):
    assert set_to(kind).status_code == 422
    assert now_is().kind == "question"


def test_only_the_desk_says_it(ada, cleo, ticket, now_is):
    for who in (ada, cleo):
        sent = who.post(f"/desk/tickets/{ticket.reference}/kind", kind="complaint")
        assert sent.status_code in (403, 404)

    assert now_is().kind == "question"


def test_what_only_managers_see_is_gone_for_the_desk_and_stays_with_its_writer(
    ada, dev, adam, ticket, set_to
):
    answer = set_to("legal_notice")

    assert answer.location == "/desk"
    assert dev.get(f"/desk/tickets/{ticket.reference}").status_code == 404
    assert ticket.title not in dev.get("/desk").text
    assert dev.api("GET", "/tickets").json["items"] == []
    assert adam.get(f"/desk/tickets/{ticket.reference}").status_code == 200
    assert ticket.title in adam.get("/desk").text
    assert ada.get(f"/tickets/{ticket.reference}").status_code == 200


def test_whoever_may_not_see_it_any_more_is_mailed_nothing_about_it(
    dev, ticket, set_to, deliver, monday
):
    dev.post(f"/desk/tickets/{ticket.reference}/claim")
    set_to("legal_notice")
    monday.move_to("2026-03-20T10:00:00+00:00")
    deliver()

    with fresh_reading():
        sent = db.query(OutgoingMail).where(OutgoingMail.kind == "promise_at_risk").all()
        letters = [promise_at_risk(mail) for mail in sent]
    assert letters
    assert not any(letters)


def test_whoever_is_answered_reads_whom_they_can_turn_to(ada, dev, ticket, set_to, deliver):
    set_to("complaint")
    before = ada.get(f"/tickets/{ticket.reference}").text
    does_the_steps(dev, ticket.id)
    dev.post(f"/desk/tickets/{ticket.reference}/answer", body="We were wrong.", to="person")

    assert "Ombudsman" not in before
    assert "Ombudsman" in ada.get(f"/tickets/{ticket.reference}").text


def test_the_page_of_the_promise_says_that_it_was_given_anew(ada, ticket, set_to):
    set_to("complaint")

    words = ada.get(f"/tickets/{ticket.reference}/promise").text
    assert "We found out what kind of request it is" in words
    assert "and is now by" in words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I want to make a formal complaint.", "complaint"),
        ("Under the Freedom of Information Act I ask for the contracts.", "information_request"),
        ("This is a subject access request.", "personal_data_request"),
        ("My neighbour’s child is in danger.", "safety_concern"),
        ("The lamp in Mill Lane is broken.", "fault"),
        ("A letter before claim is attached.", "legal_notice"),
        ("I write for my constituent.", "member_enquiry"),
        ("I complain: the data you hold on me is wrong.", "personal_data_request"),
        ("Rwyf am wneud cwyn am y biniau.", "complaint"),
        ("O dan y Ddeddf Rhyddid Gwybodaeth, hoffwn y contractau.", "information_request"),
        ("Mae plentyn drws nesaf mewn perygl.", "safety_concern"),
        ("Mae’r lamp yn Lôn y Felin wedi torri.", "fault"),
        ("Mae fy nghyfreithiwr yn ysgrifennu atoch.", "legal_notice"),
    ],
)
def test_a_text_is_read_for_what_it_may_be(text, kind):
    found = suggested(text)

    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    "text",
    ["When does the pool open?", "", "Where do I renew a permit?", "Pryd mae’r pwll gwyn yn agor?"],
)
def test_most_texts_are_questions(text):
    assert suggested(text) is None


def test_the_desk_reads_the_suggestion_and_nothing_is_set_by_itself(dev, visitor, parking):
    with writing():
        body = write_up("Under the Freedom of Information Act I ask for the contracts.")
        mine = actions.open_contact(title="Contracts", body=body, email="robin@example.org")

    page = dev.get(f"/desk/tickets/{mine.reference}").text
    assert "“Freedom of Information” sounds like: A request for information." in page
    assert as_kept(mine).kind == "question"


def as_kept(ticket):
    with fresh_reading():
        return db.get_one(Ticket, ticket.id)


@pytest.fixture
def changed(adam):
    """A manager changes the parking service, and the worker has looked."""

    def change(**facts):
        with writing():
            service = service_called("parking", lock=True)
            if closed := facts.pop("closed", None):
                calendar = dict(facts_of(service)["calendar"])
                facts["calendar"] = calendar | {"closures": {closed: "Flood"}}
            change_service(service, by=adam.member, facts=facts)
        renew_outdated_promises()

    return change


def test_a_day_on_which_the_service_stays_shut_moves_what_is_open(ticket, changed):
    changed(closed="2026-03-03")

    assert due_of(ticket, "first_response") == at("2026-03-05 10:00")
    assert changes()[0][1] == "service"


def test_a_shorter_promise_counts_for_what_is_open_too(ticket, changed):
    changed(first_response_minutes=480)

    assert due_of(ticket, "first_response") == at("2026-03-03 10:00")


def test_a_longer_one_never_does(ticket, changed):
    before = due_of(ticket)
    changed(resolution_minutes=9600)

    assert due_of(ticket) == before
    assert changes() == []


def test_a_shorter_one_breaks_nothing_that_was_in_time(ticket, changed, monday):
    before = due_of(ticket, "first_response")
    monday.move_to("2026-03-03T12:00:00+00:00")
    changed(first_response_minutes=60)
    mark_broken_promises()

    assert due_of(ticket, "first_response") == before
    with fresh_reading():
        assert db.query(PublishedEvent).where(PublishedEvent.kind == "promise_broken").count() == 0


def test_each_change_is_looked_at_once(ticket, changed):
    changed(closed="2026-03-03")
    renew_outdated_promises()

    assert queries.outdated() == []
    assert len(changes()) == 2


def test_every_kind_has_words_and_the_first_is_what_nobody_has_said(parking):
    assert KINDS[0].code == "question"
    assert len({kind.code for kind in KINDS}) == len({kind.label for kind in KINDS}) == 8
