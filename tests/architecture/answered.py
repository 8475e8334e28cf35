"""Pages that come only as an answer: errors, what is shown once, what comes before a deed."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from forum.accounts import phone_codes
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import database, writing
from forum.kernel.site import make_read_only
from moderation.helpdesk.limits import CODES_MADE
from tests.architecture.sent_forms import SENT
from tests.architecture.town import Town

WRITTEN = "People wait there for half an hour, and some of them cannot stand."
PHONE = "/me/sign-in/second-step"
MANY = {"who": "", "urgency": "", "macro": "", "nonce": "a1b2c3"}


def post(town: Town, who: str, url: str, /, **fields: Any) -> TestResponse:
    return town.people[who].post(f"{url}?lang={town.parts['spoken']}", **fields)


def send(town: Town, form: str, /, **own: str) -> TestResponse:
    """A form as a person fills it in, but for these fields."""
    sent, known = SENT[form], town.parts_now()
    fine = {name: text.format(**known) for name, text in sent.fine.items()}
    return post(town, sent.who, sent.url.format(**known), **(fine | own))


def code_for_the_phone(town: Town) -> TestResponse:
    return post(town, "asker", f"/tickets/{town.parts['reference']}/code")


def codes_on_paper(town: Town) -> TestResponse:
    """The code that a phone shows after it has read the key on the page."""
    person = town.person("agent")
    page = person.get(PHONE).text
    letters, locked = (
        re.findall(shown, page)[0]
        for shown in (r"<b>([A-Z2-7 ]{32,})</b>", r'name="key" value="([^"]+)"')
    )
    code = phone_codes.code_at(phone_codes.key_spelled(letters), at=now())
    return post(town, "agent", PHONE, key=unescape(locked), code=code)


def many_at_once(town: Town) -> TestResponse:
    preview = send(town, "ManyForm", **MANY)
    (seen,) = re.findall(r'name="seen" value="(\w+)"', preview.text)
    return send(town, "ManyForm", **MANY, seen=seen)


def too_often(town: Town) -> TestResponse:
    with writing():
        for _ in range(CODES_MADE.most - 1):
            limits.spend(CODES_MADE, town.parts["ticket_id"])
    code_for_the_phone(town)
    return code_for_the_phone(town)


def somebody_was_quicker(town: Town) -> TestResponse:
    """The same page was open twice."""
    revision = str(town.parts_now()["revision"])
    send(town, "EditQuestionForm", body="I paid four weeks ago.", revision=revision)
    return send(town, "EditQuestionForm", body=WRITTEN, revision=revision)


def a_fault_of_ours(town: Town) -> TestResponse:
    def fail() -> str:
        raise RuntimeError("It broke, as a test wanted.")

    view = town.app.view_functions["ideas.propose"]
    town.app.view_functions["ideas.propose"] = fail
    answer = post(town, "citizen", "/ideas", title="A bench at the stop", body=WRITTEN)
    town.app.view_functions["ideas.propose"] = view
    return answer


def nothing_can_be_saved(town: Town) -> TestResponse:
    with writing():
        make_read_only(True)
    answer = post(town, "citizen", "/ideas", title="A bench at the stop", body=WRITTEN)
    with writing():
        make_read_only(False)
    return answer


def nothing_can_be_read(town: Town) -> TestResponse:
    """The database is gone: nothing works in this town after it."""
    person = town.people["visitor"]
    for engine in (database().reading, database().writing):
        engine.dispose()
    (town.app.config["FOLKMOOT"].HOME / "folkmoot.db").write_bytes(b"no database" * 1000)
    return person.post(f"/contact?lang={town.parts['spoken']}", title="My bill", body=WRITTEN)


# Name -> the status, and how somebody comes there.
ANSWERS: dict[str, tuple[int, Any]] = {
    "the ticket of a caller": (200, lambda town: send(town, "CounterForm")),
    "a code for the phone": (200, code_for_the_phone),
    "codes on paper": (200, codes_on_paper),
    "a token, shown once": (200, lambda town: send(town, "TokenForm")),
    "many tickets at once, done": (200, many_at_once),
    "a skill, before it is changed": (200, lambda town: send(town, "HeldSkillForm")),
    "a hold, before it is opened": (200, lambda town: send(town, "HoldForm")),
    "an update, before it is told": (200, lambda town: send(town, "ProblemUpdateForm")),
    "409": (409, somebody_was_quicker),
    "429": (429, too_often),
    "500": (500, a_fault_of_ours),
    "503": (503, nothing_can_be_saved),
    "500, without the frame": (500, nothing_can_be_read),
}


def answers(town: Town, spoken: str) -> Iterator[tuple[str, TestResponse]]:
    """One after the other in a language; the last one leaves nothing that could be read."""
    town.parts["spoken"] = spoken
    for name, (status, comes) in ANSWERS.items():
        answer = comes(town)
        assert answer.status_code == status, f"{name}: {answer.status_code}"
        yield name, answer
