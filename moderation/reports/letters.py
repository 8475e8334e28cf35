"""The mails about reports and decisions, made when they are sent.

A mail never repeats what somebody typed into the form: it is open to all, and must not be a way
of mailing strangers. What staff wrote to the person stands in it word for word.
"""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select

from forum.accounts.models import Member
from forum.design.words import day
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.site import site
from moderation.reports import queries
from moderation.reports.events import AppealDecided, ReportDecided, ReportMade
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.reasons import NO_RULE, SAID_TO_AUTHOR, SAID_TO_REPORTER, SCOPE, Deed
from moderation.reports.references import key_to

RECEIVED = (
    "We have your report. A person will look at it and decide. We will tell you the outcome at "
    "this address."
)
BY_A_PERSON = "A person decided this, not a program."
APPEALED = {
    "upheld": "We have looked at your appeal. The decision stays as it was.",
    "reversed": "We have looked at your appeal. You were right: the decision is undone.",
}


def report_received(mail: OutgoingMail) -> Letter | None:
    """The reference and what happens next."""
    event = _event(mail)
    if not isinstance(event, ReportMade):
        return None
    report = db.get_one(Report, event.report_id)
    said = _(
        "Your reference is %(reference)s. The page below shows where it stands.",
        reference=report.reference,
    )
    subject = _("%(reference)s: we have your report", reference=report.reference)
    return _to_reporter(mail, report, subject, [say(RECEIVED), said])


def report_outcome(mail: OutgoingMail) -> Letter | None:
    """What was decided, and how to appeal when nothing was done."""
    event = _event(mail)
    if not isinstance(event, ReportDecided):
        return None
    decision = db.get_one(Decision, event.decision_id)
    report = _report(mail, decision.case_id)
    if report is None:
        return None
    parts = [f"{say(SAID_TO_REPORTER[Deed(decision.deed)])}."]
    if decision.deed == Deed.DISMISS:
        parts += [decision.facts, say(decision.redress)]
    subject = _("%(reference)s: we have looked at your report", reference=report.reference)
    return _to_reporter(mail, report, subject, parts)


def decision_notice(mail: OutgoingMail) -> Letter | None:
    """The statement of reasons, to the person it concerns."""
    event, member = _event(mail), _member(mail)
    if not isinstance(event, ReportDecided) or member is None or not member.email:
        return None
    decision = db.get_one(Decision, event.decision_id)
    said = say(SAID_TO_AUTHOR[Deed(decision.deed)])
    parts = [f"{said}.", *statement_of(decision)]
    page = f"/reports/{decision.reference}"
    return Letter(member.email, f"{decision.reference}: {said}", "\n\n".join(parts), page)


def appeal_outcome(mail: OutgoingMail) -> Letter | None:
    event = _event(mail)
    if not isinstance(event, AppealDecided):
        return None
    appeal = db.get_one(Appeal, event.appeal_id)
    parts = [say(APPEALED[event.outcome]), appeal.answer or ""]
    if appeal.report_id is not None:
        report = db.get_one(Report, appeal.report_id)
        return _to_reporter(mail, report, _your_appeal(report.reference), parts)
    member, decision = _member(mail), db.get_one(Decision, appeal.decision_id)
    if member is None or not member.email:
        return None
    page = f"/reports/{decision.reference}"
    return Letter(member.email, _your_appeal(decision.reference), "\n\n".join(parts), page)


def _your_appeal(reference: str) -> str:
    return str(_("%(reference)s: your appeal", reference=reference))


def statement_of(decision: Decision) -> list[str]:
    """Rule, facts, until when, by whom, and how to appeal: every restriction says all of it."""
    zone = ZoneInfo(site().zone)
    parts = [decision.facts]
    if decision.rule != NO_RULE:
        rule = say(queries.rules().get(decision.rule, decision.rule))
        parts.append(_("The rule: %(rule)s.", rule=rule))
    if decision.did_hide:
        parts.append(_("Only you and the staff can read the post now."))
    if decision.sanction and decision.sanction.until:
        until = day(decision.sanction.until, zone=zone, now=now())
        parts.append(_("This ends on %(day)s.", day=until))
        parts.append(say(SCOPE[Deed(decision.deed)]))
    parts += [] if decision.is_automated else [say(BY_A_PERSON)]
    return [*parts, say(decision.redress)]


def _to_reporter(
    mail: OutgoingMail, report: Report, subject: str, parts: list[str]
) -> Letter | None:
    """A member as they are now, or the address given with the report."""
    page = f"/reports/{report.reference}"
    if member := _member(mail):
        if member.id != report.reporter_id or not member.email:
            return None
        return Letter(member.email, subject, "\n\n".join(parts), page)
    if mail.recipient != f"report:{report.id}" or not report.email:
        return None
    with_key = f"{page}?key={key_to(report.id)}"
    return Letter(report.email, subject, "\n\n".join(parts), with_key)


def _report(mail: OutgoingMail, case_id: int) -> Report | None:
    kind, _, number = mail.recipient.partition(":")
    if kind == "report":
        return db.get(Report, int(number))
    mine = select(Report).where(Report.case_id == case_id, Report.reporter_id == int(number))
    return db.scalar(mine)


def _member(mail: OutgoingMail) -> Member | None:
    kind, _, number = mail.recipient.partition(":")
    member = db.get(Member, int(number)) if kind == "member" else None
    return member if member and member.is_active and member.is_verified else None


def _event(mail: OutgoingMail) -> Event | None:
    return db.get_one(PublishedEvent, mail.event_id).event
