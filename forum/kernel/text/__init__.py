"""Provisional: overwritten by the real package."""
from markdown_it import MarkdownIt
from markupsafe import Markup
import nh3
RENDERER_VERSION = 1
class Unreadable(ValueError): ...
def tidy(source: str) -> str:
    if "\0" in source or any(0xD800 <= ord(c) <= 0xDFFF for c in source):
        raise Unreadable("Your text holds signs that cannot be stored. Remove them and send it again.")
    return source.replace("\r\n", "\n")
def render(source: str) -> str:
    return nh3.clean(MarkdownIt("commonmark", {"html": False}).render(source))
def clean_html(html: str) -> str: return nh3.clean(html)
def excerpt(html: str, length: int = 200) -> str: return nh3.clean(html, tags=set())[:length]
def shown(html: str) -> Markup: return Markup(html)
