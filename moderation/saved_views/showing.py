"""What the address of the queue asks for, and the forms and links that lead to other addresses."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_

from forum.accounts.models import Member
from forum.kernel.languages import in_words, say
from forum.services.queries import all_services
from moderation.helpdesk import queries as tickets
from moderation.helpdesk.queries import SHOWS, Only
from moderation.helpdesk.states import CITIZEN_LABELS, FINAL, State
from moderation.saved_views import queries
from moderation.saved_views.models import SavedView

PACES = {"late": "Late", "soon": "Due within two hours", "rest": "The clock stands still"}
CODE = re.compile(r"[a-z][a-z0-9_]{0,40}")
LONGEST = 400  # letters of an address
ME, NOBODY = "me", "nobody"
LIVE = [state for state in State if state not in FINAL]


@dataclass(frozen=True)
class Asked:
    """`carried` is what an address repeats so that it means the same; "me" stays "me" in it."""

    show: str
    only: Only
    carried: dict[str, Any]


def asked(args: Mapping[str, Any], *, by: Member) -> Asked:
    """Whatever the address holds that we know; the rest narrows nothing."""
    known = {name: str(args.get(name, "")) for name in READ}
    read = {name: read(known[name], by) for name, read in READ.items()}
    kept = {name: value for name, value in read.items() if value not in ("", None)}
    show = str(args.get("show", ""))
    show = show if show in SHOWS else "waiting"
    carried = {"show": show} | {name: known[name] for name in kept}
    return Asked(show, Only(**kept), carried)


def asked_in(address: str | None, *, by: Member) -> Asked:
    """The same for an address that a form carries; whoever sends it writes there what they like."""
    return asked(dict(parse_qsl((address or "")[:LONGEST])), by=by)


def saved_views(member: Member) -> tuple[Sequence[SavedView], dict[str, ColumnElement[bool]]]:
    """The saved ones, and for each what it means to this member, to be counted."""
    found, meant = queries.saved_views_of(member), {}
    for view in found:
        means = asked(view.asked, by=member)
        meant[f"view {view.id}"] = meaning(means, member)
    return found, meant


def meaning(means: Asked, member: Member) -> ColumnElement[bool]:
    return and_(tickets.shown(means.show, member), tickets.narrowed(means.only))


def ways_to(
    found: Sequence[SavedView], counts: Mapping[str, int], here: Asked
) -> list[tuple[str, str, bool, int]]:
    """The saved ones as links with their counts."""
    return [
        (
            view.name,
            url_for("desk.queue", **view.asked),
            view.asked == here.carried,
            counts[f"view {view.id}"],
        )
        for view in found
    ]


def choices(here: Asked) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """The controls that narrow the queue down: name, label, options, and what is chosen."""
    services = [(str(one.id), one.name) for one in all_services()]
    kinds = [(code, say(kind.label)) for code, kind in tickets.kinds().items()]
    states = [(str(state), say(CITIZEN_LABELS[state])) for state in LIVE]
    people = [(ME, _("Me")), (NOBODY, _("Nobody"))]
    people += [(str(id_), name) for id_, name in queries.desk_people()]
    numbers = [(str(number), str(number)) for number in range(1, 6)]
    controls = {
        "service": (_("Service"), services),
        "kind": (_("Kind"), kinds),
        "state": (_("State"), states),
        "who": (_("Given to"), people),
        "priority": (_("Priority"), numbers),
        "pace": (_("Promise"), in_words(PACES)),
    }
    every = [("", _("Every one"))]
    return [
        (name, str(label), every + options, here.carried.get(name, ""))
        for name, (label, options) in controls.items()
    ]


def _number(text: str, _by: Member) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def _code(text: str, _by: Member) -> str:
    return text if CODE.fullmatch(text) else ""


def _who(text: str, by: Member) -> int | None:
    return {ME: by.id, NOBODY: 0}.get(text) if text in (ME, NOBODY) else _number(text, by)


def _priority(text: str, _by: Member) -> int | None:
    return int(text) if text in tuple("12345") else None


READ: dict[str, Callable[[str, Member], Any]] = {
    "service": _number,
    "kind": _code,
    "state": lambda text, _by: text if text in LIVE else "",
    "who": _who,
    "priority": _priority,
    "pace": lambda text, _by: text if text in PACES else "",
}
