"""Badges in the words people read: a name, and the rule."""

from typing import Any

from flask_babel import lazy_gettext as _

from forum.recognition.rules import Badge

NAMES: dict[Badge, Any] = {
    Badge.FIRST_HELP: _("First help"),
    Badge.TEN_PEOPLE: _("Ten people helped"),
    Badge.FIFTY_PEOPLE: _("Fifty people helped"),
    Badge.THREE_TOPICS: _("At home in three topics"),
    Badge.QUICK_HELP: _("Quick help"),
    Badge.IDEA_REAL: _("An idea that became real"),
    Badge.YEAR_HERE: _("A year with us"),
    Badge.ADVOCATE: _("Advocate"),
}
RULES: dict[Badge, Any] = {
    Badge.FIRST_HELP: _("An answer of yours helped somebody."),
    Badge.TEN_PEOPLE: _("You helped 10 people, each with a question of their own."),
    Badge.FIFTY_PEOPLE: _("You helped 50 people, each with a question of their own."),
    Badge.THREE_TOPICS: _("You helped people in 3 topics."),
    Badge.QUICK_HELP: _("An answer within one hour of the question helped. It stays for 48 days."),
    Badge.IDEA_REAL: _("The council did what an idea of yours asked for."),
    Badge.YEAR_HERE: _("You joined a year ago, and an answer of yours helped somebody."),
    Badge.ADVOCATE: _("You are an Advocate, or were one. This badge stays when the tools rest."),
}
FOR: dict[str, Any] = {
    "answer": _("For an answer of yours"),
    "idea": _("For an idea of yours"),
    "thread": _("For a question of yours"),
}
"""What a thank-you note is about, by the kind of post."""
