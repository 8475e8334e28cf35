"""Why gifts were reversed, in plain words that accuse nobody."""

from flask_babel import lazy_gettext as _

from forum.integrity.grounds import Ground

WHY = {
    Ground.RING: _("A few people gave each other nearly all their votes and thanks."),
    Ground.FANS: _("A few people kept voting for one person, and for few others."),
    Ground.EXCHANGE: _("Two people got most of their votes and thanks from each other."),
    Ground.SHARED_ADDRESS: _(
        "Most votes and thanks for one person came from accounts that share their network or their "
        "mailbox. People in one home often do."
    ),
    Ground.BURST: _("One person voted for another five times or more within a day."),
}
TITLES = {
    "points_void": _("Why, and whom to ask"),
    "points_back": _("What we gave back"),
}
