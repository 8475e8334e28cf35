"""What pages look like at their ends: nothing there, mistakes in a form, titles without an end."""

from __future__ import annotations

from typing import Any

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.alerts.actions import Draft, publish_alert, write_alert
from forum.ideas.actions import propose
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.services.queries import service_called
from forum.threads.actions import answer_thread, ask
from forum.threads.models import Thread
from moderation.helpdesk.actions import escalate_thread
from tests.architecture.town import Town as Sample

# 200 characters: plain words first, then a word that no line can hold.
LONGEST_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONGEST_TITLE = (
    "My resident parking permit has not come and the council says that it was posted to my old "
    f"address three weeks ago, see {LONGEST_WORD}"
).ljust(200, "!")[:200]
LONGEST_ALERT = f"Bins are late today, {LONGEST_WORD} says, and again tomorrow"[:120]

# Who sees a page on the first day, when nobody has written anything.
EMPTY = (
    ("home", "visitor", "/"),
    ("questions", "visitor", "/threads"),
    ("ideas", "visitor", "/ideas"),
    ("alerts", "visitor", "/alerts"),
    ("services", "visitor", "/services"),
    ("search", "visitor", "/search?q=permit"),
    ("quality of reports", "visitor", "/transparency"),
    ("me", "citizen", "/me"),
    ("my questions", "citizen", "/me/questions"),
    ("my tickets", "citizen", "/me/tickets"),
    ("tokens", "citizen", "/me/tokens"),
    ("desk", "agent", "/desk"),
    ("reports", "moderator", "/desk/reports"),
    ("alerts of staff", "agent", "/desk/alerts"),
    ("articles", "visitor", "/articles"),
    ("what is announced", "visitor", "/announced"),
    ("the group", "visitor", "/advisory"),
    ("behind the scenes", "agent", "/inside"),
    ("behind the scenes of staff", "agent", "/desk/inside"),
    ("rounds", "visitor", "/rounds"),
    ("rounds of staff", "agent", "/desk/rounds"),
    ("the group of staff", "manager", "/desk/advisory"),
    ("my drafts", "citizen", "/me/drafts"),
    ("my answers", "citizen", "/me/answers"),
    ("what I follow", "citizen", "/me/follows"),
    ("my notices", "citizen", "/me/notices"),
    ("where I am", "citizen", "/me/where"),
    ("my invitation", "citizen", "/me/invitation"),
    ("me at the desk", "citizen", "/me/desk"),
    ("answers under the law", "visitor", "/disclosures"),
    ("complaints", "visitor", "/grievances"),
    ("passed on", "visitor", "/transfers"),
    ("waiting times", "visitor", "/waiting-times"),
    ("articles of staff", "agent", "/desk/articles"),
    ("known problems", "agent", "/desk/problems"),
    ("holds", "manager", "/desk/holds"),
    ("tasks of departments", "agent", "/desk/subtasks"),
    ("complaints at the desk", "agent", "/desk/grievances"),
    ("passed on at the desk", "agent", "/desk/transfers"),
    ("skills", "manager", "/desk/skills"),
    ("who gets what", "agent", "/desk/rota"),
    ("the work to come", "manager", "/desk/workload"),
    ("how content people were", "manager", "/desk/satisfaction"),
    ("where people stand", "moderator", "/desk/ladder"),
    ("rules of the rungs", "manager", "/desk/ladder/rules"),
    ("support groups", "moderator", "/desk/groups"),
    ("hats", "manager", "/desk/hats"),
    ("this morning", "agent", "/desk/morning"),
    ("answers to look at again", "agent", "/desk/still-true"),
    ("lessons", "agent", "/desk/lessons"),
    ("not ours", "agent", "/desk/not-ours"),
    ("outside desks", "agent", "/desk/outside"),
    ("mails", "agent", "/desk/mails"),
    ("many tickets", "agent", "/desk/many"),
    ("closed before", "manager", "/desk/history"),
    ("beginners", "manager", "/desk/beginners"),
    ("who is here", "agent", "/desk/duty"),
    ("ready answers", "manager", "/desk/ready"),
    ("review of ideas", "manager", "/ideas/review"),
)
PEOPLE = {
    "citizen": ("Ben Hallam", Role.CITIZEN),
    "agent": ("Dev Patel", Role.AGENT),
    "moderator": ("Cleo Marsh", Role.MODERATOR),
    "manager": ("Mara Stone", Role.MANAGER),
}
# Forms that are sent with nothing in them.
SENT_EMPTY = (
    ("threads.ask", "citizen", "/ask"),
    ("threads.guide", "visitor", "/ask/guide"),
    ("ideas.new", "citizen", "/ideas/new"),
    ("helpdesk.contact", "visitor", "/contact"),
    ("helpdesk.check", "visitor", "/tickets"),
    ("accounts.sign_in", "visitor", "/sign-in"),
    ("accounts.sign_up", "visitor", "/sign-up"),
    ("referrals.sign_up", "visitor", "/join/{join_code}/sign-up"),
    ("reports.new", "visitor", "/reports/new?subject={answer_id}"),
    ("announcements.write", "agent", "/desk/alerts/new"),
    ("catalogue.add_service", "manager", "/desk/services/new"),
    ("knowledge.write", "agent", "/desk/articles/new"),
    ("backstage.write", "agent", "/desk/inside/new"),
    ("hosting.prepare", "agent", "/desk/rounds/new"),
    ("meetings.call", "manager", "/desk/advisory/new"),
    ("problems.open", "agent", "/desk/problems/new"),
    ("holds.open", "manager", "/desk/holds/new"),
    ("leaving.show", "citizen", "/me/leaving"),
    ("reports.appeal", "asker", "/reports/{dismissed_report}/appeal"),
    ("grievances.complain", "asker", "/tickets/{answered}/grievances?clock=resolution&turn=0"),
    ("staff.invite", "manager", "/desk/people/invitations/new"),
    ("accounts.forgotten", "visitor", "/password"),
)


def write_longest(sample: Sample) -> dict[str, Any]:
    """A question, an idea, a ticket and an alert whose titles have no end; where they are."""
    body = write_up(f"{LONGEST_WORD} {LONGEST_WORD.upper()} https://example.org/{'a' * 120}")
    with writing():
        ada, ben, agent = (
            db.get_one(Member, sample.person(who).member_id)
            for who in ("asker", "citizen", "agent")
        )
        topic = db.get_one(Thread, sample.parts["thread_id"]).topic
        thread = ask(by=ada, topic=topic, title=LONGEST_TITLE, body=body, tags=["permits"])
        answer_thread(thread, by=ben, body=body)
        ticket, _ = escalate_thread(thread, by=ada, reason=LONGEST_TITLE)
        idea = propose(by=agent, topic=topic, title=LONGEST_TITLE, body=body)
        draft = Draft(service_called("parking").id, "problem", LONGEST_ALERT, body, begins_at=now())
        alert = write_alert(draft, by=agent)
        publish_alert(alert, by=agent)
        return {"thread": thread.id, "idea": idea.id, "ticket": ticket.reference}


def extremes_of(sample: Sample) -> list[tuple[str, str, str, int, bool]]:
    """Name, who, address, status, and whether its form is sent: the facts of a Sight."""
    at = write_longest(sample)
    long = (
        ("a question", "visitor", f"/threads/{at['thread']}"),
        ("all questions", "visitor", "/threads"),
        ("an idea", "visitor", f"/ideas/{at['idea']}"),
        ("all ideas", "visitor", "/ideas?order=new"),
        ("a ticket", "asker", f"/tickets/{at['ticket']}"),
        ("a ticket at the desk", "agent", f"/desk/tickets/{at['ticket']}"),
        ("alerts", "visitor", "/alerts"),
        ("found", "visitor", "/search?q=Donaudampfschifffahrt"),
        ("home", "visitor", "/"),
    )
    sent = [(name, who, path.format(**sample.parts)) for name, who, path in SENT_EMPTY]
    return [
        *((f"longest title, {name}", who, path, 200, False) for name, who, path in long),
        *((f"{name}, sent empty", who, path, 422, True) for name, who, path in sent),
    ]
