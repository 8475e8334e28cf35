"""What protects the place: who is turned away with which sentence, and how much one may post."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.standing import LADDER, Privilege
from forum.design.words import day, number
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.errors import Invalid, Refused
from forum.kernel.house import house
from forum.kernel.languages import say
from forum.kernel.limits import Limit
from forum.kernel.written import Written
from forum.threads import policy

ONE_DAY = timedelta(days=1)
LINKS_OF_NEWCOMERS = 2
LONGEST_COMMENT = 3000
FIRST_QUESTIONS = Limit(
    "questions on the first day",
    3,
    ONE_DAY,
    "You have asked 3 questions on your first day. You can ask again tomorrow.",
)
FIRST_REPLIES = Limit(
    "replies on the first day",
    10,
    ONE_DAY,
    "You have written 10 replies on your first day. You can write again tomorrow.",
)
QUESTIONS = Limit(
    "questions", 20, ONE_DAY, "You have asked a lot of questions today. Ask the next one tomorrow."
)
REPLIES = Limit(
    "replies",
    200,
    timedelta(hours=1),
    "You have written a lot in the last hour. Take a break and come back later.",
)
LIMITED = "You can write only a little until {until}, as we told you. Write again tomorrow."
QUESTIONS_OF_LIMITED = Limit("questions, limited", 1, ONE_DAY, LIMITED)
REPLIES_OF_LIMITED = Limit("replies, limited", 5, ONE_DAY, LIMITED)
PAUSED = (
    "Your account is paused until {until}. You can read everything, "
    "and you can contact the council in private."
)
MANY_LINKS = "New members can put 2 links in a post. Take some links out and send it again."
NOT_YET = "Your account cannot do this yet."
TOO_LONG = "A comment has at most {most} characters. Write an answer instead."
LOCKED = {
    Privilege.UPVOTE: (
        "You can vote after a day here, when you have read a few questions. You can also vote "
        "once an answer of yours has helped somebody. You can say thank you already."
    ),
}


def require(member: Member, privilege: Privilege) -> None:
    """Raise Refused with the sentence that fits: paused, not confirmed, or not unlocked yet."""
    if member.may(privilege):
        return
    if member.suspended_until and member.is_suspended:
        until = day(member.suspended_until, zone=ZoneInfo("UTC"), now=now())
        raise Refused(say(PAUSED).format(until=until))
    if not member.is_verified:
        raise Refused("Confirm your e-mail address first. The link is in the mail we sent you.")
    raise Refused(LOCKED.get(privilege, NOT_YET))


def check_questions(member: Member) -> None:
    """Raise TooMany when no question is left for now; only reads."""
    if limit := _questions_of(member):
        limits.check(limit, member.id, times=_wider(member))


def spend_question(member: Member) -> None:
    if limit := _questions_of(member):
        limits.spend(limit, member.id, times=_wider(member))


def check_replies(member: Member) -> None:
    """Raise TooMany when no answer or comment is left for now; only reads."""
    if limit := _replies_of(member):
        limits.check(limit, member.id, times=_wider(member))


def spend_reply(member: Member) -> None:
    if limit := _replies_of(member):
        limits.spend(limit, member.id, times=_wider(member))


def refuse_many_links(member: Member, body: Written) -> None:
    """Advertisers sign up to place links; newcomers may place two in each post."""
    if policy.is_newcomer(member) and _links_in(body) > LINKS_OF_NEWCOMERS:
        sentence = say(MANY_LINKS)
        raise Invalid(sentence, {"body": sentence})


def _links_in(body: Written) -> int:
    """A name that leads to somebody's page here advertises nothing."""
    return body.html.count("<a ") - body.html.count(f'<a href="{person_path("")}')


def refuse_unread(member: Member) -> None:
    """A colleague reads what somebody new at the desk says for the council before it is said."""
    for why in filter(None, (asked(member.id) for asked in house().read_first)):
        raise Refused(why)


def refuse_long_comment(body: Written, *, before: str = "") -> None:
    """One that came from elsewhere longer than that may be changed, but not grow."""
    if len(body.source) > max(LONGEST_COMMENT, len(before)):
        sentence = say(TOO_LONG).format(most=number(LONGEST_COMMENT))
        raise Invalid(sentence, {"body": sentence})


def _questions_of(member: Member) -> Limit | None:
    if member.is_limited:
        return _told(QUESTIONS_OF_LIMITED, member)
    if member.is_staff:
        return None
    return FIRST_QUESTIONS if policy.is_first_day(member) else QUESTIONS


def _replies_of(member: Member) -> Limit | None:
    if member.is_limited:
        return _told(REPLIES_OF_LIMITED, member)
    if member.is_staff:
        return None
    return FIRST_REPLIES if policy.is_first_day(member) else REPLIES


def _told(limit: Limit, member: Member) -> Limit:
    """The limit of somebody limited by a decision, with the day on which it ends."""
    until = day(member.limited_until or now(), zone=ZoneInfo("UTC"), now=now())
    return replace(limit, sentence=say(limit.sentence).format(until=until))


def _wider(member: Member) -> float:
    """Standing widens limits, but not those that a decision set."""
    return 1.0 if member.is_limited else LADDER[member.rung].wider
