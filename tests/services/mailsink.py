"""A real mail server for tests: it takes every mail, keeps it, and delivers none."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 OK"


@dataclass(frozen=True)
class Mail:
    """One mail as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)


@dataclass
class MailSink:
    """What was sent, oldest first.

    `after_data` is called when a mail is complete and kept but not yet acknowledged: what it
    answers, if anything, is the reply ("451 Try later"), so it can kill the sender or refuse.
    """

    url: str = ""
    mails: list[Mail] = field(default_factory=list)
    after_data: Callable[[Mail], str | None] | None = None

    def wait_for(self, count: int, *, within: float = 60.0) -> list[Mail]:
        """The mails once there are at least so many; TimeoutError after so many seconds."""
        deadline = time.monotonic() + within
        while len(self.mails) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.mails)} of {count} mails came in {within} seconds")
            time.sleep(0.01)
        return list(self.mails)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        mail = Mail(
            sender=str(envelope.mail_from),
            recipients=tuple(envelope.rcpt_tos),
            raw=bytes(envelope.original_content or b""),
        )
        self.mails.append(mail)
        # In a thread: what it does may take a while, and other senders are not to wait for it.
        reply = await asyncio.to_thread(self.after_data, mail) if self.after_data else None
        return reply or ACCEPTED


@contextmanager
def running_mailsink(
    *, after_data: Callable[[Mail], str | None] | None = None
) -> Iterator[MailSink]:
    sink, loop = MailSink(after_data=after_data), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(opened(sink, loop), loop).result()
    sink.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(closed(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def opened(sink: MailSink, loop: asyncio.AbstractEventLoop) -> asyncio.Server:
    def talk() -> SMTP:
        return SMTP(sink, hostname="localhost", enable_SMTPUTF8=True, loop=loop)

    return await loop.create_server(talk, "127.0.0.1", 0)


async def closed(server: asyncio.Server) -> None:
    server.close()
    talks = asyncio.all_tasks() - {asyncio.current_task()}
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
