"""The ladder in the words people read on their own page."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from forum.accounts.standing import Rung
from forum.reputation.ladder import Requirement
from forum.reputation.queries import Place

Row = tuple[Any, ...]

RUNGS = {
    Rung.NEWCOMER: _("Newcomer"),
    Rung.REGULAR: _("Regular"),
    Rung.FOLLOWER: _("Follower"),
    Rung.ADVOCATE: _("Advocate"),
    Rung.EMERITUS: _("Emeritus"),
}
YOU_ARE = {
    Rung.NEWCOMER: _("You are a Newcomer."),
    Rung.REGULAR: _("You are a Regular."),
    Rung.FOLLOWER: _("You are a Follower."),
    Rung.ADVOCATE: _("You are an Advocate."),
    Rung.EMERITUS: _("You were an Advocate, and keep the mark."),
}
STAYS = {
    Rung.FOLLOWER: _("To stay a Follower"),
    Rung.ADVOCATE: _("To stay an Advocate"),
}
BELOW = {
    Rung.FOLLOWER: _(
        "We look every night. Below %(share)s of 100 of one of these we tell you. Then you have "
        "%(days)s days. After that you are a Regular again, and can come back at any time."
    ),
    Rung.ADVOCATE: _(
        "We look once a year. Below %(share)s of 100 of one of these we tell you. Then you have "
        "%(days)s days. After that your extra tools rest, and your mark stays."
    ),
}
WHY_MOVED = {
    "climbed": _("You did what it asks for"),
    "lapsed": _("You did less for a while"),
    "sanctioned": _("After a report or a pause of your account"),
    "returned": _("You helped again"),
    "agreed": _("You said yes"),
    "stepped back": _("You stepped back"),
    "held": _("Staff decided it"),
    "young": _("There are no rungs under 18"),
}
TO_BECOME = {
    Rung.REGULAR: _("To become a Regular"),
    Rung.FOLLOWER: _("To become a Follower"),
    Rung.ADVOCATE: _("To become an Advocate"),
}
NOTES = {
    Rung.NEWCOMER: _("Ask, answer, comment, thank, and say that you have the same problem."),
    Rung.REGULAR: _("You can vote for good answers. Yours for good: being away never costs it."),
    Rung.FOLLOWER: _("You can write more in a day than others."),
    Rung.ADVOCATE: _("You help to keep order. A member of staff asks you, and you say yes or no."),
    Rung.EMERITUS: _("You keep the mark of an Advocate. The tools rest until you help again."),
}
RUNGS_DOWN = (Rung.ADVOCATE, Rung.FOLLOWER, Rung.REGULAR, Rung.NEWCOMER)
REQUIREMENTS = {
    "days_here": _("Days since you joined"),
    "threads_read": _("Questions you read"),
    "posts_read": _("Posts you read"),
    "minutes_read": _("Minutes of reading"),
    "answers_that_helped": _("Answers that were accepted or thanked"),
    "people_helped": _("People you helped"),
    "active_days": _("Days you took part"),
    "sanctions": _("Your account was not paused"),
    "days_as_follower": _("Days as a Follower"),
    "people_helped_in_a_year": _("People you helped in a year"),
    "share_that_helped": _("Of 100 answers, accepted or thanked"),
    "behaviours_shown": _("Of five ways to stand by others"),
    "confirmed_by_staff": _("A member of staff has asked you"),
}
AWARDS = {
    "answer_upvoted": _("Somebody voted for your answer"),
    "question_upvoted": _("Somebody voted for your question"),
    "idea_upvoted": _("Somebody voted for your idea"),
    "solution": _("Your answer solved it"),
    "accepting": _("You said which answer solved yours"),
    "confirmed": _("Staff confirmed your answer"),
    "edit_accepted": _("Your edit was accepted"),
    "downvoted": _("Somebody voted against your post"),
    "downvoting": _("You voted against an answer"),
    "report_upheld": _("A report against your post was right"),
    "spam": _("Your post was advertising"),
    "idea_accepted": _("Your idea was accepted"),
    "idea_delivered": _("Your idea became real"),
    "taken_back": _("Taken back"),
    "resting": _("The post was removed"),
    "restored": _("The post is back"),
    "voided": _("Does not count any more"),
    "reinstated": _("Counts again"),
}


def ladder_rows(place: Place) -> list[Row]:
    """The rungs, highest first, for the ladder part."""
    rungs = (Rung.EMERITUS, *RUNGS_DOWN[1:]) if place.rung == Rung.EMERITUS else RUNGS_DOWN
    here = rungs.index(place.rung)
    return [(_state(at, here), RUNGS[rung], NOTES[rung]) for at, rung in enumerate(rungs)]


def need_rows(requirements: Iterable[Requirement], *, way: str = "") -> list[Row]:
    """What is needed, for the need part."""
    return [_need(asked) for asked in requirements if asked.way == way]


def ways_of(requirements: Sequence[Requirement]) -> list[str]:
    """The alternatives, of which one is enough."""
    return list(dict.fromkeys(asked.way for asked in requirements if asked.way))


def below_the_mark(place: Place) -> str:
    """What happens to whoever does less, with the numbers of the rules that hold."""
    days, share = (place.rules.notice + place.rules.grace).days, int(100 * place.rules.keep)
    return str(BELOW[place.rung] % {"share": share, "days": days})


def _state(at: int, here: int) -> str:
    if at == here:
        return "now"
    return "done" if at > here else ""


def _need(asked: Requirement) -> Row:
    label = REQUIREMENTS[asked.name] if asked.name in REQUIREMENTS else _at_most(asked.of)
    return need_row(asked, label)


def need_row(asked: Requirement, label: Any) -> Row:
    """A line of the need part; yes and no where a number would not help."""
    if asked.at_most or asked.of == 1:
        return label, int(asked.is_met), 1, gettext("Yes") if asked.is_met else gettext("No")
    return label, asked.have, asked.of


def _at_most(reports: int) -> str:
    return str(
        ngettext(
            "At most one report against you was right",
            "At most %(num)s reports against you were right",
            reports,
        )
    )
