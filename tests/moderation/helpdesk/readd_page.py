"""Adds the rows of the page that explains a promise again, as anybody could who reads it.

It knows nothing of Folkmoot. The page comes in; for each table a line goes out: its caption, the
minutes of its last column added up, and how many days it has.
"""

import json
import re
import sys
from html.parser import HTMLParser

TIME = re.compile(r"(?:([\d,]+) h)?\s*(?:(\d+) min)?")


class Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append(("", []))
        if tag == "tr" and self.tables:
            self.tables[-1][1].append([])
        if tag in ("td", "th") and self.tables and self.tables[-1][1]:
            self.tables[-1][1][-1].append("")
        if tag in ("td", "th", "caption"):
            self.within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.within:
            self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "caption":
            caption, rows = self.tables[-1]
            self.tables[-1] = (caption + data, rows)
        elif self.within:
            self.tables[-1][1][-1][-1] += data


def minutes(text: str) -> int:
    found = TIME.fullmatch(text.strip())
    if not found or not text.strip():
        raise ValueError(f"This is no time: {text!r}")
    return int((found[1] or "0").replace(",", "")) * 60 + int(found[2] or 0)


def main() -> None:
    page = Tables()
    page.feed(sys.stdin.read())
    for caption, rows in page.tables:
        days = [row for row in rows[1:] if row]
        total = sum(minutes(row[-1]) for row in days)
        sys.stdout.write(json.dumps([caption.strip(), total, len(days)]) + "\n")


if __name__ == "__main__":
    main()
