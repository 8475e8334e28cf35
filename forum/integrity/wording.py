"""Why gifts were reversed, in plain words that accuse nobody."""

from flask_babel import lazy_gettext as _

from forum.integrity.grounds import Ground

WHY = {
    Ground.RING: _(
        "A group of people got nearly all their votes, thanks and solutions from one another."
    ),
    Ground.FANS: _(
        "Several people voted for one person again and again, and for hardly anyone else."
    ),
    Ground.EXCHANGE: _("Two people got most of their votes and thanks from each other."),
    Ground.BURST: _("One person voted for another five times or more within a day."),
}
TITLES = {
    "points_void": _("Why, and whom to ask"),
    "points_back": _("What we gave back"),
}
