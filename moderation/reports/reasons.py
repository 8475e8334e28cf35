"""Why something is reported, which rule that is, and what staff can decide: tables to read aloud.

Staff change the words, and add reasons, in the `report_reasons` row of the site's settings.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

OTHER = "other"
SPAM = "spam"
WRONG = "wrong"
DANGER = "danger"
NO_RULE = "none"
APPEAL_WITHIN = timedelta(days=183)


@dataclass(frozen=True)
class Reason:
    """`label` is what a reporter chooses, `rule` what a decision names. A retired one is offered
    no more and keeps its words; `version` counts its changes.
    """

    code: str
    label: str
    rule: str
    is_retired: bool = False
    version: int = 1


REASONS = (
    Reason("person", "It names or points at a private person", "Do not name private people"),
    Reason("rude", "It is rude to another person", "Be civil"),
    Reason("hate", "It attacks people for who they are", "No hatred against groups of people"),
    Reason(DANGER, "Somebody may be in danger", "Nothing that puts people in danger"),
    Reason("illegal", "I think it is against the law", "Nothing that breaks the law"),
    Reason(SPAM, "It is advertising", "No advertising"),
    Reason(WRONG, "It is wrong in a way that does harm", "Nothing false that does harm"),
    Reason(OTHER, "Something else", "Keep to what this place is for"),
)


class Deed(StrEnum):
    """What a decision does."""

    DISMISS = "dismiss"
    HIDE = "hide"
    RESTORE = "restore"
    WARN = "warn"
    LIMIT = "limit"
    SUSPEND = "suspend"


DEEDS = {
    Deed.DISMISS: ("Leave it as it is", "It keeps the rules. Those who reported it are told why."),
    Deed.HIDE: ("Hide it", "Only its author and staff can read it."),
    Deed.RESTORE: ("Bring it back", "It was hidden and shows again."),
    Deed.WARN: ("Warn the author", "The author is told which rule and why. Nothing else changes."),
    Deed.LIMIT: ("Limit the author", "One question and five replies a day, for some days."),
    Deed.SUSPEND: ("Pause the account", "Can read, contact us and appeal, but not write here."),
}
UPHOLDS = {Deed.HIDE, Deed.WARN, Deed.LIMIT, Deed.SUSPEND}
"""The report was right: it counts once against the author."""
ON_PERSON = {Deed.WARN, Deed.LIMIT, Deed.SUSPEND}
MAY_HIDE_TOO = ON_PERSON

SCOPE = {
    Deed.LIMIT: "Until then you can ask one question and write five replies a day.",
    Deed.SUSPEND: "Until then you can sign in, read, contact us in private and appeal.",
}
SAID_TO_AUTHOR = {
    Deed.DISMISS: "We left your post as it is",
    Deed.HIDE: "We hid your post",
    Deed.RESTORE: "Your post shows again",
    Deed.WARN: "This is a warning about your post",
    Deed.LIMIT: "You can write less for some time",
    Deed.SUSPEND: "Your account is paused",
}
SAID_TO_REPORTER = {
    Deed.DISMISS: "We looked at it and left it as it is",
    Deed.HIDE: "You were right: we hid it",
    Deed.RESTORE: "We looked at it, and it shows again",
    Deed.WARN: "You were right: we warned its author",
    Deed.LIMIT: "You were right: its author can write less for some time",
    Deed.SUSPEND: "You were right: its author cannot write here for some time",
}
HOW_TO_APPEAL = (
    "If you think this is wrong, you can appeal within six months on the page of this decision. "
    "It costs nothing, and somebody else looks at it. You can also go to court."
)
