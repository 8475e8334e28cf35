"""What a person wrote: the source as typed and the safe HTML made from it, before it is stored."""

from dataclasses import dataclass

from forum.kernel.errors import Invalid
from forum.kernel.text import RENDERER_VERSION, Unreadable, render


@dataclass(frozen=True)
class Written:
    """`html` is safe to show; `renderer` is the version of the renderer that made it."""

    source: str
    html: str
    renderer: int = RENDERER_VERSION


def write_up(source: str) -> Written:
    """Render Markdown before the write transaction opens. Raises Invalid with a sentence."""
    try:
        return Written(source, render(source))
    except Unreadable as error:
        raise Invalid(str(error)) from error
