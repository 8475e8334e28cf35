"""What people do at a browser: read, fill in, press, and follow the links in their mail."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from forum.accounts import phone_codes
from forum.kernel.clock import now
from tests.services.mailsink import MailSink
from tests.services.town import Town

PASSWORD = "marrow kettle lantern"
PATIENCE = 60.0


@dataclass
class Somebody:
    """Everything is found by the words a person reads, never by the code behind them."""

    page: Page
    town: Town
    mailsink: MailSink
    name: str

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.org"

    def opens(self, path: str) -> None:
        self.page.goto("about:blank")  # or a link to another place on this page would not load it
        response = self.page.goto(path)
        assert response
        assert response.ok, f"{path} answered {response.status}"

    def fills(self, fields: dict[str, str]) -> None:
        for label, text in fields.items():
            self.page.get_by_label(label).first.fill(text)

    def presses(self, label: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).first.click()

    def follows(self, label: str) -> None:
        self.page.get_by_role("link", name=re.compile(re.escape(label))).first.click()

    def reads(self, *words: str) -> None:
        for word in words:
            expect(self.page.locator("body")).to_contain_text(word)

    def sees_in_time(self, word: str, *, within: float = PATIENCE) -> None:
        """Looks again and again, because the worker does it a moment later."""
        until = time.monotonic() + within
        while word not in self.page.locator("body").inner_text():
            assert time.monotonic() < until, f"{word!r} is not on {self.page.url}"
            time.sleep(0.5)
            self.page.reload()

    def signs_up(self) -> None:
        """From the form to the page of a new member, by the link in the mail."""
        self.opens("/sign-up")
        fields = {"Your name": self.name, "Your e-mail": self.email, "Choose a": PASSWORD}
        self.fills(fields)
        self.page.get_by_label("I am 13 or over").check()
        self.presses("Sign up")
        self.follows_mail("/verify/")
        self.presses("Confirm my address")
        self.reads("Your account is ready")

    def signs_in(self) -> None:
        self.opens("/sign-in")
        self.fills({"Your e-mail address": self.email, "Your password": PASSWORD})
        self.presses("Sign in")
        self.reads(self.name)

    def signs_in_to_work(self, papers: list[str]) -> None:
        """The first time with a new phone, later with one of the codes on paper."""
        self.opens("/sign-in")
        self.fills({"Your e-mail address": self.email, "Your password": PASSWORD})
        self.presses("Sign in")
        if papers:
            self.fills({"Code": papers.pop()})
            self.presses("Sign in")
        else:
            papers += self.sets_up_a_phone()
        self.reads(self.name)

    def sets_up_a_phone(self) -> list[str]:
        """Types the key into a phone, and its code into the page; gives the codes on paper."""
        key = phone_codes.key_spelled(self.page.locator("p b").first.inner_text())
        self.fills({"Code": phone_codes.code_at(key, at=now())})
        self.presses("Set it up")
        papers = self.page.get_by_label("Your codes on paper").input_value().split()
        self.follows("I have kept them")
        return papers

    def signs_out(self) -> None:
        """As if the browser had forgotten who it was."""
        self.page.context.clear_cookies()

    def writes_in_private(self, title: str, text: str) -> None:
        """Through the private door, without an account."""
        self.opens("/contact")
        self.fills({"In a few words": title, "Your message": text})
        self.fills({"Your name": self.name, "Your e-mail": self.email})
        self.presses("Send to the council")
        self.reads("We have your message", "We promise")

    def takes_on(self, title: str) -> None:
        """From the queue of the desk."""
        self.opens("/desk")
        self.follows(title)
        self.presses("Claim it")

    def asks(self, title: str) -> str:
        """Through the public door; gives the path of the new thread."""
        self.opens("/ask")
        self.fills({"Your question": title, "What happened": "I have waited for three weeks."})
        self.page.get_by_label("Topic").select_option("parking")
        self.page.get_by_label("Ask everyone").check()
        self.presses("Post my question")
        self.reads(title, "I have waited for three weeks.")
        return self.page.url.removeprefix(self.town.url)

    def answers(self, path: str, text: str) -> None:
        self.opens(path)
        self.fills({"Your answer": text})
        self.presses("Post answer")
        self.reads(text)

    def mail(self, part: str, *, within: float = PATIENCE) -> EmailMessage:
        """The newest mail to this person that holds these words or this address."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for mail in reversed(self.mailsink.mails):
                if mail.recipients == (self.email,) and part in text_of(mail.message):
                    return mail.message
            time.sleep(0.1)
        raise AssertionError(f"No mail to {self.email} holds {part!r} after {within} seconds")

    def follows_mail(self, part: str, *, within: float = PATIENCE) -> None:
        """Opens the first address of ours in that mail."""
        links = re.findall(rf"{self.town.url}/\S+", text_of(self.mail(part, within=within)))
        self.opens(links[0])


@dataclass
class Presser(Somebody):
    """Counts every button and link that is pressed, those in mails too."""

    pressed: list[str] = field(default_factory=list)

    def presses(self, label: str) -> None:
        self.pressed.append(label)
        super().presses(label)

    def follows(self, label: str) -> None:
        self.pressed.append(label)
        super().follows(label)

    def follows_mail(self, part: str, *, within: float = PATIENCE) -> None:
        self.pressed.append(f"the link {part} in a mail")
        super().follows_mail(part, within=within)


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return f"{message['Subject']}\n{body.get_content()}"
