"""The demo town shows everything there is, in a plausible order, whenever it is first started."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.accounts.models import Member, Standing
from forum.accounts.standing import Rung
from forum.alerts.models import Alert
from forum.articles.models import Article
from forum.articles.queries import made_from
from forum.hats.models import WornHat
from forum.hats.queries import worn_on
from forum.helping.models import Adoption, GroupMessage, HelpingHour, TopicCoach
from forum.home.demo import build_town, log_ins, people
from forum.ideas.models import Idea
from forum.ideas.states import Stage
from forum.kernel.clock import at
from forum.kernel.db import db, writing
from forum.kernel.diary import tell_demo
from forum.kernel.events import Pending, PublishedEvent
from forum.kernel.house import house
from forum.kernel.mail import OutgoingMail
from forum.kernel.site import make_pilot, site
from forum.services.demo import HOURS
from forum.services.hours import calendar_from, elapsed
from forum.services.models import Service, UsualWait
from forum.services.queries import all_services
from forum.surveys.models import Survey, SurveyAnswer
from forum.threads.models import Answer, Thread
from moderation.asking_back.queries import by_service
from moderation.beginners.models import FirstAnswer
from moderation.closings.models import Lesson
from moderation.disclosures.models import Disclosure
from moderation.duty.models import DutyShift
from moderation.helpdesk.kinds import KINDS
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.queries import open_steps
from moderation.helpdesk.states import State
from moderation.histories.queries import figures
from moderation.holds.models import LegalHold
from moderation.macros.models import Referral
from moderation.morning.models import ShiftNote
from moderation.owners.models import TicketTransfer
from moderation.persons.models import PersonLink, SharedNote
from moderation.problems.models import Problem, ProblemLink
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.reasons import Deed
from moderation.rota.models import MemberSkill
from moderation.sanctions.models import Sanction
from moderation.staff.models import StaffService, StaffStart
from moderation.subtasks.models import Subtask
from moderation.waits.queries import calibration
from moderation.workload.queries import busiest, outlook

SUNDAY_THE_CLOCKS_CHANGE = datetime(2026, 3, 29, 3, 30, tzinfo=UTC)
BETWEEN_HOLIDAYS = datetime(2026, 12, 27, 23, 50, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 14, 10, tzinfo=UTC)
"""29 and 30 days before it are a weekend, so both fall on one Friday."""
MOMENTS = (SUNDAY_THE_CLOCKS_CHANGE, BETWEEN_HOLIDAYS, MONDAY)


def how_many(model):
    return db.query(model).count()


def counts():
    return [how_many(model) for model in (Member, Thread, Idea, Ticket, Report, PublishedEvent)]


def its_states(model):
    return {row.state for row in db.query(model)}


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_whenever_it_starts_it_shows_everything_in_order(app, deliver, moment):
    with writing():
        make_pilot()
    with at(moment):
        tell_demo()
        assert not site().is_pilot, "whoever looks at the demo can sign up"
        _shows_all_there_is()
        _shows_the_rooms_of_staff()
        _shows_a_group()
        _tells_how_long_things_take()
        _says_how_it_was()
        _shows_hats()
        _is_in_order(moment)
        deliver()
        db.rollback()
        assert [finding for check in house().checks.values() for finding in check()] == []
        assert how_many(Pending) == 0
        assert how_many(OutgoingMail) == 0


def _shows_a_group():
    assert (how_many(TopicCoach), how_many(Adoption), how_many(HelpingHour)) == (2, 1, 3)
    assert {message.is_from_staff for message in db.query(GroupMessage)} == {True, False}


def _says_how_it_was():
    """Of one service at least enough answers are there to be shown; not everybody has answered."""
    assert any(one.found.is_told for one in by_service())
    assert 0 < how_many(SurveyAnswer) < how_many(Survey)


def _shows_hats():
    """Three people have said an answer for somebody; one of them may no longer."""
    said = {one.answer_id: one for one in db.query(WornHat)}
    assert sorted(one.is_live for one in worn_on(list(said)).values()) == [False, True, True]


def _shows_all_there_is():
    assert how_many(Service) == 8
    assert 40 <= how_many(Thread) <= 50
    assert its_states(Thread) == {"visible", "hidden", "deleted"}
    assert its_states(Answer) == {"visible", "hidden", "deleted"}
    assert how_many(Idea) == 25
    assert {idea.stage for idea in db.query(Idea)} == set(Stage)
    assert its_states(Ticket) == set(State)
    assert {ticket.kind for ticket in db.query(Ticket)} == {kind.code for kind in KINDS}
    assert {ticket.source_kind for ticket in db.query(Ticket)} == {"thread", "idea", "direct"}
    assert {decision.deed for decision in db.query(Decision)} >= {Deed.DISMISS, Deed.SUSPEND}
    assert {appeal.outcome for appeal in db.query(Appeal)} == {None, "upheld"}
    assert {alert.when for alert in db.query(Alert)} == {"now", "planned", "past", "draft"}
    assert its_states(Article) == {"draft", "published"}
    assert {len(made_from(article.id)) for article in db.query(Article)} == {0, 2}
    promises = db.query(TicketPromise).all()
    assert {(promise.met_at is None, promise.broken_at is None) for promise in promises} == {
        *((False, True), (False, False), (True, True), (True, False))
    }
    assert {standing.rung for standing in db.query(Standing)} >= {
        *(Rung.REGULAR, Rung.FOLLOWER, Rung.ADVOCATE)
    }


def _shows_the_rooms_of_staff():
    assert {one.state for one in db.query(Problem)} == {"open", "known_error", "solved"}
    assert how_many(ProblemLink) >= 4
    assert {one.state for one in db.query(TicketTransfer)} >= {"confirmed", "refused", "returned"}
    assert {one.agreed_at is None for one in db.query(PersonLink)} == {True, False}
    assert db.query(SharedNote).one().reply
    assert {one.state for one in db.query(Subtask)} == {"open", "done"}
    assert {one.state for one in db.query(FirstAnswer)} == {"sent", "changes", "waiting"}
    assert {one.confirmed_at is None for one in db.query(ShiftNote)} == {True, False}
    assert {one.released_at is None for one in db.query(LegalHold)} == {True, False}
    assert {one.outcome for one in db.query(Disclosure)} == {"full", "part"}
    assert db.query(Referral).one().accepted == "taken"
    assert how_many(Lesson) == 3
    assert how_many(MemberSkill) == 6
    assert {one.policy_version is None for one in db.query(StaffStart)} == {False}
    assert len({one.member_id for one in db.query(StaffService)}) == 6
    assert {alert.topic is None for alert in db.query(Alert)} == {True, False}
    first = outlook(busiest(all_services()))
    assert first is not None
    assert first.each_can > 0
    assert any(load.expected for load in first.days)
    assert how_many(DutyShift) > 30
    assert {len(open_steps(one)) for one in db.query(Ticket).filter(Ticket.is_live)} >= {0, 1}


def _tells_how_long_things_take():
    services = {wait.service_id for wait in db.query(UsualWait)}
    assert len(services) == how_many(Service)
    assert calibration()[-1].is_told
    assert len(figures()) >= how_many(Service)


def _is_in_order(moment):
    ledger = [row.happened_at for row in db.query(PublishedEvent).order_by(PublishedEvent.id)]
    assert ledger == sorted(ledger)
    assert ledger[-1] <= moment
    assert ledger[0] < moment - timedelta(days=365)
    hours, a_moment = calendar_from(HOURS), timedelta(minutes=2)
    for answer in db.query(Answer):
        assert answer.written_at > answer.thread.asked_at
        if answer.author.is_staff:
            assert elapsed(hours, answer.written_at - a_moment, answer.written_at)


def test_a_second_start_changes_nothing_and_people_can_sign_in(app, deliver, visitor):
    tell_demo()
    deliver()
    before = counts()

    tell_demo()
    deliver()

    assert counts() == before
    _lets_in(visitor, people.email_of("Ada Okafor"))
    _has_said_why_somebody_is_paused()
    _opens_to(visitor)


def test_a_first_start_that_is_killed_leaves_nothing_behind(app, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    def stops_halfway(diary):
        build_town(diary)
        diary.write(diary.today - timedelta(days=100), killed)

    monkeypatch.setattr(house(), "demo", [stops_halfway])

    with pytest.raises(KeyboardInterrupt):
        tell_demo()

    assert counts() == [0, 0, 0, 0, 0, 0]


def _lets_in(visitor, email):
    printed = "\n".join(log_ins())
    answer = visitor.post("/sign-in", email=email, password=people.PASSWORD)

    assert email in printed
    assert people.PASSWORD in printed
    assert answer.status_code == 303


def _has_said_why_somebody_is_paused():
    (paused,) = [member for member in db.query(Member) if member.suspended_until]
    sanction = db.query(Sanction).filter_by(member_id=paused.id, measure="suspend").one()
    assert sanction.until == paused.suspended_until


def _opens_to(visitor):
    for thread in db.query(Thread).filter(Thread.state != "visible"):
        assert visitor.get(f"/threads/{thread.id}-{thread.slug}").status_code in (404, 410)
    for thread in db.query(Thread).filter(Thread.answer_count > 4):
        assert visitor.get(f"/threads/{thread.id}-{thread.slug}").status_code == 200
    for idea in db.query(Idea):
        answer = visitor.get(f"/ideas/{idea.id}-{idea.slug}")
        assert answer.status_code == {"published": 200, "held": 404}.get(idea.state, 410)
