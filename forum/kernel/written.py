"""What a person wrote: the source as typed and the safe HTML made from it, before it is stored."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from forum.kernel.errors import Invalid
from forum.kernel.text import NONE, NOWHERE, RENDERER_VERSION, Unreadable, as_typed, render


@dataclass(frozen=True)
class Written:
    """`html` is safe to show; `renderer` is the version of the renderer that made it.

    `named` are the ids of the people whom it addresses by name.
    """

    source: str
    html: str
    renderer: int = RENDERER_VERSION
    named: tuple[int, ...] = ()


def typed(text: str) -> Written:
    """What was written without knowing of our marks, in a mail say: every sign stays as it is."""
    return Written(text, as_typed(text))


def write_up(
    source: str, ways: Mapping[str, str] = NOWHERE, pictures: Container[str] = NONE
) -> Written:
    """Render Markdown before the write transaction opens. Raises Invalid with a sentence.

    `ways` are words of the text that lead somewhere, each with its address; `pictures` are the
    addresses of the pictures in it that may show.
    """
    try:
        return Written(source, render(source, ways, pictures))
    except Unreadable as error:
        raise Invalid(str(error)) from error
