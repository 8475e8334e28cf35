"""A post from its source: read once when it is written, stored, and never made again on reading."""

from collections.abc import Container

from forum.kernel.text.allowed import MOST_CHARACTERS
from forum.kernel.text.markdown import NONE, NOWHERE, Overgrown, html_of
from forum.kernel.text.naming import Ways
from forum.kernel.text.plain import as_typed
from forum.kernel.text.source import tidy_post
from forum.kernel.text.walls import walled

RENDERER_VERSION = 1


def render(source: str, ways: Ways = NOWHERE, pictures: Container[str] = NONE) -> str:
    """Safe HTML of a citizen's Markdown, at most 200 KB. Raises Unreadable with a sentence.

    A text that would become an overgrown page is shown as it was typed. `ways` are words that lead
    somewhere, each with its address; `pictures` are the addresses of those that may show.
    """
    text = tidy_post(source)
    try:
        html = walled(html_of(text, ways, pictures))
    except Overgrown:
        return as_typed(text)
    return html if len(html) <= MOST_CHARACTERS else as_typed(text)
