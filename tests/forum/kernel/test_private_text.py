"""Private text does not come onto a page by mistake."""

import pytest
from jinja2 import Environment

from forum.kernel.text import (
    PrivateText,
    Unpublished,
    publish_text,
    read_by_its_people,
    shown,
)

WORDS = PrivateText("My <b>diagnosis</b>")
PAGES = [
    "{{ words }}",
    "{{ words|e }}",
    "{{ words|upper }}",
    "{{ words|truncate(8) }}",
    "{{ words|replace('My', 'Her') }}",
    "{{ words[:5] }}",
    "{{ 'She said: ' ~ words }}",
    "{{ [words]|join(', ') }}",
    "{{ words.split()|first }}",
    "{% set kept = words %}<p>{{ kept }}</p>",
]


@pytest.mark.parametrize("template", PAGES)
def test_no_page_shows_it(template):
    with pytest.raises(Unpublished):
        _page(template)


@pytest.mark.parametrize("template", PAGES)
def test_the_people_it_is_between_read_it(template):
    with read_by_its_people():
        assert "<b>" not in _page(template)


def test_it_is_not_shown_as_html_or_put_into_a_sentence():
    with pytest.raises(Unpublished):
        shown(WORDS)
    with pytest.raises(Unpublished):
        f"{WORDS}"


def test_what_was_published_is_like_any_text():
    assert _page("{{ words }}", publish_text(WORDS)) == "My &lt;b&gt;diagnosis&lt;/b&gt;"


def test_afterwards_it_is_private_again():
    with read_by_its_people():
        _page("{{ words }}")

    with pytest.raises(Unpublished):
        _page("{{ words }}")


def _page(template: str, words: str = WORDS) -> str:
    return Environment(autoescape=True).from_string(template).render(words=words)
