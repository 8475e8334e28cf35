"""Pictures as people send them, and a question of Ada's to put them into."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.cast import OURS, Person
from tests.forum.threads.conftest import answer_id, answers, asks, thread_id

__all__ = ["answer_id", "answers", "asks", "thread_id"]


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "#1b5c7a").save(target, format=kind, **options)
    return target.getvalue()


def send(
    who: Person, url: str, file: bytes = b"", name: str = "lamp.png", /, **fields: str
) -> TestResponse:
    """A form with a file, as a browser sends it."""
    sent: dict[str, Any] = {"csrf_token": who.csrf, "picture_alt": "a lamp", **fields}
    with who.app.app_context():
        files = {"picture": (BytesIO(file), name)} if file else {}
        return who.client.post(url, data=sent | files, headers=OURS)


@pytest.fixture
def pasted() -> Callable[..., str]:
    """What stands in the text after a picture was pasted."""

    def paste(who: Person, body: bytes | None = None) -> str:
        return text_of(send(who, "/uploads", body or picture()))

    return paste


def text_of(answer: TestResponse) -> str:
    """How the picture that was sent stands in a text."""
    return str((answer.json or {})["text"])


def address_in(text: str) -> str:
    return text.partition("](")[2].rstrip(")")
