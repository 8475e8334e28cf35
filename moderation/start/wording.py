"""What each line of the first day is called, what it is for, and where it is done."""

from dataclasses import dataclass, field
from typing import Any

TEST_MAIL = "test_mail"


@dataclass(frozen=True)
class Errand:
    """`endpoint` is the page where it is done; a line without one has a button of its own."""

    title: str
    why: str
    endpoint: str = ""
    go: str = ""
    parts: dict[str, Any] = field(default_factory=dict)


LINES = {
    "identity": Errand(
        "Name, place and look",
        "Every page and every mail says who you are and how to reach you.",
        "settings.identity",
        "Say who you are",
    ),
    "mail": Errand(
        "A test mail",
        "Without mail nobody can sign up, and no answer reaches anybody.",
    ),
    "services": Errand(
        "Services and topics",
        "People choose a topic when they ask, and each topic belongs to a service that answers.",
        "catalogue.index",
        "Add services and topics",
    ),
    "people": Errand(
        "People who work here",
        "At least one more than you, so that somebody is there when you are not.",
        "staff.index",
        "Invite people",
    ),
    "import": Errand(
        "An older forum",
        "Questions and answers you have elsewhere can come along with their old addresses.",
        "archives.index",
        "Bring in an archive",
    ),
    "promises": Errand(
        "What you promise",
        "Most services start with a first reply within 2 working days and an answer within 5.",
    ),
    "privacy": Errand(
        "Privacy notice",
        "People have a right to know what you keep about them and why.",
        "settings.text",
        "Write the privacy notice",
        {"name": "privacy"},
    ),
    "house-rules": Errand(
        "House rules",
        "Whoever hides a post points to the rule it broke.",
        "settings.text",
        "Write the house rules",
        {"name": "house-rules"},
    ),
    "moderation-hours": Errand(
        "When you moderate",
        "People see when somebody looks at what they report.",
        "settings.text",
        "Say when you moderate",
        {"name": "moderation-hours"},
    ),
    "backup": Errand(
        "A proven backup",
        "A backup counts when it has been read back: every row and every checksum.",
    ),
}
