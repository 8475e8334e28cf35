"""What the kinds of notes and the ends of plans are called."""

from flask_babel import lazy_gettext as _

from forum.inside.kinds import Kind, Outcome

KINDS = {
    Kind.NOTE: _("How it works"),
    Kind.PLAN: _("What we plan"),
    Kind.NOTICE: _("Told early"),
}
OUTCOMES = {
    Outcome.KEPT: _("We did it"),
    Outcome.CHANGED: _("We did something else"),
    Outcome.DROPPED: _("We did not do it"),
}
