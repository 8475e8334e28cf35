"""A ready answer with its open places filled in for one ticket."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from forum.design.words import moment_words
from forum.kernel.clock import now
from forum.kernel.site import site
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import clocks_of, log_of
from moderation.helpdesk.showing import headline
from moderation.macros.models import OutsideBody
from moderation.macros.speech import ASKS
from moderation.macros.wording import PLACE

MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>&#!|~@{}]")
"""What would be read as Markdown, as a tag or as somebody's name."""
A_NAME = re.compile(r"[^\W\d_]+(?:[ '’-]{1,2}[^\W\d_]+){0,6}")
LONGEST_NAME = 60


def filled(body: str, ticket: Ticket) -> str:
    """Markdown; values are put in so that they are read as they stand, never as marks of ours."""
    return _filled(body, ticket, lambda value: MEANS_SOMETHING.sub(r"\\\g<0>", value))


def plainly_filled(line: str, ticket: Ticket) -> str:
    """The same for a line without marks, such as what an answer says in short."""
    return _filled(line, ticket, str)


def pointing_to(body: OutsideBody, text: str, *, asks: bool) -> str:
    """The text, who answers for it and the way there; to the person alone also our question."""
    link = body.link.replace("{words}", "")
    way = ", ".join(part for part in (link, body.email, body.phone) if part)
    parts = [text, f"{body.name}: {body.does}", way, _(ASKS) if asks else ""]
    return "\n\n".join(part for part in parts if part)


def _filled(body: str, ticket: Ticket, told: Callable[[str], str]) -> str:
    known: dict[str, str] = {}

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name not in VALUES:
            return found[0]
        if name not in known:
            known[name] = told(VALUES[name](ticket))
        return known[name]

    return PLACE.sub(value, body)


def _name(ticket: Ticket) -> str:
    """Whoever writes through the private door types a name, and perhaps an address of something:
    a mail of ours must not carry that to a stranger. Only what can be a name is used.
    """
    name = ticket.opener.name if ticket.opener else (ticket.contact_name or "")
    is_name = len(name) <= LONGEST_NAME and A_NAME.fullmatch(name)
    return name if is_name else str(_("neighbour"))


def _promise(ticket: Ticket) -> str:
    promise = headline(clocks_of(ticket.id), log_of(ticket.id))
    when = moment_words(promise.at, zone=ZoneInfo(site().zone), now=now()) if promise.at else ""
    return str(_(promise.sentence, when=when))


VALUES: dict[str, Callable[[Ticket], str]] = {
    "name": _name,
    "reference": lambda ticket: ticket.reference,
    "service": lambda ticket: ticket.service.name,
    "promise": _promise,
}
