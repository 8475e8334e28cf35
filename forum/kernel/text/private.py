"""Text that only the people it is between may read: a page that is open to all refuses to show it.

Putting `PrivateText` into a template raises `Unpublished`, unless whoever renders says for whom it
is, with `read_by_its_people()`. `publish_text` is the one way out, and only what has looked for
personal details calls it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from markupsafe import escape

STAYS_PRIVATE = (
    *("__add__", "__getitem__", "__mod__", "__mul__", "capitalize", "casefold", "center"),
    *("expandtabs", "format", "ljust", "lower", "lstrip", "removeprefix", "removesuffix"),
    *("replace", "rjust", "rstrip", "strip", "swapcase", "title", "translate", "upper", "zfill"),
)
"""What a template may do with text before it shows it."""

_is_among_them: ContextVar[bool] = ContextVar("is_among_them", default=False)


class Unpublished(Exception):
    """A fault of ours, never a refusal: private text stood in a public template."""


class PrivateText(str):
    """Words that nobody has published. They can be kept, compared and mailed like any string."""

    __slots__ = ()

    def __html__(self) -> str:
        _require_its_people()
        return str(escape(publish_text(self)))

    def __format__(self, spec: str) -> str:
        _require_its_people()
        return format(publish_text(self), spec)


@contextmanager
def read_by_its_people() -> Iterator[None]:
    """What is rendered inside goes to nobody but the people the private text is between."""
    token = _is_among_them.set(True)
    try:
        yield
    finally:
        _is_among_them.reset(token)


def among_its_people(text: str) -> str:
    """An ordinary string, for a page that only its people may open. Else raises Unpublished."""
    if isinstance(text, PrivateText):
        _require_its_people()
    return publish_text(text)


def publish_text(text: str) -> str:
    """An ordinary string: whoever calls this has looked for personal details in it."""
    return str.__str__(text)


def _require_its_people() -> None:
    if not _is_among_them.get():
        raise Unpublished


def _parts_kept_private(name: str) -> Callable[..., Any]:
    plainly = getattr(str, name)

    def stay_private(text: PrivateText, *others: Any, **named: Any) -> Any:
        parts = plainly(text, *others, **named)
        return type(parts)(PrivateText(part) for part in parts)

    return stay_private


def _kept_private(name: str) -> Callable[..., Any]:
    plainly = getattr(str, name)

    def stays_private(text: PrivateText, *others: Any, **named: Any) -> PrivateText:
        return PrivateText(plainly(text, *others, **named))

    return stays_private


for _name in ("partition", "rpartition", "rsplit", "split", "splitlines"):
    setattr(PrivateText, _name, _parts_kept_private(_name))
for _name in STAYS_PRIVATE:
    setattr(PrivateText, _name, _kept_private(_name))
