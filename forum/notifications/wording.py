"""Notices and presets in the words people read."""

from flask_babel import lazy_gettext as _

NOTICES = {
    "answered": _("Your question has a new answer"),
    "official_answer": _("Your question has an official answer"),
    "accepted": _("Your answer solved it"),
    "thanked": _("Somebody thanked you for your answer"),
    "confirmed": _("Staff confirm that your answer is right"),
    "commented": _("There is a new comment"),
    "followed": _("A question you follow has a new answer"),
}
PRESETS = (
    (
        "mine",
        _("Only what concerns me"),
        _("A mail when somebody answers your question, comments, or says your answer solved it."),
    ),
    (
        "follows",
        _("Also what I follow"),
        _("The same, and a mail when a question you follow has a new answer."),
    ),
    (
        "none",
        _("No mails"),
        _("You find everything on your own page. About a ticket of yours we still write."),
    ),
)
STOPS = {
    "mine": _("mails about your own questions and answers"),
    "follows": _("mails about questions you follow"),
    "services": _("mails about alerts of the services you follow"),
}
