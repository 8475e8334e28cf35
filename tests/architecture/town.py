"""A small town with one of everything, and an address for every route in it."""

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from forum.accounts import doorway
from forum.accounts.codes import Purpose, link_part, make_code
from forum.accounts.models import ApiToken, Member, SignIn
from forum.accounts.standing import Rung
from forum.advisory import actions as advisory
from forum.advisory.actions.agenda import Proposal
from forum.advisory.actions.meeting import Call
from forum.advisory.queries import meeting_numbered
from forum.advisory.states import State as ItemState
from forum.alerts.actions import Draft, publish_alert, update_alert, write_alert
from forum.articles.actions import Draft as ArticleDraft
from forum.articles.actions import Source, change_article, move_article, write_article
from forum.articles.states import State as ArticleState
from forum.ballots.actions import switch_ballots
from forum.hats import actions as hats
from forum.hats.kinds import Kind as HatKind
from forum.helping.actions import adopt, choose_coach, write_as_staff
from forum.ideas.actions import decide as decide_idea
from forum.ideas.actions import propose, support
from forum.ideas.models import Idea
from forum.ideas.queries import facts_of
from forum.ideas.queries.boards import first_board
from forum.imports.models import OldAddress
from forum.inside import actions as inside
from forum.inside.actions import Draft as InsideDraft
from forum.inside.kinds import Kind, Outcome
from forum.inside.kinds import State as InsideState
from forum.integrity.grounds import LASTS, Ground
from forum.integrity.models import Reversal, ReversalMember, ReversedGift
from forum.kernel.clock import at, now
from forum.kernel.db import Model, db, fresh_reading, insert_once, writing
from forum.kernel.events import PublishedEvent
from forum.kernel.holding import Covered
from forum.kernel.mail.incoming import Arrived
from forum.kernel.site import SITE, SiteSetting
from forum.kernel.subjects import new_subject
from forum.kernel.written import write_up
from forum.mail_follows.actions import ask_to_follow
from forum.mail_follows.codes import token_for
from forum.mail_follows.models import MailReader
from forum.notifications.links import stop_path
from forum.notifications.policy import CONCERNS
from forum.recognition.actions import show_note, thank
from forum.recognition.models import BadgeGiven, ListedHelper
from forum.recognition.rules import Badge
from forum.referrals.models import JoinLink, MemberReferral
from forum.reputation.actions.ruling import draft_rules, keep_trial
from forum.rounds import actions as rounds
from forum.rounds.actions import Plan, Reply
from forum.rounds.models import QuestionRound, RoundQuestion
from forum.rounds.states import State as RoundState
from forum.services.queries import service_called
from forum.surveys.actions import Said, Whom
from forum.surveys.actions import answer as say_how_it_was
from forum.surveys.actions import ask as ask_how_it_was
from forum.surveys.keys import token_for as survey_token
from forum.surveys.models import Survey
from forum.threads.actions import answer_thread, ask, comment_on
from forum.threads.actions import thank as tap_thanks
from forum.threads.briefs import brief_of
from forum.threads.models import Answer, Comment, Thread
from forum.topics.models import Topic
from forum.uploads.actions import keep_picture as keep_sent_picture
from forum.uploads.actions import show_pictures
from moderation.announcements.actions import keep_words
from moderation.announcements.models import WordsChange
from moderation.beginners.actions import begin
from moderation.beginners.models import FirstAnswer
from moderation.catalogue.actions import change_service
from moderation.catalogue.models import CatalogueChange
from moderation.choices.actions import change_board, open_board
from moderation.choices.models import ChoiceChange
from moderation.closings.actions import learn
from moderation.closings.queries import passing_of
from moderation.disclosures.actions import Told, publish
from moderation.duty.actions import add_shift
from moderation.duty.models import DutyShift
from moderation.escalations.actions import change_rule
from moderation.escalations.models import RuleChange
from moderation.grievances.actions import complain, take
from moderation.handover.actions import add_desk, change_desk, hand_over
from moderation.handover.models import DeskChange, HandOver, OutsideComment
from moderation.helpdesk.actions import (
    OfficialAnswer,
    answer_ticket,
    claim,
    escalate_thread,
    open_contact,
    own_first,
    tick,
)
from moderation.helpdesk.models import Message, Ticket, TicketPromise
from moderation.helpdesk.queries import kind_of
from moderation.holds.actions import open_hold
from moderation.macros import actions as macros
from moderation.macros.models import OutsideBody, ReadyChange, Referral
from moderation.mail_in.addresses import desk_address
from moderation.mail_in.enclosures import TEXT
from moderation.mail_in.models import IncomingMail, MailFile
from moderation.mail_in.tasks import handle as handle_mail
from moderation.mail_in.tasks import keep as keep_mail
from moderation.morning.actions import leave_note
from moderation.morning.models import ShiftNote
from moderation.owners.models import TicketTransfer
from moderation.persons.actions import Needs, give_reason, know_person_of, say_needs, share_note
from moderation.persons.actions import look as look_at_person
from moderation.persons.actions import propose as propose_connection
from moderation.persons.keys import key_to as connection_key
from moderation.persons.models import SharedNote
from moderation.problems import actions as problem_actions
from moderation.problems.actions import Facts, Words
from moderation.problems.models import ProblemMove
from moderation.problems.queries import whom_it_reaches
from moderation.reports.actions import Reporter, Statement, appeal, decide, report
from moderation.reports.models import Appeal, Report
from moderation.reports.reasons import NO_RULE, Deed
from moderation.rota.actions import add_skill, ask_for, hold, set_availability, set_way
from moderation.rota.models import GivingChange, Skill
from moderation.saved_views.actions import save as save_view
from moderation.saved_views.models import SavedView
from moderation.settings.actions import change_setting, change_text, keep_picture
from moderation.settings.models import SettingChange
from moderation.settings.pictures import picture_in
from moderation.staff.actions import change_person, invite
from moderation.staff.links import link_part as invitation_link
from moderation.staff.models import StaffChange, StaffService
from moderation.staff.queries import version_of
from moderation.subtasks.actions import Asking, ask_department
from tests.architecture.house import Route
from tests.architecture.sent_forms import OTHER_RULES
from tests.cast import Person, Visitor
from tests.factories import open_parking

# What stands behind the path of a page that shows nothing without it.
ASKED_WITH = {"grievances.complain": "clock=resolution&turn=0"}

# The parts of an address that mean something else on this route: which sample they take.
OWN_PARTS: dict[str, dict[str, str]] = {
    "alerts.show": {"slug": "alert_slug"},
    "articles.show": {"slug": "article_slug"},
    "knowledge.begin": {"reference": "told_privately", "message_id": "private_answer_id"},
    "knowledge.write_from_ticket": {
        "reference": "told_privately",
        "message_id": "private_answer_id",
    },
    "accounts.first_day": {"code": "first_day_code"},
    "accounts.choose_password": {"code": "reset_code"},
    "accounts.new_password": {"code": "reset_code"},
    "accounts.prove_address": {"code": "verify_code"},
    "accounts.verify": {"code": "verify_code"},
    "beginners.let_answer": {"member_id": "beginner_id"},
    "choices.add_reason": {"kind": "reason_kind"},
    "choices.edit_board": {"slug": "board"},
    "choices.edit_reason": {"kind": "reason_kind"},
    "design.asset": {"name": "file"},
    "disclosures.edit": {"reference": "information"},
    "disclosures.show": {"reference": "disclosed"},
    "disclosures.take_off": {"reference": "information"},
    "found.part": {"kind": "listing", "number": "part"},
    "grievances.complain": {"reference": "answered"},
    "grievances.decide": {"reference": "grievance"},
    "grievances.give_back": {"reference": "grievance"},
    "grievances.review": {"reference": "grievance"},
    "grievances.send": {"reference": "answered"},
    "grievances.show": {"reference": "grievance"},
    "grievances.take": {"reference": "grievance"},
    "home.logo": {"digest": "logo_digest"},
    "home.text": {"name": "text_name"},
    "closings.begin": {"reference": "private_reference"},
    "closings.learn": {"reference": "answered"},
    "closings.pass_words_on": {"reference": "referred"},
    "closings.say_accepted": {"reference": "referred"},
    "macros.add": {"kind": "ready_kind"},
    "macros.edit": {"kind": "ready_kind"},
    "settings.text": {"name": "text_name"},
    "ladder.announce": {"version_id": "rules_version_id"},
    "ladder.version": {"version_id": "rules_version_id"},
    "ladder.withdraw": {"version_id": "rules_version_id"},
    "settings.undo": {"change_id": "setting_change_id"},
    "reports.appeal": {"reference": "dismissed_report"},
    "reports.send_appeal": {"reference": "dismissed_report"},
    "reports.show": {"reference": "report"},
    "ideas.show": {"slug": "idea_slug"},
    "referrals.show": {"code": "join_code"},
    "referrals.sign_up": {"code": "join_code"},
    "staff.accept": {"code": "invitation_code"},
    "staff.edit": {"member_id": "staff_id"},
    "staff.invitation": {"code": "invitation_code"},
    "staff.let_go": {"member_id": "staff_id"},
    "staff.take_off": {"member_id": "staff_id"},
    "staff.undo": {"member_id": "staff_id", "change_id": "staff_change_id"},
    "mail_follows.ask_to_stop": {"token": "followed"},
    "mail_follows.confirm": {"token": "followed"},
    "mail_follows.show": {"token": "followed"},
    "mail_follows.stop": {"token": "followed"},
    "mail_follows.stop_all": {"token": "followed"},
    "surveys.answer": {"token": "survey_token"},
    "surveys.show": {"token": "survey_token"},
    "steps.do": {"reference": "information"},
    "steps.take_back": {"reference": "information"},
    "threads.show": {"slug": "thread_slug"},
    "uploads.show": {"key": "picture_key"},
    "wordings.begin": {"reference": "told_privately", "message_id": "private_answer_id"},
    "wordings.confirm": {"answer_id": "official_id"},
    "wordings.publish": {"reference": "told_privately", "message_id": "private_answer_id"},
}


# A picture of one pixel.
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Town:
    """`people` by what they are; `parts` are the values that addresses are made of.

    `states` are other values for some of the parts: a deleted thread, a private ticket.
    """

    app: Flask
    people: dict[str, Visitor]
    parts: dict[str, Any]
    states: dict[str, dict[str, Any]] = field(default_factory=dict)

    def person(self, who: str) -> Person:
        return cast(Person, self.people[who])

    def ask(self, who: str, url: str, *, method: str = "GET", **options: Any) -> TestResponse:
        """One request of somebody, in a context of its own as on a real server."""
        with self.app.app_context():
            return self.people[who].client.open(url, method=method, **options)

    def look(self, who: str, route: Route, state: str = "") -> TestResponse:
        """Open a page, or read from the API with one's own token."""
        headers = self.bearer(who) if route.is_api else {}
        return self.ask(who, self.address(route, state), headers=headers)

    def bearer(self, who: str) -> dict[str, str]:
        return {} if who == "visitor" else {"Authorization": f"Bearer {self.person(who).token()}"}

    def address(self, route: Route, state: str = "") -> str:
        """A page that exists. LookupError tells which part of an address has no sample."""
        values = {name: self.part(route, name, state) for name in route.rule.arguments}
        if missing := [name for name, value in values.items() if value is None]:
            raise LookupError(f"{route}: give {missing} a sample in tests/architecture/town.py")
        _, path = route.rule.build(values, append_unknown=False) or ("", "")
        return f"{path}?{asked}" if (asked := ASKED_WITH.get(route.endpoint)) else path

    def part(self, route: Route, name: str, state: str = "") -> Any:
        """What stands in the place of `<name>` in the address of this route."""
        parts = self.parts | self.states.get(state, {})
        return parts.get(OWN_PARTS.get(route.endpoint, {}).get(name, name))

    def parts_now(self) -> dict[str, Any]:
        """The parts, with what changes at each edit as it is at this moment."""
        with fresh_reading():
            thread = db.get_one(Thread, self.parts["thread_id"])
            answer = db.get_one(Answer, self.parts["answer_id"])
            return self.parts | {"revision": thread.revision, "answer_revision": answer.revision}

    def states_of(self, route: Route) -> list[str]:
        """The states in which this address means another thing."""
        own = OWN_PARTS.get(route.endpoint, {})
        named = {own.get(name, name) for name in route.rule.arguments}
        return [state for state, parts in self.states.items() if named & set(parts)]

    def has_address(self, route: Route) -> bool:
        own = OWN_PARTS.get(route.endpoint, {})
        return all(own.get(name, name) in self.parts for name in route.rule.arguments)


def build(app: Flask, people: dict[str, Visitor]) -> Town:
    """One of everything, written by the same actions that people use."""
    town = Town(app, people, {})
    topic = open_parking()
    town.parts |= {"slug": topic.slug, "tag": "permits", "digest": "0", "file": "look.css"}
    town.parts |= {"listing": "threads", "part": 0}
    _ask(town, topic)
    _show_a_picture(town)
    _open_tickets(town, topic)
    _keep_things(town)
    _bring_a_mail(town)
    _hand_over(town)
    _know_people(town)
    _announce(town)
    _write_an_article(town, topic)
    _change_catalogue(town)
    _set_a_rule(town, topic)
    _decide_about_the_place(town)
    _invite(town)
    _open_board(town)
    _make_answers_ready(town)
    _point_elsewhere(town, topic)
    _write_the_rota(town)
    _know_a_problem(town)
    _ask_a_department(town)
    _begin_the_day(town, topic)
    _report(town, topic)
    _reverse_gifts(town)
    _write_rules(town)
    _thank(town)
    _give_hats(town)
    _bring_guests(town)
    _look_after(town, topic)
    _look_inside(town)
    _advise(town)
    _hold_rounds(town)
    _put_ideas_forward(town, topic)
    _ask_how_it_was(town)
    _name_people(town)
    _remember_links(town)
    for who in people:
        town.bearer(who)  # makes the token now, so that later looking writes nothing
    return town


def _ask(town: Town, topic: Topic) -> None:
    town.parts |= _thread(town, topic, "My permit has not come")
    town.parts |= {"post_id": town.parts["answer_id"], "subject_id": town.parts["thread_id"]}
    for state in ("held", "hidden", "deleted"):
        parts = town.states[state] = _thread(town, topic, f"This question is {state}")
        with writing():
            for model in (Thread, Answer, Comment):
                post_id = parts[f"{model.__name__.lower()}_id"]
                db.execute(update(model).where(model.id == post_id).values(state=state))


def _thread(town: Town, topic: Topic, title: str) -> dict[str, Any]:
    """Ada's question with Ben's answer and her comment on it."""
    body = write_up(f"{title}. I paid **three weeks** ago.")
    with writing():
        asker, helper = _member(town, "asker"), _member(town, "citizen")
        here = db.get_one(Topic, topic.id)
        thread = ask(by=asker, topic=here, title=title, body=body, tags=["permits"])
        answer = answer_thread(thread, by=helper, body=body)
        comment = comment_on(answer, by=asker, body=body)
        return {
            "thread_id": thread.id,
            "thread_slug": thread.slug,
            "answer_id": answer.id,
            "comment_id": comment.id,
        }


def _write_an_article(town: Town, topic: Topic) -> None:
    """Published, made from the question, and changed once."""
    body = write_up("Bring your **logbook** to the library.")
    with writing():
        by, brief = _member(town, "agent"), brief_of("", body)
        draft = ArticleDraft(topic.id, "Renewing a permit", body, brief)
        sources = [Source(town.parts["thread_id"])]
        article = write_article(draft, by=by, sources=sources)
        later = ArticleDraft(topic.id, "Renewing your permit", body, brief)
        change_article(article, later, by=by, revision=1)
        move_article(article, ArticleState.PUBLISHED, by=by)
        town.parts |= {"article_id": article.id, "article_slug": article.slug}


def _show_a_picture(town: Town) -> None:
    """In the question of the asker."""
    with writing():
        picture = picture_in(base64.b64decode(DOT))
        key = town.parts["picture_key"] = keep_sent_picture(picture, by=_member(town, "asker"))
        show_pictures(f'<img src="/uploads/{key}">', in_post=town.parts["thread_id"])


def _open_tickets(town: Town, topic: Topic) -> None:
    other_id = _thread(town, topic, "Where is my refund?")["thread_id"]
    with writing():
        thread = db.get_one(Thread, town.parts["thread_id"])
        other = db.get_one(Thread, other_id)
        asker = _member(town, "asker")
        ticket, _ = escalate_thread(thread, by=asker, reason="It is still not solved.")
        private = open_contact(
            title="About my bill",
            body=write_up("It was sent to my old address."),
            email="nora@example.org",
            name="Nora Vale",
        )
        town.parts |= {"reference": ticket.reference, "ticket_id": ticket.id}
        answered, _ = escalate_thread(other, by=asker, reason="")
        claim(answered, by=_member(town, "agent"))
        said = OfficialAnswer(write_up("It is on its way."))
        answer_ticket(answered, said, by=_member(town, "agent"))
        town.parts["answered"] = answered.reference
        late = update(TicketPromise).where(TicketPromise.ticket_id == answered.id)
        db.execute(late.values(broken_at=now()))
        made = complain(answered, by=asker, clock="first_response", turn=0, body="I missed work.")
        take(made, by=_member(town, "admin"))
        town.parts["grievance"] = made.reference
        written = select(Message.id).where(Message.ticket_id == ticket.id)
        town.parts["message_id"] = db.scalars(written).first()
        town.states["private"] = {"reference": private.reference, "ticket_id": private.id}


def _keep_things(town: Town) -> None:
    """A hold on a service that nobody writes to, and a request whose answer everybody reads."""
    with writing():
        until = now() + timedelta(days=30)
        agent, covered = _member(town, "agent"), Covered("member", _member(town, "suspended").id)
        why = "A court asked for it."
        hold = open_hold(covered, reason=why, review_at=until, by=_member(town, "admin"))
        asked = open_contact(
            title="Fines in 2025",
            body=write_up("How many were there?"),
            email="nora@example.org",
            name="Nora Vale",
            kind="information_request",
        )
        for step in kind_of(asked.kind).steps:
            tick(asked, step, by=agent)
        answer_ticket(asked, OfficialAnswer(write_up("There were 310."), public=False), by=agent)
        words = ("Fines", "Somebody asked how many there were.", "full", "")
        told = Told(*words, write_up("There were **310**."))
        made = publish(asked, told, by=agent, version=0)
        town.parts |= {"hold_id": hold.id, "information": asked.reference}
        town.parts["disclosed"] = made.reference


def _bring_a_mail(town: Town) -> None:
    """One that a machine sent, which waits for somebody at the desk."""
    raw = b"From: Nora <nora@example.org>\r\nSubject: Away\r\nAuto-Submitted: yes\r\n\r\nUntil May."
    arrived = Arrived("nora@example.org", [desk_address()], raw)
    keep_mail(arrived)
    with fresh_reading():
        mail_id = town.parts["mail_id"] = _newest(IncomingMail)
    handle_mail(mail_id)
    with writing():
        facts = {"name": "lamp.txt", "media": TEXT, "body": b"Reading 12", "size": 10}
        message_id = int(town.parts["message_id"])
        db.add(MailFile(mail_id=mail_id, message_id=message_id, number=0, **facts))
    with fresh_reading():
        town.parts["mail_file_id"] = _newest(MailFile)


def _hand_over(town: Town) -> None:
    """To a desk that has no password yet, so nothing is ever called; and what it wrote."""
    facts = {"name": "Highways office", "kind": "zammad", "address": "https://desk.example.org"}
    facts |= {
        "target": "Highways",
        "key_field": "",
        "ends_with": "",
        "notice": "They get your name.",
    }
    ticks = {"sends_email": False, "tells_citizen": False, "is_retired": False, "at_once": False}
    lists: dict[str, Any] = {"services": ["parking"], "states": []}
    told = facts | {"sends_name": True} | ticks | lists
    with writing():
        manager = _member(town, "manager")
        desk = add_desk(told, by=manager)
        change_desk(desk.id, told | {"ends_with": "closed"}, by=manager, version=1)
        ticket = db.get_one(Ticket, town.parts["ticket_id"])
        one = hand_over(ticket, desk, by=_member(town, "agent"))
        comment = OutsideComment(hand_over_id=one.id, remote_id="1", body="A crew is on the way.")
        db.add(comment)
        db.flush()
        own = select(Message.id).where(Message.ticket_id == ticket.id)
        town.parts |= {"desk_id": desk.id, "desk_change_id": _newest(DeskChange)}
        town.parts |= {"hand_over_id": _newest(HandOver), "outside_comment_id": comment.id}
        town.parts["message_id"] = db.scalars(own.order_by(Message.id)).first()


def _know_people(town: Town) -> None:
    """The asker at the desk, with a note and a reason of the agent; and who wrote in private."""
    private_id = town.states["private"]["ticket_id"]
    with writing():
        agent = _member(town, "agent")
        private = db.get_one(Ticket, private_id)
        caller = know_person_of(private)
        asker = know_person_of(db.get_one(Ticket, town.parts["ticket_id"]))
        assert asker is not None
        assert caller is not None
        give_reason(asker, by=agent, kind="written", words="She asked to be called back.")
        say_needs(asker, Needs(large_print=True), by=agent, agreed=True)
        share_note(asker, "She prefers the phone.", by=agent, nonce=None)
        look_at_person(asker, by=agent)
        link = propose_connection(asker, caller, by=agent, evidence="said")
        assert link is not None
        town.parts |= {"person_id": asker.id, "note_id": _newest(SharedNote), "link_id": link.id}
        town.parts |= {"connection": connection_key(link.id, "other"), "private": private.reference}


def _announce(town: Town) -> None:
    """One alert for everybody, which was called otherwise, and one that is still a draft."""
    title = "The meters are broken"
    town.parts |= _alert(town, title, is_public=True)
    town.states["draft"] = _alert(town, "Not yet said", is_public=False)
    with writing():
        changed = _renamed(town.parts["alert_id"], title, _member(town, "agent"))
        town.parts["alert_change_id"] = changed


def _renamed(subject_id: int, title: str, by: Member) -> Any:
    """It had another title once; the number of that change."""
    keep_words(subject_id, {"title": "Meters"}, {"title": title}, by=by, was_public=True)
    return _newest(WordsChange)


def _alert(town: Town, title: str, *, is_public: bool) -> dict[str, Any]:
    words = write_up(f"{title}. Use the **library** car park.")
    with writing():
        agent = _member(town, "agent")
        service_id = service_called("parking").id
        draft = Draft(service_id, "problem", title, words, begins_at=now())
        alert = write_alert(draft, by=agent)
        if is_public:
            publish_alert(alert, by=agent)
            update_alert(alert, write_up("It takes a day."), by=agent, version=alert.version)
        return {"alert_id": alert.id, "alert_slug": alert.slug}


def _change_catalogue(town: Town) -> None:
    """A change of a service that its history shows."""
    with writing():
        service = service_called("parking", lock=True)
        facts = {"owner": "Parking and permits team"}
        change_service(service, facts, by=_member(town, "manager"), version=service.version)
        town.parts["change_id"] = _newest(CatalogueChange)


def _set_a_rule(town: Town, topic: Topic) -> None:
    """A rule of a topic, and a question that is the same as one with a ticket."""
    repeated = _thread(town, topic, "My permit is late too")
    town.parts |= {"repeated_id": repeated["thread_id"], "repeated_slug": repeated["thread_slug"]}
    with writing():
        by, facts = _member(town, "manager"), {"is_on": True, "threshold": 960, "explanation": ""}
        change_rule("unanswered", topic.id, facts, by=by, version=1)
        town.parts |= {"trigger": "unanswered", "rule_change_id": _newest(RuleChange)}


def _decide_about_the_place(town: Town) -> None:
    """A colour, a logo and a text, as a manager gives them."""
    picture = picture_in(base64.b64decode(DOT))
    with writing():
        by = _member(town, "manager")
        keep_picture(picture)
        worn = {"digest": picture.digest, "width": 1, "height": 1}
        change_setting(SITE, {"accent": "#1b5c7a", "logo": worn}, by=by)
        change_text("privacy", write_up("We keep **little**."), by=by, version=1)
        change_id = db.scalars(select(SettingChange.id)).first()
        town.parts |= {"setting_change_id": change_id, "logo_digest": picture.digest}
        town.parts["text_name"] = "privacy"


def _invite(town: Town) -> None:
    """Somebody who is invited, and a change of the team of the agent."""
    with writing():
        admin, agent = _member(town, "admin"), _member(town, "agent")
        invitation = invite(
            "nell@example.org", name="Nell Hart", role="citizen", services=(), by=admin
        )
        facts = {"role": "agent", "team": "Permits team", "services": []}
        change_person(agent, facts, by=admin, reason="She moved.", version=version_of(agent.id))
        town.parts |= {
            "invitation_id": invitation.id,
            "invitation_code": invitation_link(invitation),
            "staff_id": agent.id,
            "staff_change_id": _newest(StaffChange),
        }


def _open_board(town: Town) -> None:
    """A board of its own, changed once."""
    with writing():
        by = _member(town, "manager")
        facts = facts_of(first_board()) | {"name": "High Street"}
        board = open_board(facts, by=by)
        change_board(board.slug, facts | {"supports_each": 10}, by=by, version=1)
        town.parts |= {"board": board.slug, "choice_id": _newest(ChoiceChange)}
        town.parts |= {"reason_kind": "report_reason", "code": "rude"}


def _make_answers_ready(town: Town) -> None:
    """A ready answer, changed once, and a macro that writes it."""
    facts = {"states": "", "service_id": None, "is_retired": False, "title": "Which street?"}
    macro = dict.fromkeys(("impact", "urgency", "reason"), "") | {"name": "Ask", "give": "me"}
    with writing():
        by = _member(town, "manager")
        answer = macros.add("answer", facts | {"body": "Which street is it, {name}?"}, by=by)
        body = {"body": "Hello {name}, which street is it?"}
        macros.change("answer", answer.id, facts | body, by=by, version=1)
        does = {"answer_id": answer.id, "send": "message", "state": "waiting_citizen"}
        made = macros.add("macro", macro | does | {"is_retired": False}, by=by)
        town.parts |= {"ready_kind": "macro", "ready_id": made.id, "macro_id": made.id}
        asked = {"show": "waiting", "pace": "rest"}
        save_view("Standing still", asked, by=_member(town, "agent"), is_shared=True)
        town.parts["saved_view_id"] = _newest(SavedView)
        town.parts |= {"answer_of_macro": answer.id, "ready_change_id": _newest(ReadyChange)}


def _point_elsewhere(town: Town, topic: Topic) -> None:
    """A ticket that was not ours, one answered to the person only, and what was learned."""
    ids = [_thread(town, topic, title)["thread_id"] for title in ("A lamp is out", "A fine")]
    facts = {"name": "Highways agency", "does": "Mends lamps.", "takes": "page"}
    facts |= {"link": "https://roads.example.org", "email": "", "phone": ""}
    facts |= {"words_to": "in@roads.example.org"}
    with writing():
        asker, agent, by = (_member(town, who) for who in ("asker", "agent", "manager"))
        body = macros.add("body", facts | {"is_retired": False}, by=by)
        word = {"word": "in respect of", "plain": "about", "is_retired": False}
        town.parts["plain_word_id"] = macros.add("word", word, by=by).id
        town.parts["outside_body_id"] = body.id
        lamp, fine = (
            escalate_thread(db.get_one(Thread, id_), by=asker, reason="")[0] for id_ in ids
        )
        macros.refer(lamp, cast(OutsideBody, body), by=agent, text=write_up("It is theirs."))
        referral = db.get_one(Referral, lamp.id)
        passing = passing_of(lamp, referral)
        town.parts["passing"] = passing.seen if passing else ""
        said = write_up("You need not pay it.")
        answer_ticket(fine, OfficialAnswer(said, public=False), by=agent)
        town.parts |= {"referred": lamp.reference, "told_privately": fine.reference}
        town.parts["private_answer_id"] = _newest(Message)
        learn(fine, "Fines of that day were wrong.", by=agent)
        official = select(Answer.id).where(Answer.is_official).order_by(Answer.id)
        town.parts["official_id"] = db.scalars(official).first()
        town.parts["private_reference"] = town.states["private"]["reference"]


def _write_the_rota(town: Town) -> None:
    """The agent is away, and the first service gives its tickets in turn."""
    with writing():
        back = now() + timedelta(days=2)
        set_availability(by=_member(town, "agent"), capacity=20, away_until=back)
        service_id = service_called("parking").id
        set_way(service_id, "in_turn", by=_member(town, "manager"), version=1)
        town.parts["giving_change_id"] = _newest(GivingChange)


def _know_a_problem(town: Town) -> None:
    """Behind the public ticket and its question; everybody may read it, and one update was told."""
    with writing():
        by = _member(town, "agent")
        texts = ("The meters take no coins", "All of them.", "Pay by phone.", "A worn slot.")
        facts = Facts(*texts, service_called("parking").id, by.id, is_public=True)
        problem = problem_actions.open_problem(facts, by=by)
        for linked in ("ticket_id", "thread_id"):
            problem_actions.link(problem, town.parts[linked], by=by)
        words = Words(write_up("New slots come on Friday."))
        mark = whom_it_reaches(problem, publicly=False).mark
        problem_actions.tell_all(problem, words, by=by, whom=mark, nonce="told")
        town.parts |= {"problem_id": problem.id, "problem_move_id": _newest(ProblemMove)}
        town.parts["problem_change_id"] = _renamed(problem.id, problem.title, by)


def _ask_a_department(town: Town) -> None:
    with writing():
        ticket = db.get_one(Ticket, town.parts["ticket_id"])
        service_id, by = service_called("parking").id, _member(town, "agent")
        asking = Asking(service_id, "Look at the meter.", "to look at the meter", 3)
        asked = ask_department(ticket, asking, by=by, nonce="asked")
        town.parts["subtask_id"] = asked.id


def _begin_the_day(town: Town, topic: Topic) -> None:
    """A ticket on its way to the next person, hours, a note, a skill, and somebody new."""
    with writing():
        agent, admin, manager = (_member(town, who) for who in ("agent", "admin", "manager"))
        service_id = service_called("parking").id
        db.add(StaffService(member_id=admin.id, service_id=service_id))
        ticket = db.get_one(Ticket, town.parts["ticket_id"])
        own_first(ticket, agent.id)
        answered = db.query(Ticket).where(Ticket.reference == town.parts["answered"]).one()
        people = {"from_id": agent.id, "to_id": admin.id, "by_id": agent.id}
        moments = {"proposed_at": now(), "ends_at": now() + timedelta(days=1)}
        note = {"state": "open", "note": "She was promised a call.", "reason": ""}
        insert_once(TicketTransfer, ticket_id=answered.id, **people, **note, **moments)
        add_shift(agent, service_id, by=agent, day="0", begins=540, ends=1020)
        leave_note(service_id, "The crane stays.", [ticket.reference], by=manager)
        add_skill("Welsh", by=manager)
        town.parts |= {"skill_id": _newest(Skill), "shift_id": _newest(DutyShift)}
        town.parts |= {"transfer_id": _newest(TicketTransfer), "note_id": _newest(ShiftNote)}
        skill = db.get_one(Skill, town.parts["skill_id"])
        hold(skill, admin, True, by=manager)
        ask_for(skill, {"topic_id": topic.id}, True, by=manager)
        town.parts |= {"next_id": admin.id, "manager_id": manager.id, "beginner_id": admin.id}
        town.parts["topic_id"] = topic.id
    _begin_somebody(town)


def _begin_somebody(town: Town) -> None:
    """The administrator is new as well, and a colleague is to read what they wrote."""
    with writing():
        admin = _member(town, "admin")
        begin(admin, by=_member(town, "manager"))
        rules = {"source": "Be civil.", "html": "<p>Be civil.</p>", "renderer": 1}
        insert_once(SiteSetting, name="text:house-rules", value=rules, version=1)
        town.parts["rules_version"] = 1
        ticket_id = town.states["private"]["ticket_id"]
        said = write_up("It is on its way.")
        body = {"body": said.source, "html": said.html, "renderer": said.renderer}
        about = {"ticket_id": ticket_id, "author_id": admin.id, "is_public": False}
        rest = {"nonce": None, "state": "waiting", "remark": "", "written_at": now()}
        brief = {"in_short": said.source, "true_until": now().date(), "confirmed": {}}
        insert_once(FirstAnswer, **about, **body, **brief, **rest)
        town.parts["first_answer_id"] = _newest(FirstAnswer)


def _report(town: Town, topic: Topic) -> None:
    """One report that waits, and one that was left as it is and is appealed by a visitor."""
    first, second = (
        _report_answer(town, _thread(town, topic, f"Two fines, {n}")["answer_id"]) for n in range(2)
    )
    with writing():
        mine, theirs = (db.get_one(Report, id_) for id_ in second)
        statement, by = Statement(NO_RULE, "It names nobody."), _member(town, "admin")
        post = db.get_one(Answer, mine.about_id)
        decision = decide(mine.case, post, Deed.DISMISS, by=by, statement=statement)
        appeal(decision, by=None, body="It does.", report=theirs)
        waits = db.get_one(Report, first[0])
        town.parts |= {"report": waits.reference, "case_id": waits.case_id}
        town.parts["dismissed_report"] = mine.reference
        town.parts["appeal_id"] = _newest(Appeal)


def _ask_how_it_was(town: Town) -> None:
    """Nora, who has no account, was asked about two tickets, and has answered about one."""
    nora, asker = Whom(None, "nora@example.org"), Whom(_member(town, "asker").id, None)
    private, waiting, own = (
        town.states["private"]["reference"],
        town.parts["information"],
        town.parts["answered"],
    )
    with writing():
        for reference, whom in ((private, nora), (waiting, nora), (own, asker)):
            ticket = db.query(Ticket).where(Ticket.reference == reference).one()
            ask_how_it_was(ticket.id, whom, way="page", unsent=None, at=now())
            survey_id = db.query(Survey.id).where(Survey.about_id == ticket.id).scalar()
            if reference == private:
                say_how_it_was(survey_id, Said(2, "no", "Nobody called me back."), by=None)
                town.states["answered question"] = {"survey_token": survey_token(survey_id)}
            if reference == waiting:
                town.parts["survey_token"] = survey_token(survey_id)


def _reverse_gifts(town: Town) -> None:
    """A vote of the asker for the citizen that does not count."""
    with writing():
        asker, citizen = _member(town, "asker").id, _member(town, "citizen").id
        reversal = Reversal(id=new_subject("reversal"), ground=Ground.BURST, part=5, whole=5)
        reversal.covers_until = now() + LASTS[Ground.BURST]
        db.add(reversal)
        db.flush()
        town.parts["reversal_id"] = reversal.id
        for who, gives in ((asker, True), (citizen, False)):
            sides = {"gives": gives, "gets": not gives}
            db.add(ReversalMember(reversal_id=reversal.id, member_id=who, **sides))
        gift = ReversedGift(gift_id=_newest(PublishedEvent), reversal_id=reversal.id)
        gift.giver_id, gift.receiver_id, gift.given_at = asker, citizen, now()
        gift.post_id = gift.root_id = town.parts["thread_id"]
        gift.kind, gift.root = "question_upvoted", "thread"
        db.add(gift)


def _write_rules(town: Town) -> None:
    """Rules that were tried, and not announced."""
    with writing():
        made = draft_rules(OTHER_RULES, by=_member(town, "manager"))
        counted = {"people": 3, "changed": 1, "notices": {"today": 0, "new": 1}}
        table = {before: {after: 0 for after in Rung} for before in Rung}
        keep_trial(made.id, counted | {"table": table})
        town.parts["rules_version_id"] = made.id


def _thank(town: Town) -> None:
    """The citizen has a badge and a note of the agent, and stands in the list."""
    with writing():
        citizen = _member(town, "citizen").id
        note = thank(town.parts["answer_id"], "You saved us a day.", by=_member(town, "agent"))
        show_note(note)
        thank(town.parts["thread_id"], "Thank you for asking.", by=_member(town, "agent"))
        badge = {"badge": Badge.FIRST_HELP, "given_at": now()}
        insert_once(BadgeGiven, member_id=citizen, **badge)
        insert_once(ListedHelper, member_id=citizen, people_helped=3)
        town.parts |= {"thanks_id": note.id, "year": now().year}


def _give_hats(town: Town) -> None:
    """The citizen may speak for a partner and has done so; the agent for a team."""
    with writing():
        by, citizen = _member(town, "manager"), _member(town, "citizen")
        hats.switch_hats(on=True, by=by)
        partner = hats.make_hat(HatKind.PARTNER, "Citizens Advice", "They advise people.", by=by)
        team = hats.make_hat(HatKind.STAFF, "Parking office", "They make permits.", by=by)
        year: dict[str, Any] = {"until": now() + timedelta(days=365), "by": by}
        grant = hats.give(partner.id, citizen, "Their manager wrote to us.", **year)
        hats.give(team.id, _member(town, "agent"), "He works there.", **year)
        hats.put_on(db.get_one(Answer, town.parts["answer_id"]), grant.id, by=citizen)
        town.parts |= {"hat_id": partner.id, "grant_id": grant.id}


def _bring_guests(town: Town) -> None:
    """The citizen has an invitation; the asker came by it and said so, and was helped."""
    with writing():
        tap_thanks(db.get_one(Answer, town.parts["answer_id"]), by=_member(town, "asker"))
        citizen, asker = _member(town, "citizen").id, _member(town, "asker").id
        insert_once(JoinLink, member_id=citizen, code="abcdefghjkmn2345", made_at=now())
        town.parts["join_code"] = db.get_one(JoinLink, citizen).code  # the demo has made one
        when = dict.fromkeys(("said_at", "accepted_at", "counted_at"), now())
        insert_once(MemberReferral, invited_id=asker, inviter_id=citizen, **when)


def _look_after(town: Town, topic: Topic) -> None:
    """A topic that an advocate looks after, and what the coach wrote to them."""
    with writing():
        moderator, agent = (_member(town, who) for who in ("moderator", "agent"))
        where = db.get_one(Topic, topic.id)
        choose_coach(where, agent, by=moderator)
        adopt(where, by=_member(town, "advocate"))
        write_as_staff(where, write_up("Welcome, and thank you."), by=agent)


def _look_inside(town: Town) -> None:
    """A plan of which everybody reads what became of it."""
    with writing():
        by, service_id = _member(town, "agent"), service_called("parking").id
        body, day = write_up("New meters in **Mill Lane**."), (now() + timedelta(days=90)).date()
        draft = InsideDraft(Kind.PLAN, service_id, "New meters", body, planned_for=day)
        note = inside.write_note(draft, by=by)
        inside.move_note(note, InsideState.PUBLISHED, by=by)
        inside.settle_plan(note, Outcome.KEPT, "They are there.", by=by)
        town.parts["inside_id"] = note.id
        draft = InsideDraft(Kind.NOTE, service_id, "How meters work", body)
        town.states["inside draft"] = {"inside_id": inside.write_note(draft, by=by).id}


def _advise(town: Town) -> None:
    """The citizen is in the group. One meeting has been, at the other there is a ballot."""
    town.person("citizen").stands_on(Rung.ADVOCATE)
    for name, days in (("past_meeting_id", -20), ("meeting_id", 20), ("minuted_id", -19)):
        with at(now() - timedelta(days=30)), writing():
            call = Call(f"Letters, {name}", "The library", now() + timedelta(days=30 + days))
            town.parts[name] = advisory.call_meeting(call, by=_member(town, "policy")).id
    with writing():
        by, me = _member(town, "policy"), _member(town, "citizen")
        advisory.join(by=me)
        switch_ballots(on=True, by=by)
        minuted = meeting_numbered(town.parts["minuted_id"])
        due, said = (now() + timedelta(days=5)).date(), write_up("Shorter letters.")
        advisory.publish_minutes(minuted, said, response_due=due, by=by)
        meeting = meeting_numbered(town.parts["meeting_id"])
        ideas = [Proposal(title, said) for title in ("Letters", "Signs")]
        first, second = [advisory.propose_item(meeting, one, by=me) for one in ideas]
        for item in (first, second):
            advisory.move_item(item, ItemState.ON_AGENDA, by=by)
        closes_at, words = now() + timedelta(days=5), ["Short ones", "None"]
        advisory.open_ballot(first, "Which letters?", words, closes_at=closes_at, by=by)
        town.parts |= {"item_id": first.id, "other_item_id": second.id}


def _report_answer(town: Town, answer_id: int) -> list[int]:
    """The ids of the reports by the asker and by a visitor."""
    with writing():
        post, asker = db.get_one(Answer, answer_id), _member(town, "asker")
        by = (Reporter(f"asker {asker.id}", asker), Reporter("a visitor", name="Nora Vale"))
        return [report(post, by=reporter, reason="person")[0].id for reporter in by]


def _hold_rounds(town: Town) -> None:
    """One is open, with a question that has an answer and one that waits; two have been."""
    me, by = _member(town, "citizen"), _member(town, "agent")
    for name, days in (("round_id", 4), ("ended_round_id", -2), ("public_round_id", -3)):
        with at(now() - timedelta(days=9)), writing():
            town.parts[name] = _announced(f"Permits, {name}", days + 9, by).id
        with at(now() - timedelta(days=5)), writing():
            here = db.get_one(QuestionRound, town.parts[name])
            asked = rounds.ask(here, "Why a week?", by=me)
            rounds.reply(asked, Reply(write_up("The **printer**.")), turn=1, by=by)
    with writing():
        here = db.get_one(QuestionRound, town.parts["round_id"])
        town.parts["question_id"] = rounds.ask(here, "Why by post?", by=me).id
        rounds.close_ended()
        rounds.publish_round(db.get_one(QuestionRound, town.parts["public_round_id"]), by=by)
        draft = rounds.prepare_round(_round("Bins", 9, by), by=by)
        town.states["round draft"] = {"round_id": draft.id}


def _announced(title: str, days: int, by: Member) -> QuestionRound:
    round_ = rounds.prepare_round(_round(title, days, by), by=by)
    rounds.move_round(round_, RoundState.ANNOUNCED, by=by)
    return round_


def _round(title: str, days: int, by: Member) -> Plan:
    body, closes = write_up("Ask what you **like**."), now() + timedelta(days=days)
    return Plan(title, body, now(), closes, frozenset({by.id}))


def _put_ideas_forward(town: Town, topic: Topic) -> None:
    """One of a member of staff that is in review and supported, and one in each other state."""
    town.parts |= _idea(town, topic, "A bench at the stop")
    for state in ("held", "hidden"):
        parts = town.states[f"{state} idea"] = _idea(town, topic, f"This idea is {state}")
        with writing():
            row = update(Idea).where(Idea.id == parts["idea_id"])
            db.execute(row.values(state=state))


def _idea(town: Town, topic: Topic, title: str) -> dict[str, Any]:
    with writing():
        here, by = db.get_one(Topic, topic.id), _member(town, "moderator")
        idea = propose(by=by, topic=here, title=title, body=write_up("It is a **long** wait."))
        support(idea, by=_member(town, "asker"))
        said = "We are counting how many people wait there."
        decide_idea(idea, by=_member(town, "policy"), stage="in_review", summary=said)
        return {"idea_id": idea.id, "idea_slug": idea.slug}


def _name_people(town: Town) -> None:
    citizen = town.person("citizen")
    citizen.token()
    with fresh_reading():
        member = db.get_one(Member, citizen.member_id)
        sign_in = db.scalars(select(SignIn.id).filter_by(member_id=member.id)).first()
        town.parts |= {
            "name": member.name,
            "member_id": member.id,
            "sign_in_id": sign_in,
        }
        token = select(ApiToken.id).where(ApiToken.member_id == member.id)
        town.parts["token_id"] = db.scalars(token).first()
    town.parts |= {
        "reset_code": new_code(town, Purpose.RESET),
        "verify_code": new_code(town, Purpose.VERIFY),
        "first_day_code": new_first_day(),
    }


def _remember_links(town: Town) -> None:
    """What stands in mails, and what led to an earlier forum."""
    kind = next(iter(CONCERNS))
    stop = stop_path(town.person("citizen").member_id, kind).rsplit("/", 1)[-1]
    town.parts |= {"token": stop, "rest": "7", "which": "questions", "number": 0}
    with writing():
        ask_to_follow("robin@example.org", town.parts["thread_id"])
        reader_id = _newest(MailReader)
        town.parts["followed"] = token_for(reader_id, town.parts["thread_id"])
        for path in ("/a/7", "/questions/7", "/t/7"):
            insert_once(OldAddress, archive="old", path=path, subject_id=town.parts["thread_id"])


def new_code(town: Town, purpose: Purpose) -> str:
    """The part of a link by mail to Ben, fresh each time."""
    with writing():
        return link_part(make_code(_member(town, "citizen"), purpose))


def new_first_day() -> str:
    """The part of the link that makes the first administrator, fresh each time."""
    with writing():
        doorway.begin()
        return doorway.path().rsplit("/", 1)[-1]


def _newest(model: type[Model]) -> Any:
    """The id of the row just written, in a town that may have had others before."""
    return db.scalars(select(model.id).order_by(model.id.desc()).limit(1)).one()  # type: ignore[attr-defined]


def _member(town: Town, who: str) -> Member:
    return db.get_one(Member, town.person(who).member_id)


def write_more(town: Town, *, times: int = 4) -> None:
    """More of everything that lists show."""
    with writing():
        asker, helper = _member(town, "asker"), _member(town, "citizen")
        thread = db.get_one(Thread, town.parts["thread_id"])
        for number in range(times):
            body = write_up(f"More about number {number}.")
            answer = answer_thread(thread, by=helper, body=body)
            comment_on(answer, by=asker, body=body)
            title = f"Another question, number {number}"
            other = ask(by=asker, topic=thread.topic, title=title, body=body, tags=())
            ticket, _ = escalate_thread(other, by=asker, reason="Nobody answered.")
            _write_more_of_person(town, ticket, number)
            report(answer, by=Reporter(f"visitor {number}"), reason="rude")
            report(other, by=Reporter(f"visitor {number}"), reason="spam")
            _write_more_ideas(town, thread.topic, number)
        _alert(town, f"Another alert, number {number}", is_public=True)
        _write_more_inside(town, number)
    _invite_more(town, times)


def _write_more_of_person(town: Town, ticket: Ticket, number: int) -> None:
    person, agent = know_person_of(ticket), _member(town, "agent")
    assert person is not None
    share_note(person, f"Note {number}.", by=agent, nonce=None)
    look_at_person(person, by=agent)


def _write_more_inside(town: Town, number: int) -> None:
    with writing():
        by, service_id = _member(town, "agent"), service_called("parking").id
        day, body = (now() + timedelta(days=90)).date(), write_up(f"More of {number}.")
        draft = InsideDraft(Kind.PLAN, service_id, f"Plan {number}", body, planned_for=day)
        note = inside.write_note(draft, by=by)
        inside.move_note(note, InsideState.PUBLISHED, by=by)
        inside.settle_plan(note, Outcome.DROPPED, "It was too dear.", by=by)
        by, meeting = _member(town, "policy"), meeting_numbered(town.parts["meeting_id"])
        item = advisory.add_item(meeting, Proposal(f"Item {number}", body), by=by)
        closes_at = now() + timedelta(days=5)
        advisory.open_ballot(item, "Which?", ["One", "Two"], closes_at=closes_at, by=by)
        call = Call(f"Meeting {number}", "The library", now() + timedelta(days=40))
        advisory.call_meeting(call, by=by)
        _ask_more_in_rounds(town, number)


def _ask_more_in_rounds(town: Town, number: int) -> None:
    by = _member(town, "agent")
    _announced(f"Round {number}", 3, by)
    for name in ("round_id", "ended_round_id", "public_round_id"):
        facts = {"round_id": town.parts[name], "asker_id": by.id, "place": 1 + number % 3}
        if insert_once(RoundQuestion, body=f"More, {number}?", asked_at=now(), **facts):
            asked = db.query(RoundQuestion).filter_by(**facts).one()
            rounds.reply(asked, Reply(write_up(f"So, {number}.")), turn=1, by=by)


def _invite_more(town: Town, times: int) -> None:
    with writing():
        admin, agent = _member(town, "admin"), _member(town, "agent")
        for number in range(times):
            who = {"name": f"Guest {number}", "role": "policy", "services": ()}
            invite(f"guest{number}@example.org", by=admin, **who)  # type: ignore[arg-type]
            facts = {"role": "agent", "team": f"Team {number}", "services": []}
            change_person(agent, facts, by=admin, reason="Again.", version=version_of(agent.id))


def _write_more_ideas(town: Town, topic: Topic, number: int) -> None:
    by, body = _member(town, "moderator"), write_up(f"More about idea {number}.")
    idea = propose(by=by, topic=topic, title=f"Another idea, number {number}", body=body)
    support(idea, by=_member(town, "asker"))
    known = db.get_one(Idea, town.parts["idea_id"])
    said = f"We have counted {number} times."
    decide_idea(known, by=_member(town, "policy"), stage="in_review", summary=said)
