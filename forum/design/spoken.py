"""Marks what people wrote in another language than that of the page, for those who listen."""

from markupsafe import Markup, escape

from forum.kernel.languages import LANGUAGES, language, language_of_place
from forum.kernel.text import tongue


def spoken(text: object) -> Markup:
    """The attribute that names the language of a text; empty where it is that of the page.

    Words that do not tell are taken for the language of the place.
    """
    code, page = tongue(str(text)), language().tag.partition("-")[0]
    if code == page or not text:
        return Markup()
    if code is None and (code := language_of_place().code) == page:
        return Markup()
    tag = LANGUAGES[code].tag if code in LANGUAGES else code
    return Markup(' lang="{}"').format(tag)


def own(words: object) -> object:
    """A name or a few words in their own language, in the middle of a sentence of the page."""
    attribute = spoken(words)
    return Markup("<span{}>{}</span>").format(attribute, escape(words)) if attribute else words
