"""How people grow here, for everybody to read: each rung, what it asks for and what it opens.

The numbers are those that rungs are judged by; this file only has the words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from forum.accounts.standing import COMES_WITH, LADDER, Privilege, Rung
from forum.people.wording import RUNGS
from forum.reputation.ladder import Rule, Rules

PURPOSES: dict[Privilege, Any] = {
    Privilege.ASK: _("Ask a question, with photos, so that somebody can help you."),
    Privilege.ANSWER: _("Answer a question, so that the person can go on."),
    Privilege.COMMENT: _("Add a comment, to ask back or to put something right."),
    Privilege.THANK: _("Say thank you for an answer that helped."),
    Privilege.ME_TOO: _("Say that you have the same problem, and hear how it ends."),
    Privilege.SUPPORT: _("Stand behind ideas. Each of us counts once."),
    Privilege.PROPOSE: _("Put one idea forward at a time. We read your first one before it shows."),
    Privilege.UPVOTE: _("Vote for good answers, so that others find them sooner."),
    Privilege.PROPOSE_FREELY: _("Put ideas forward that show at once, more than one at a time."),
    Privilege.EDIT_WIKI: _("Suggest better words for an answer that is out of date."),
    Privilege.SUGGEST_TAGS: _("Suggest tags or a better topic, so that a question is found."),
    Privilege.LOOK_INSIDE: _("Look behind the scenes: how things work, and what we plan."),
    Privilege.TRIAGE: _("Look through new posts, so that staff see first what cannot wait."),
    Privilege.MARK_DUPLICATES: _("Say that a question is the same as one the council works on."),
    Privilege.ESCALATE_OTHERS: _(
        "Bring the question of somebody else to the council, and say why."
    ),
    Privilege.ADOPT_TOPIC: _(
        "Look after a topic with others, so that nobody there waits for long."
    ),
    Privilege.HEAR_EARLY: _("Hear of changes some days early."),
    Privilege.ADVISE: _("Join the group that advises us, and vote on what it says."),
    Privilege.ASK_STAFF: _("Ask people who work here in rounds of questions."),
}

ASKED: dict[str, Callable[[int], str]] = {
    "days_here": lambda n: ngettext("Be a member for one day", "Be a member for %(num)s days", n),
    "threads_read": lambda n: ngettext("Read one question", "Read %(num)s questions", n),
    "posts_read": lambda n: ngettext("Read one post", "Read %(num)s posts", n),
    "minutes_read": lambda n: ngettext("Read for one minute", "Read for %(num)s minutes", n),
    "answers_that_helped": lambda n: ngettext(
        "One answer of yours was accepted or thanked",
        "%(num)s answers of yours were accepted or thanked",
        n,
    ),
    "people_helped": lambda n: ngettext("Help one person", "Help %(num)s different people", n),
    "active_days": lambda n: ngettext("Take part on one day", "Take part on %(num)s days", n),
    "upheld_reports": lambda n: ngettext(
        "No more than one report against you was right",
        "No more than %(num)s reports against you were right",
        n,
    ),
    "sanctions": lambda _n: gettext("Your account was not paused"),
    "days_as_follower": lambda n: ngettext(
        "Be a Follower for one day", "Be a Follower for %(num)s days", n
    ),
    "people_helped_in_a_year": lambda n: ngettext(
        "Help one person in a year", "Help %(num)s different people in a year", n
    ),
    "share_that_helped": lambda n: ngettext(
        "Of 100 answers, one was accepted or thanked",
        "Of 100 answers, %(num)s were accepted or thanked",
        n,
    ),
    "behaviours_shown": lambda n: ngettext(
        "Do one of these five: help others, wait with them, say what helped, report, bring ideas",
        "Do %(num)s of these five: help others, wait with them, say what helped, report, "
        "bring ideas",
        n,
    ),
    "confirmed_by_staff": lambda _n: gettext("A member of staff asks you, and you say yes"),
}

WAYS = {"reading": _("Either by reading"), "helping": _("Or by helping")}
BELOW = {
    Rung.REGULAR: Rung.NEWCOMER,
    Rung.FOLLOWER: Rung.REGULAR,
    Rung.ADVOCATE: Rung.FOLLOWER,
}


@dataclass(frozen=True)
class Shown:
    """One rung as the page shows it; `ways` are alternatives, of which one is enough.

    `later` are the purposes of privileges that come with something that is not here yet.
    """

    rung: Rung
    name: Any
    asked: Sequence[str]
    ways: Mapping[str, Sequence[str]]
    opens: Sequence[Any]
    later: Sequence[Any]


@dataclass(frozen=True)
class Change:
    """One thing that other rules change: what it is about, how it is now, and how it will be."""

    title: Any
    now: Sequence[str]
    then: Sequence[str]


def share_to_keep(rules: Rules) -> int:
    """Of 100, so much of each number is enough to stay."""
    return int(100 * rules.keep)


def days_before_a_step_down(rules: Rules) -> int:
    """From being told to the step itself."""
    return (rules.notice + rules.grace).days


def rungs_shown(rules: Rules) -> list[Shown]:
    """From the first to the highest, without the one that somebody has afterwards."""
    return [_shown(rung, rules.rungs.get(rung, ())) for rung in (Rung.NEWCOMER, *BELOW)]


def changes(now: Rules, then: Rules) -> list[Change]:
    """What is different, in words; each rung whole, so that nobody has to compare lists."""
    rungs = [(RUNGS[rung], _all_of(now, rung), _all_of(then, rung)) for rung in BELOW]
    told = [*rungs, (_("When you do less for a while"), _times(now), _times(then))]
    return [Change(*one) for one in told if one[1] != one[2]]


def _all_of(rules: Rules, rung: Rung) -> list[str]:
    return [
        f"{WAYS[rule.way]}: {_words(rule)}" if rule.way in WAYS else _words(rule)
        for rule in rules.rungs.get(rung, ())
    ]


def _times(rules: Rules) -> list[str]:
    days, share = days_before_a_step_down(rules), share_to_keep(rules)
    return [
        gettext("We count the last %(days)s days", days=rules.window.days),
        gettext("%(share)s of 100 of each number is enough to stay", share=share),
        gettext("We tell you %(days)s days before anything is lost", days=days),
    ]


def _shown(rung: Rung, rules: Sequence[Rule]) -> Shown:
    new = _new_on(rung)
    return Shown(
        rung,
        RUNGS[rung],
        [_words(rule) for rule in rules if not rule.way],
        {way: [_words(rule) for rule in rules if rule.way == way] for way in _ways(rules)},
        [
            *(words for one, words in PURPOSES.items() if one in new - set(COMES_WITH)),
            *_wider(rung),
        ],
        [words for one, words in PURPOSES.items() if one in new & set(COMES_WITH)],
    )


def _new_on(rung: Rung) -> frozenset[Privilege]:
    """What this rung unlocks beyond the one below."""
    below = BELOW.get(rung)
    already = LADDER[below].privileges if below else frozenset()
    return LADDER[rung].privileges - already


def _wider(rung: Rung) -> list[str]:
    times = LADDER[rung].wider / (LADDER[BELOW[rung]].wider if rung in BELOW else 1)
    if times <= 1:
        return []
    more = round(100 * (times - 1))
    return [gettext("Write more in a day than others: %(more)s more for each 100.", more=more)]


def _ways(rules: Sequence[Rule]) -> list[str]:
    return list(dict.fromkeys(rule.way for rule in rules if rule.way))


def _words(rule: Rule) -> str:
    return ASKED[rule.name](rule.of)
