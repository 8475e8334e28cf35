"""Where mails go: to a mail server, or as .eml files into a folder when there is none."""

import smtplib
import ssl
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask

TIMEOUT = 20


class NotDelivered(Exception):
    """The mail was not taken; `is_final` when trying again cannot help."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


class Transport(ABC):
    """Something that takes a mail, or raises NotDelivered."""

    @abstractmethod
    def send(self, message: EmailMessage) -> None: ...

    def close(self) -> None:
        return None


class MailServer(Transport):
    """A mail server, connected to when the first mail is sent; no password goes unencrypted."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        try:
            self._connected().send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise NotDelivered(
                "recipient refused", is_final=all(c >= 500 for c in codes)
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotDelivered(type(error).__name__) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        kind = smtplib.SMTP_SSL if self._url.scheme == "smtps" else smtplib.SMTP
        host, port = self._url.hostname or "localhost", self._url.port or 25
        connection = kind(host, port, timeout=TIMEOUT)
        try:
            self._introduce(connection)
        except (smtplib.SMTPException, OSError):
            connection.close()
            raise
        return connection

    def _introduce(self, connection: smtplib.SMTP) -> None:
        if not self._url.username:
            return
        if self._url.scheme != "smtps":
            connection.starttls(context=ssl.create_default_context())
        connection.login(unquote(self._url.username), unquote(self._url.password or ""))


class ConsoleTwin(Transport):
    """Writes each mail as a file, so that one can see what would have been sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").split("@")[0]
        half_done = self._folder / f".{name}"
        half_done.write_bytes(message.as_bytes())
        half_done.rename(self._folder / f"{name}.eml")


@contextmanager
def transport_to(app: Flask) -> Iterator[Transport]:
    """The transport of this deployment, closed afterwards."""
    config = app.config["FOLKMOOT"]
    transport: Transport = (
        MailServer(config.SMTP_URL) if config.SMTP_URL else ConsoleTwin(config.HOME / "mail")
    )
    try:
        yield transport
    finally:
        transport.close()
