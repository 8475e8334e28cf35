"""Writes what nobody means: Markdown and the safe HTML it renders to, both from one template.

Rendering each text would take longer than everything else. A test renders samples with the real
renderer and compares; the words hold no letter that Markdown or HTML could take for its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from forum.generating.words import VOCABULARY, WEIGHTS

SENTENCE = (5, 17)
PARAGRAPH = 60
LISTS, BOLD = 0.08, 0.06


@dataclass(frozen=True, slots=True)
class Prose:
    body: str
    html: str


class Writer:
    """Draws words by how often they are used."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice

    def title(self) -> str:
        return f"{self._phrase(self.dice.randint(4, 11))}?"

    def text(self, words: int) -> Prose:
        """About so many words, in paragraphs of at most sixty, some of them lists."""
        blocks = [self._block(size) for size in _cut(words, PARAGRAPH)]
        return Prose("\n\n".join(body for body, _ in blocks), "".join(html for _, html in blocks))

    def _block(self, words: int) -> tuple[str, str]:
        chance = self.dice.random()
        kind = "list" if chance < LISTS else "bold" if chance < LISTS + BOLD else "plain"
        return BLOCKS[kind](self._sentences(words))

    def _sentences(self, words: int) -> list[str]:
        sizes = _cut(words, self.dice.randint(*SENTENCE))
        return [f"{self._phrase(size)}." for size in sizes]

    def _phrase(self, words: int) -> str:
        phrase = " ".join(self.dice.choices(VOCABULARY, cum_weights=WEIGHTS, k=words))
        return phrase[0].upper() + phrase[1:]


def _cut(words: int, most: int) -> Iterator[int]:
    while words > 0:
        yield min(words, most)
        words -= most


def _plain(sentences: list[str]) -> tuple[str, str]:
    text = " ".join(sentences)
    return text, f"<p>{text}</p>\n"


def _bold(sentences: list[str]) -> tuple[str, str]:
    first, rest = sentences[0], "".join(f" {sentence}" for sentence in sentences[1:])
    return f"**{first}**{rest}", f"<p><strong>{first}</strong>{rest}</p>\n"


def _list(sentences: list[str]) -> tuple[str, str]:
    lines = "\n".join(f"- {sentence}" for sentence in sentences)
    items = "".join(f"<li>{sentence}</li>\n" for sentence in sentences)
    return lines, f"<ul>\n{items}</ul>\n"


BLOCKS: dict[str, Callable[[list[str]], tuple[str, str]]] = {
    "plain": _plain,
    "bold": _bold,
    "list": _list,
}
