"""What people choose about how others find them, and about where they stand."""

from flask_babel import lazy_gettext as _

from forum.kernel.forms import Choice, Line, PlainForm

MONTHS = (
    ("1", _("1 month")),
    ("3", _("3 months")),
    ("6", _("6 months")),
    ("12", _("12 months")),
    ("0", _("Let the time count again")),
)


class FindingForm(PlainForm):
    """One button: let people find me, or stop that; without a clear yes it is a no."""

    wanted = Line("Wanted", most=3)

    @property
    def is_yes(self) -> bool:
        return bool(self.wanted.data == "yes")


class PauseForm(PlainForm):
    """How long the time does not count; 0 ends it."""

    months = Choice("For how long?", MONTHS, missing="Choose how long.")


class AdvocacyForm(FindingForm):
    """Two buttons: yes, I want to be an Advocate; no, or no longer."""
