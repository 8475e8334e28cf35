"""The contact sheet of the gallery: one row for each page, one picture for each variant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path

HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>
body { font: 16px system-ui; margin: 2rem; background: #888; }
section { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
figure { margin: 0; flex: none; }
img { block-size: 22rem; inline-size: auto; max-inline-size: 40rem;
object-fit: cover; object-position: top; background: #fff; }
</style><h1>Gallery</h1>
"""


def write_sheet(folder: Path, pictures: Iterable[Path]) -> None:
    """Write `index.html` into the folder that holds the pictures."""
    rows = defaultdict(list)
    for picture in pictures:
        rows[picture.stem].append(picture.relative_to(folder))
    body = "".join(row(name, there) for name, there in sorted(rows.items()))
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(HEAD + body + "</html>\n", encoding="utf-8")


def row(name: str, pictures: list[Path]) -> str:
    shown = "".join(figure(name, picture) for picture in pictures)
    return f"<h2>{escape(name)}</h2><section>{shown}</section>\n"


def figure(name: str, picture: Path) -> str:
    place, variant = escape(str(picture)), escape(picture.parent.name)
    return (
        f'<figure><a href="{place}"><img src="{place}" alt="{escape(name)}, {variant}" '
        f'loading="lazy"></a><figcaption>{variant}</figcaption></figure>'
    )
