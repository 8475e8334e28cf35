"""The kinds of tickets and what each promises: a table to read aloud, which staff can change.

Staff change the words, the times and the rules in the `ticket_kinds` row of the site's settings.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from moderation.helpdesk.criteria import NOTHING, PERSON, STEPS, TICKET

QUESTION, SAFETY_CONCERN = "question", "safety_concern"
LABELS = {
    QUESTION: "A question",
    "fault": "Something is broken",
    "complaint": "A complaint",
    "information_request": "A request for information",
    "personal_data_request": "A request about my own data",
    "safety_concern": "I am worried that someone is not safe",
    "member_enquiry": "I am elected, and I ask for a resident",
    "legal_notice": "A legal notice",
}
CLOSINGS = {
    "complaint": "If you are not content, ask us for a second look by somebody else. You can also "
    "turn to",
    "information_request": "If you are not content, ask us for a second look by somebody else. "
    "After that you can turn to",
    "personal_data_request": "If you are not content, write back. You can also turn to",
}
OUTSIDE = {
    "complaint": ("the Local Government and Social Care Ombudsman", "https://www.lgo.org.uk/"),
    "information_request": ("the Information Commissioner’s Office", "https://ico.org.uk/"),
    "personal_data_request": ("the Information Commissioner’s Office", "https://ico.org.uk/"),
}


@dataclass(frozen=True)
class Kind:
    """`first_days` and `answer_days` are working days of the service, `answer_months` months of
    the calendar; 0 leaves what the service promises. With `second_days` the person may ask for a
    second look by somebody else, within so many working days. Unless `may_pause`, the clock runs
    on while we wait for the person. `is_for_managers` keeps it from the rest of the desk.
    `turn_to` and `link` are the outside body named when it ends, after the words `closing`.
    `keeps` is one of KEEPS. Without `from_writing` a public post that staff mark as one counts
    from then on, not from when it was written. Before it is answered, each of `steps` is done.
    """

    code: str
    label: str
    first_days: int = 0
    answer_days: int = 0
    answer_months: int = 0
    second_days: int = 0
    may_pause: bool = True
    is_for_managers: bool = False
    closing: str = ""
    turn_to: str = ""
    link: str = ""
    keeps: str = NOTHING
    from_writing: bool = True
    steps: list[str] = field(default_factory=list)
    is_retired: bool = False
    version: int = 1


def _kind(code: str, **rules: Any) -> Kind:
    turn_to, link = OUTSIDE.get(code, ("", ""))
    closing = CLOSINGS.get(code, "")
    rules |= {"closing": closing, "turn_to": turn_to, "link": link}
    return Kind(code, LABELS[code], steps=STEPS.get(code, []), **rules)


KINDS = (
    _kind(QUESTION),
    _kind("fault"),
    _kind("complaint", first_days=5, answer_days=10, second_days=20),
    _kind("information_request", answer_days=20, second_days=20, keeps=TICKET),
    _kind("personal_data_request", answer_months=1, may_pause=False, keeps=PERSON),
    _kind("safety_concern", first_days=1, may_pause=False),
    _kind("member_enquiry", answer_days=10),
    _kind("legal_notice", may_pause=False, is_for_managers=True, keeps=TICKET),
)

SIGNS = {
    "safety_concern": r"\b(unsafe|in danger|abus(e|ed|ive)|neglect(ed)?|self.?harm|suicid"
    r"|mewn perygl|cam-?drin|esgeulus|hunan-?niw|hunanladd)",
    "legal_notice": r"\b(letter before (action|claim)|pre-action|court|solicitors?|tribunal"
    r"|(c|g|ngh|ch)yfreith(iwr|wyr)|d?tribiwnlys)\b",
    "personal_data_request": r"\b(subject access|data you (hold|have) on me|gdpr"
    r"|cais gwrthrych|data sydd gennych amdanaf)\b",
    "information_request": r"\b(freedom of information|foi|f\.o\.i|environmental information"
    r"|rhyddid gwybodaeth|gwybodaeth amgylcheddol)\b",
    "member_enquiry": r"\b(my constituent|constituents|on behalf of a resident|ward councillor"
    r"|etholw(r|yr)|ar ran preswylydd)\b",
    "complaint": r"\b(complain(t|ts|ing)?|unacceptable|formal complaint"
    r"|cwyn(o|ion)?|gwyno|gŵyn|annerbyniol)\b",
    "fault": r"\b(broken|leak(s|ing)?|does not work|not working|pothole|blocked|flooded"
    r"|wedi torri|yn gollwng|ddim yn gweithio|twll yn y ffordd|wedi blocio|dan ddŵr)\b",
}
"""What a text of that kind often says in English or Welsh, the most serious first; only ever a
suggestion.
"""


def signs_in(text: str, code: str) -> str:
    """The first words in a text that often mean this kind; nothing when there are none."""
    found = re.search(SIGNS[code], text, re.IGNORECASE)
    return found[0] if found else ""


def suggested(text: str) -> tuple[str, str] | None:
    """A kind and the words that made us think of it; None for what reads like any question."""
    for code, signs in SIGNS.items():
        if found := re.search(signs, text, re.IGNORECASE):
            return code, found[0]
    return None
