"""How many topics, how long, and the words of the room."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

PLACES = (1, 2, 3)
"""Nobody looks after more topics than these; `/helping` says so."""
LOOKS_FOR = timedelta(minutes=30)
FEW = 5
"""Below this many a figure is words; a share or a middle is not told at all."""

PARTS = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}
WEEKDAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
    *(_("Friday"), _("Saturday"), _("Sunday")),
)

NOT_HERE = "There is no such page."
NOT_YET = (
    "Only people we have asked look after a topic. You can answer each question without that. "
    "The council is there for you as for all of us."
)
NOT_YOURS = "Only the people who look after this topic see this page."
RESTS = (
    "Your extra tools are resting, and so does this topic. It comes back with them. You can let "
    "it go at any time."
)
NO_GROUP = "Nobody of the staff stands by this topic at the moment, so it has no group."
FULL = "You look after 3 topics already. Let one go first."
TAKEN = "Somebody else has just begun to look at this question. Take another one."
NOT_WAITING = "This question does not wait any more."
OWN = "This is your own question. Somebody else will look at it."
NO_WORDS = "Write what you want to say."
NO_TIME = "Choose times of the week from the list."
NO_DAY = "Write the last day you are away, like 2027-03-20, or nothing when you are here."
MANY = "You have written a lot today. Write the rest tomorrow."
