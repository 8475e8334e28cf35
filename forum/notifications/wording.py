"""Notices and presets in the words people read."""

from flask_babel import lazy_gettext as _

NOTICES = {
    "answered": _("Your question has a new answer"),
    "official_answer": _("Your question has an official answer"),
    "accepted": _("Your answer solved it"),
    "thanked": _("Somebody thanked you for your answer"),
    "confirmed": _("Staff confirm that your answer is right"),
    "commented": _("There is a new comment"),
    "named": _("Somebody called you by name"),
    "followed": _("A question you follow has a new answer"),
    "idea_decided": _("The council has decided about your idea"),
    "idea_replied": _("The council has replied to your idea"),
    "idea_released": _("Your idea shows for everyone now"),
    "idea_hidden": _("Staff took your idea out of sight"),
    "points_void": _("Some points do not count any more"),
    "points_back": _("Points count again"),
    "idea_followed": _("There is news about an idea you support"),
    "badge_earned": _("You have a new badge"),
    "round_answered": _("Your question in a round has an answer"),
    "staff_thanked": _("A member of staff thanks you"),
    "year_ended": _("You can read what you did for others last year"),
    "guest_helped": _("Somebody you invited has had a question solved"),
    "advocate_asked": _("We have a question for you"),
    "rules_change": _("The rules change by which people grow here"),
    "more_tools": _("You have helped so many people that you have new tools"),
    "tools_back": _("Your extra tools are back"),
    "tools_held": _("Staff have set where you stand"),
    "tools_lost": _("Your extra tools are gone for now"),
    "tools_near_rest": _("Your extra tools will rest soon"),
    "tools_rest": _("Your extra tools are resting. They come back after you have helped again"),
}
PRESETS = (
    (
        "mine",
        _("Only what concerns me"),
        _(
            "A mail when somebody answers your question, comments, names you, or says your answer "
            "solved it. You also get one when the council answers your idea."
        ),
    ),
    (
        "follows",
        _("Also what I follow"),
        _(
            "The same, and a mail when a question you follow has a new answer, "
            "or an idea you support has news."
        ),
    ),
    (
        "none",
        _("No mails"),
        _("You find everything on your own page. About a ticket of yours we still write."),
    ),
)
STOPS = {
    "mine": _("mails about your own questions, answers and ideas"),
    "follows": _("mails about questions and ideas you follow"),
    "services": _("mails about alerts of the services you follow"),
}
