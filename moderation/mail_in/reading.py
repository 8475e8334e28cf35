"""One mail read whole, before anything is written: every byte of it is somebody else's."""

import re
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesParser

from moderation.mail_in import headers as head
from moderation.mail_in.bodies import Body, body_of
from moderation.mail_in.cutting import answer_in
from moderation.mail_in.enclosures import Kept, sorted_out

MOST_NESTED = 60
NESTS = (
    re.compile(rb"boundary(?:\*\d*\*?)?\s*=|content-type:\s*message/", re.IGNORECASE),
    re.compile(rb"content-type:\s*multipart/", re.IGNORECASE),
)


# What a part is and what its file is called, over all the lines it is folded into. The library
# takes these apart in a time that grows with the square of their length.
LONG = re.compile(
    rb"(?:\A|[\r\n])content-(?:type|disposition)[ \t]*:(?:[^\r\n]|(?:\r\n?|\n)[ \t]){4000}",
    re.IGNORECASE,
)


class TooTangled(ValueError):
    """Made of so many mails within mails, or such long names, that nobody wrote it by hand."""


@dataclass(frozen=True)
class Letter:
    """`cites` are the Message-IDs it answers; `by_machine` is why no person waits for a reply.

    `text` is everything; `answer` is without what it quotes. `files` are kept; `left_out` are names
    of those that are not.
    """

    message_id: str
    cites: tuple[str, ...]
    subject: str
    name: str
    sender: str
    text: str
    answer: str
    left_out: tuple[str, ...]
    by_machine: str
    files: tuple[Kept, ...] = ()

    @property
    def is_forward(self) -> bool:
        return head.is_forward(self.subject)

    def without_files(self) -> "Letter":
        """As when there is no room for them."""
        names = tuple(one.name for one in self.files)
        return replace(self, files=(), left_out=(*self.left_out, *names))


def read(raw: bytes) -> Letter:
    """Raises TooTangled, and nothing else."""
    message, body = _parsed(raw)
    headers = head.headers_of(message)
    name, sender = head.sender_of(headers)
    files, left_out = sorted_out(body.files)
    return Letter(
        message_id=head.message_id(headers),
        cites=head.cited(headers),
        subject=head.words(head.first(headers, "subject")),
        name=name,
        sender=sender,
        text=body.text,
        answer=answer_in(body.text),
        left_out=left_out,
        files=files,
        by_machine=head.by_machine(headers),
    )


def _parsed(raw: bytes) -> tuple[Message, Body]:
    nested = max(sum(1 for _ in nests.finditer(raw)) for nests in NESTS)
    if nested > MOST_NESTED or LONG.search(raw):
        raise TooTangled
    try:
        message = BytesParser().parsebytes(raw)
        return message, body_of(message)
    except RecursionError as error:
        raise TooTangled from error
