"""Makes the bytes of a mail: plain text and HTML, safe headers, one-click unsubscribe.

The one guard against header injection stands here: encoded words are decoded before the
check, because Python's EmailMessage turns `=?utf-8?q?hi=0D=0ABcc:…?=` into a real header.
"""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default as usual
from email.utils import format_datetime, parseaddr

from flask import current_app

from forum.kernel.clock import now
from forum.kernel.languages import language, say
from forum.kernel.mail.ids import message_id, message_id_with
from forum.kernel.mail.outgoing import Letter
from forum.kernel.site import site

LONGEST_SUBJECT = 150
# Folded at 78 the long address of List-Unsubscribe becomes an encoded word no mail program reads.
WIDE = usual.clone(max_line_length=900)
MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,200}>", re.A)
NAME_OF_TEMPLATE = "design/mail.html"


class UnsafeHeader(ValueError):
    """A header would have ended early and begun another one."""


def build(letter: Letter, *, mail_id: int) -> EmailMessage:
    """The message; the same row always has the same Message-ID."""
    message = EmailMessage(policy=WIDE)
    place = site()
    message["From"] = safe(f"{_words(place.place)} <{current_app.config['FOLKMOOT'].MAIL_FROM}>")
    message["To"] = safe(_address(letter.to))
    message["Subject"] = safe(_words(letter.subject)[:LONGEST_SUBJECT])
    message["Message-ID"] = safe(message_id_with(letter.key) if letter.key else message_id(mail_id))
    message["Date"] = format_datetime(now())
    message["Auto-Submitted"] = "auto-replied" if letter.is_reply else "auto-generated"
    _add_thread(message, letter)
    _add_unsubscribe(message, letter)
    message.set_content(_text(letter))
    message.add_alternative(_html(letter), subtype="html")
    return message


def safe(text: str) -> str:
    """The header's text, or UnsafeHeader when it holds a line break even after decoding."""
    try:
        decoded = str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError) as error:
        raise UnsafeHeader("A header cannot be decoded.") from error
    if any(sign in both for both in (text, decoded) for sign in ("\r", "\n", "\0")):
        raise UnsafeHeader("A header holds a line break.")
    return text


def _words(text: str) -> str:
    """People's words in a header: no encoded words, no line breaks, nothing that ends a name."""
    flat = " ".join(text.replace("=?", "= ?").replace("?=", "? =").split())
    return "".join(sign for sign in flat if sign.isprintable() and sign not in '<>"')


def _address(text: str) -> str:
    _, address = parseaddr(text)
    if address != text or address.count("@") != 1:
        raise UnsafeHeader("That is not one address.")
    return address


def _add_thread(message: EmailMessage, letter: Letter) -> None:
    """Where an answer goes, and which conversation it stands in."""
    if letter.reply_to:
        message["Reply-To"] = safe(_address(letter.reply_to))
    if letter.answers and MESSAGE_ID.fullmatch(letter.answers):
        message["In-Reply-To"] = message["References"] = letter.answers


def _add_unsubscribe(message: EmailMessage, letter: Letter) -> None:
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{_base()}{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _text(letter: Letter) -> str:
    place = site()
    parts = [letter.text.strip()]
    if letter.about_page:
        parts.append(_base() + letter.about_page)
    if letter.below:
        parts.append(letter.below)
    parts.append(f"-- \n{place.name}, {place.place}")
    if letter.unsubscribe:
        parts.append(f"{say('Stop mails of this kind')}: {_base()}{letter.unsubscribe}")
    return "\n\n".join(parts) + "\n"


def _html(letter: Letter) -> str:
    template = current_app.jinja_env.get_template(NAME_OF_TEMPLATE)
    texts = {"paragraphs": _paragraphs(letter.text), "below": _paragraphs(letter.below)}
    return template.render(letter=letter, base=_base(), place=site(), language=language(), **texts)


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.strip().split("\n\n") if part]


def _base() -> str:
    return str(current_app.config["BASE_URL"])
