"""Orders and lists of ideas in the words people read."""

from flask_babel import lazy_gettext as _

ORDERS = {
    "fair": _("A fair mix"),
    "rising": _("Rising"),
    "top": _("Top"),
    "new": _("New"),
    "decided": _("Decided"),
}
WHY = {
    "fair": _(
        "Shuffled each day, so that no idea wins by being first. "
        "What few people have seen comes sooner."
    ),
    "rising": _(
        "Recent support counts most: what was given a week ago counts half of what is given today."
    ),
    "top": _(
        "How many of the people who looked at an idea support it. "
        "With few people to go by, we expect no more than usual here."
    ),
    "new": _("The latest first, whatever became of them."),
    "decided": _("What the council has decided, the newest first."),
}
SHOWS = {
    "held": _("To be read first"),
    "review": _("In review"),
    "promised": _("An answer is promised"),
    "many": _("Many support it"),
}
WHY_HERE = {
    "held": _("A new member’s first idea shows once you have read it. The oldest comes first."),
    "review": _("The council owes these an answer. The oldest comes first."),
    "promised": _("So many support these that the council has promised an answer by a day."),
    "many": _("As many people as their board asks for support these, and nobody looks yet."),
}
