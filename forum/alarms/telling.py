"""The alarm for the time when nothing can be written down: only the webhook can be told."""

import time

import structlog
from flask import Flask

from forum.alarms.rules import PATIENCE
from forum.alarms.webhook import call_webhook
from forum.kernel.calling import NotReached

SENTENCE = "The database is away, full or read-only: the worker cannot do its work."

log = structlog.get_logger(__name__)


class Outage:
    """Kept by the worker in memory: told once when it has lasted, and once when it is over."""

    def __init__(self, app: Flask, *, patience: float = PATIENCE.total_seconds()) -> None:
        self._app = app
        self._patience = patience
        self._since: float | None = None
        self._is_told = False

    def goes_on(self) -> None:
        moment = time.monotonic()
        self._since = moment if self._since is None else self._since
        if not self._is_told and moment - self._since >= self._patience:
            self._is_told = True
            self._tell("raised")

    def is_over(self) -> None:
        if self._is_told:
            self._tell("over")
        self._since, self._is_told = None, False

    def _tell(self, state: str) -> None:
        try:
            with self._app.app_context():
                facts = {"alarm": "outage", "part": "database", "sentence": SENTENCE}
                call_webhook(facts | {"state": state})
        except (NotReached, OSError) as error:
            log.warning("nobody could be told of the outage", error=str(error))
