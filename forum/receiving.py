"""Takes mail in over LMTP, from a mail server of the same house, as part of the worker.

A mail is acknowledged once it is kept in the database, and not before. When it cannot be kept now,
the answer is 451: the mail server keeps it and tries again, for days.
"""

import asyncio
import logging
import threading
from collections.abc import Sequence
from typing import Any

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from flask import Flask

from forum.kernel.house import house
from forum.kernel.mail.incoming import LARGEST, Arrived
from forum.kernel.telemetry import request_id

KEPT = "250 2.6.0 We have it"
LATER = "451 4.3.0 We cannot keep it now, try again later"
NOBODY = "550 5.1.1 Nobody has this address here"
MOST_MAILBOXES = 50
TOO_MANY = "452 4.5.3 Too many addresses at once"
LONGEST_LINE = 2 * 1024 * 1024
AGAIN_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Door(threading.Thread):
    """Listens where FOLKMOOT_LMTP says until it is ended; a place that is taken is tried again."""

    def __init__(self, app: Flask, place: str) -> None:
        super().__init__(name="mail in", daemon=True)
        host, _, port = place.rpartition(":")
        self._app, self._host, self._port = app, host.strip("[]"), int(port)
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()

    def run(self) -> None:
        # What the library writes into its log names people and quotes what they wrote.
        logging.getLogger("mail").setLevel(logging.CRITICAL + 1)
        self._loop.run_until_complete(self._listen())
        self._loop.close()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self.join(timeout=20)

    async def _listen(self) -> None:
        while not self._ending.is_set():
            try:
                server = await self._loop.create_server(self._talk, self._host, self._port)
            except OSError as error:
                log.error("no mail can come in", error=type(error).__name__, port=self._port)
                await self._pause()
                continue
            log.info("mail comes in", port=self._port)
            await self._ending.wait()
            server.close()
            await self._end_talks()

    async def _end_talks(self) -> None:
        """What is not acknowledged is sent again, and known by its Message-ID."""
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._ending.wait(), AGAIN_SECONDS)
        except TimeoutError:
            return

    def _talk(self) -> "Talk":
        return Talk(Keeper(self._app), loop=self._loop)


class Keeper:
    """What is done with each address and each mail; the names are those the library calls."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    async def handle_RCPT(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_MAILBOXES:
            return TOO_MANY
        if not self._takes(address):
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        raw = bytes(envelope.original_content or b"")
        # In a thread: the database may take a while, and others go on talking meanwhile.
        sender = (envelope.mail_from or "").strip("<>")  # a mail that bounced has only these
        await asyncio.to_thread(self._keep, sender, envelope.rcpt_tos, raw)
        return KEPT

    async def handle_exception(self, error: Exception) -> str:
        log.error("a mail could not be kept", error=type(error).__name__)
        return LATER

    def _takes(self, address: str) -> bool:
        with self._app.app_context():
            return any(room.takes(address) for room in house().mail_in)

    def _keep(self, sender: str, mailboxes: Sequence[str], raw: bytes) -> None:
        with self._app.app_context():
            for room in house().mail_in:
                ours = [mailbox for mailbox in mailboxes if room.takes(mailbox)]
                if ours:
                    room.keep(Arrived(sender, ours, raw))
            log.info("mail kept", bytes=len(raw), mailboxes=len(mailboxes), request=request_id())


class Talk(LMTP):
    """One connection. After a mail, LMTP wants an answer for each address it was for."""

    line_length_limit = LONGEST_LINE

    def __init__(self, keeper: Keeper, *, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            keeper,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="Folkmoot",
            loop=loop,
        )
        self._answers = 1

    async def smtp_DATA(self, arg: str) -> None:
        self._answers = max(1, len(self.envelope.rcpt_tos)) if self.envelope else 1
        await super().smtp_DATA(arg)
        self._answers = 1

    async def handle_exception(self, error: Exception) -> str:
        answer, times = await super().handle_exception(error), self._answers
        self._answers = 1
        return "\r\n".join([answer] * times)

    async def push(self, status: Any) -> None:
        is_last = self._answers > 1 and not str(status).startswith("354")
        await super().push("\r\n".join([status] * self._answers) if is_last else status)
