"""What a racer can do: one short deed a line of the table, done as a page would do it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import insert, select, update

from forum.accounts.actions import sign_up
from forum.accounts.models import Member
from forum.alerts import actions as alerts
from forum.alerts.queries import visible_alert
from forum.ballots import actions as ballots
from forum.ballots.queries import ballot_about
from forum.hats import actions as hats
from forum.hats.queries import locked_grant
from forum.ideas import actions as ideas
from forum.ideas.queries import visible_idea
from forum.kernel import limits, relay, tasks, totals
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.house import house
from forum.kernel.limits import Limit
from forum.kernel.mail.sending import send_due
from forum.kernel.written import write_up
from forum.mail_follows.actions import ask_to_follow, end
from forum.referrals import actions as referrals
from forum.reputation.reactions import ENTERING
from forum.rounds import actions as rounds
from forum.rounds.queries import question_numbered, round_to_ask_in
from forum.services.queries import service_called
from forum.surveys import actions as surveys
from forum.threads import actions as threads
from forum.threads.models import Thread
from forum.threads.queries import visible_answer, visible_thread
from forum.topics.models import Topic
from forum.votes.actions import cast
from forum.votes.models import Vote
from moderation.catalogue import actions as catalogue
from moderation.catalogue import sheet
from moderation.catalogue.forms import usual_calendar
from moderation.catalogue.queries import change_of, judged
from moderation.catalogue.views.sheets import STARTER
from moderation.helpdesk import actions as helpdesk
from moderation.helpdesk.queries import visible_ticket
from moderation.helpdesk.tasks import escalate_unsolved_threads
from moderation.reports import actions as reports
from moderation.reports.actions import Reporter, Statement
from moderation.reports.queries import appeal_to_hear, locked_case, post_of
from moderation.reports.reasons import Deed
from tests.races.doors import accept_invitation, let_go, show_code
from tests.races.joining import connect, part
from tests.races.tally import Tally

PATIENCE = 60.0
LOOK_TO_WRITE = 0.02  # seconds: else, on a busy machine, one racer could be done before the next
FEW = Limit("few", 50, timedelta(hours=1), "That was a lot. Wait an hour.")


def vote(*, member_id: int, answer_id: int, value: int) -> None:
    with writing():
        by = member(member_id)
        threads.vote_on(visible_answer(answer_id, to=by), by=by, value=value)


def ballot(*, member_id: int, subject_id: int, value: int) -> int:
    """The vote alone, against included; answers what the score changes by."""
    with writing():
        return cast(by=member(member_id), subject_id=subject_id, value=value).difference


def naive_vote(*, member_id: int, answer_id: int, value: int) -> None:
    """As one must not do it: look first, then write; the score read and written back."""
    with writing():
        by = member(member_id)
        answer = visible_answer(answer_id, to=by)
        mine = select(Vote).where(Vote.member_id == member_id, Vote.subject_id == answer_id)
        if db.execute(mine).first():
            return
        time.sleep(LOOK_TO_WRITE)
        row = insert(Vote).values(member_id=member_id, subject_id=answer_id, value=value)
        db.execute(row)
        answer.score = answer.score + value


def thank(*, member_id: int, answer_id: int, wanted: bool) -> None:
    deed = threads.thank if wanted else threads.withdraw_thanks
    with writing():
        by = member(member_id)
        deed(visible_answer(answer_id, to=by), by=by)


def share(*, member_id: int, thread_id: int, wanted: bool) -> None:
    deed = threads.share_problem if wanted else threads.withdraw_shared_problem
    with writing():
        by = member(member_id)
        deed(visible_thread(thread_id, to=by), by=by)


def support(*, member_id: int, idea_id: int, wanted: bool) -> None:
    """Without a lock on the idea, as the page does it: the action locks it itself."""
    deed = ideas.support if wanted else ideas.withdraw_support
    with writing():
        by = member(member_id)
        deed(visible_idea(idea_id, to=by), by=by)


def look_at_idea(*, member_ids: list[int], idea_id: int) -> None:
    """A batch of what pages have observed."""
    with writing():
        ideas.note_viewers([(member_id, idea_id) for member_id in member_ids])


def propose(*, member_id: int, topic_id: int, title: str) -> int:
    body = write_up("The same words each time.")
    with writing():
        topic = db.get_one(Topic, topic_id)
        return ideas.propose(by=member(member_id), topic=topic, title=title, body=body).id


def decide_idea(*, member_id: int, idea_id: int, summary: str) -> None:
    with writing():
        by = member(member_id)
        idea = visible_idea(idea_id, to=by)
        ideas.decide(idea, by=by, stage="in_review", summary=summary)


def escalate_idea(*, member_id: int, idea_id: int) -> tuple[str, bool]:
    """The reference, and whether the ticket is new."""
    with writing():
        by = member(member_id)
        idea = visible_idea(idea_id, to=by, lock=True)
        ticket, is_new = helpdesk.escalate_idea(idea, by=by, reason="It is broken")
        return ticket.reference, is_new


def refresh_totals() -> int:
    return totals.refresh_stale()


def accept(*, member_id: int, answer_id: int) -> None:
    with writing():
        by = member(member_id)
        threads.accept_answer(visible_answer(answer_id, to=by, lock=True), by=by)


def ask(*, member_id: int, topic_id: int, title: str) -> int:
    body = write_up("The same words each time.")
    with writing():
        topic = db.get_one(Topic, topic_id)
        return threads.ask(by=member(member_id), topic=topic, title=title, body=body).id


def answer(*, member_id: int, thread_id: int, text: str) -> int:
    body = write_up(text)
    with writing():
        by = member(member_id)
        thread = visible_thread(thread_id, to=by, lock=True)
        return threads.answer_thread(thread, by=by, body=body).number


def edit(*, member_id: int, thread_id: int, text: str, revision: int) -> str:
    body = write_up(text)
    with writing():
        by = member(member_id)
        thread = visible_thread(thread_id, to=by, lock=True)
        threads.edit_post(thread, by=by, body=body, revision=revision)
    return text


def escalate(*, member_id: int, thread_id: int, lock: bool = True) -> tuple[str, bool]:
    """The reference, and whether the ticket is new."""
    with writing():
        by = member(member_id)
        thread = visible_thread(thread_id, to=by, lock=lock)
        ticket, is_new = helpdesk.escalate_thread(thread, by=by, reason="Nobody knew")
        return ticket.reference, is_new


def escalate_by_rule() -> None:
    escalate_unsolved_threads()


def claim(*, member_id: int, reference: str) -> int | None:
    """Who holds it afterwards."""
    with writing():
        by = member(member_id)
        ticket = visible_ticket(reference, to=by, lock=True)
        helpdesk.claim(ticket, by=by)
        return ticket.assignee_id


def reply(*, member_id: int, reference: str, text: str, nonce: str) -> None:
    body = write_up(text)
    with writing():
        by = member(member_id)
        ticket = visible_ticket(reference, to=by, lock=True)
        helpdesk.answer_ticket(ticket, helpdesk.OfficialAnswer(body, nonce=nonce), by=by)


def set_kind(*, member_id: int, reference: str, kind: str) -> bool:
    """Whether only managers see it now."""
    with writing():
        by = member(member_id)
        ticket = visible_ticket(reference, to=by, lock=True)
        helpdesk.set_kind(ticket, kind, by=by)
        return ticket.is_for_managers


def contact(*, title: str, email: str, nonce: str) -> str:
    """The reference of a ticket of the private door."""
    body = write_up("My neighbour is not well.")
    with writing():
        return helpdesk.open_contact(title=title, body=body, email=email, nonce=nonce).reference


def put_up(*, member_id: int, alert_id: int) -> None:
    with writing():
        by = member(member_id)
        alerts.publish_alert(visible_alert(alert_id, to=by, lock=True), by=by)


def add_to(*, member_id: int, alert_id: int, text: str, version: int) -> int:
    body = write_up(text)
    with writing():
        by = member(member_id)
        alert = visible_alert(alert_id, to=by, lock=True)
        return alerts.update_alert(alert, body, by=by, version=version).number


def undo(*, member_id: int, slug: str, change_id: int) -> None:
    with writing():
        change = change_of(change_id, service_called(slug))
        catalogue.undo(change, by=member(member_id))


def bring_starter(*, member_id: int) -> int:
    """How many lines were new to this one."""
    rows = sheet.read(STARTER.read_text(encoding="utf-8"))
    with writing():
        return catalogue.add_rows(judged(rows), usual_calendar(), by=member(member_id))


def report(*, post_id: int, key: str) -> str:
    """The reference of a report by whoever this key stands for."""
    with writing():
        post = post_of(post_id, to=None)
        return reports.report(post, by=Reporter(key), reason="person")[0].reference


def decide(*, member_id: int, case_id: int, post_id: int, deed: str) -> int:
    """The id of the decision that was made."""
    with writing():
        by = member(member_id)
        post = post_of(post_id, to=by, lock=True)
        statement = Statement("person", "It names somebody.")
        until, case = now() + timedelta(days=7), locked_case(case_id)
        said = reports.decide(case, post, Deed(deed), by=by, statement=statement, until=until)
        return said.id


def hear(*, member_id: int, appeal_id: int, post_id: int, outcome: str) -> None:
    with writing():
        by = member(member_id)
        post = post_of(post_id, to=by, lock=True)
        appeal = appeal_to_hear(appeal_id, lock=True)
        reports.hear(appeal, post, by=by, outcome=outcome, answer="We read it again.")


def post(*, token: str, path: str, sent: dict[str, Any], key: str) -> tuple[int, str]:
    """A program's request with a key: the status, and the answer as it came."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    answer = current_app.test_client().post(f"/api/v1{path}", json=sent, headers=headers)
    return answer.status_code, answer.text


def join(*, name: str, email: str) -> None:
    with writing():
        sign_up(name=name, email=email, password_hash="made before", is_under_18=False)


def spend(*, key: str) -> None:
    with writing():
        limits.spend(FEW, key)


def rebuild(*, name: str) -> int:
    return house().projections[name]()


def deliver() -> int:
    """Deliver until nothing is left, and tally each delivery where nothing hides a second one."""
    if tally_delivery not in house().reactions[Event]:
        house().reactions[Event].append(tally_delivery)
    count, until = 0, time.monotonic() + PATIENCE
    while relay.waiting() and time.monotonic() < until:
        db.rollback()
        count += relay.deliver_due() + totals.refresh_stale()
    return count


def tally_delivery(event: Event) -> None:
    db.execute(insert(Tally).values(event_id=event.event_id))


def hear_again(*, kinds: list[str]) -> int:
    """Everything of these kinds once more, as if nobody had noted that it was delivered."""
    rows = select(PublishedEvent).where(PublishedEvent.kind.in_(kinds)).order_by(PublishedEvent.id)
    with writing():
        heard = [event for row in db.scalars(rows) if (event := row.event)]
        for event in heard:
            ENTERING[type(event)](event)
    return len(heard)


def send() -> int:
    """Send what is due, as often as anything is."""
    count = 0
    while sent := send_due():
        count += sent
    return count


def work(*, ids: list[int]) -> int:
    """Run pieces of timed work; how many were ours."""
    current_app.extensions["house"].planned["count a view"] = count_view
    return sum(tasks.run(id_) for id_ in ids)


def count_view(*, thread_id: int) -> None:
    with writing():
        seen = update(Thread).where(Thread.id == thread_id).values(views=Thread.views + 1)
        db.execute(seen, execution_options={"synchronize_session": False})


def member(member_id: int) -> Member:
    return db.get_one(Member, member_id)


def follow_by_mail(*, subject_id: int, email: str) -> None:
    with writing():
        ask_to_follow(email, subject_id)


def end_by_mail(*, reader_id: int, subject_id: int) -> None:
    with writing():
        end(reader_id, subject_id)


def hand_in(*, member_id: int, about_id: int, chosen: list[int]) -> None:
    with writing():
        by = member(member_id)
        time.sleep(LOOK_TO_WRITE)
        ballots.cast_paper(ballot_about(about_id, lock=True), chosen, by=by)


def ask_in_round(*, member_id: int, round_id: int, words: str) -> int:
    with writing():
        by = member(member_id)
        here = round_to_ask_in(round_id, to=by)
        time.sleep(LOOK_TO_WRITE)
        return rounds.ask(here, words, by=by).id


def reply_in_round(*, member_id: int, question_id: int, words: str) -> int:
    said = rounds.Reply(write_up(words))
    with writing():
        by = member(member_id)
        question = question_numbered(question_id, lock=True)
        time.sleep(LOOK_TO_WRITE)
        return rounds.reply(question, said, turn=1, by=by).id


def take_back_in_round(*, member_id: int, question_id: int) -> None:
    with writing():
        by = member(member_id)
        question = question_numbered(question_id, lock=True)
        time.sleep(LOOK_TO_WRITE)
        rounds.take_back(question, by=by)


def count_ballots() -> int:
    with writing():
        return ballots.count_closed()


def say_how_it_was(*, survey_id: int, level: int, got: str) -> None:
    with writing():
        surveys.answer(survey_id, surveys.Said(level, got), by=None)


def remind_of_survey(*, survey_id: int) -> bool:
    with writing():
        survey = surveys.locked(survey_id)
        return survey is not None and surveys.remind(survey) is not None


def give_hat(*, hat_id: int, member_id: int, by_id: int, until: str) -> int:
    with writing():
        person, by = member(member_id), member(by_id)
        ends = datetime.fromisoformat(until)
        return hats.give(hat_id, person, "They asked us.", until=ends, by=by).id


def put_hat_on(*, answer_id: int, grant_id: int, member_id: int) -> None:
    with writing():
        by = member(member_id)
        said = visible_answer(answer_id, to=by, lock=True)
        time.sleep(LOOK_TO_WRITE)
        hats.put_on(said, grant_id, by=by)


def take_hat_back(*, grant_id: int, by_id: int) -> None:
    with writing():
        by = member(by_id)
        hats.take_back(locked_grant(grant_id), "They have moved on.", by=by)


def make_join_link(*, member_id: int, instead_of: str = "") -> None:
    with writing():
        referrals.make_link(by=member(member_id), instead_of=instead_of)


def accept_referral(*, invited_id: int) -> bool:
    with writing():
        return referrals.accept_referral(invited_id)


def settle_referral(*, invited_id: int) -> bool:
    with writing():
        return referrals.settle_referral(invited_id)


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed
    for deed in (
        *(vote, ballot, naive_vote, thank, share, accept, ask, answer, edit),
        *(put_up, add_to, undo, bring_starter),
        *(report, decide, hear, post),
        *(support, look_at_idea, propose, decide_idea, escalate_idea, refresh_totals),
        *(show_code, accept_invitation, let_go),
        *(connect, part),
        *(escalate, escalate_by_rule, set_kind, claim, reply, contact, join),
        *(spend, rebuild, deliver, hear_again, send, work),
        *(follow_by_mail, end_by_mail),
        *(hand_in, count_ballots, ask_in_round, reply_in_round, take_back_in_round),
        *(say_how_it_was, remind_of_survey),
        *(give_hat, put_hat_on, take_hat_back),
        *(make_join_link, accept_referral, settle_referral),
    )
}
