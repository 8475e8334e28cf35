"""The source files that the house rules read, and how a broken rule is told."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("forum", "search", "moderation")
ALSO_CODE = ("migrations", "bench", "requirements", "docs")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def place(self) -> str:
        """The path from the top of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """The line and the full name of everything imported, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)

    def at(self, line: int, note: str = "") -> str:
        return f"{self.place}:{line} {note}".rstrip()


def rooms() -> list[Source]:
    """Every file of the product itself."""
    return [source for package in PACKAGES for source in _below(ROOT / package)]


def code() -> list[Source]:
    """The product and what surrounds it; tests and migrations already run are left out."""
    around = [source for folder in ALSO_CODE for source in _below(ROOT / folder)]
    return [
        Source(ROOT / "config.py"),
        *rooms(),
        *(s for s in around if not s.place.startswith("migrations/versions/")),
    ]


def everything() -> list[Source]:
    """All Python files, the tests too."""
    return [*code(), *_below(ROOT / "migrations" / "versions"), *_below(ROOT / "tests")]


def templates() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.html"))


def lines_of(function: Function) -> int:
    """Lines of the body and one for the signature, which the formatter breaks as it likes."""
    written = {n for node in function.body for n in range(node.lineno, (node.end_lineno or 0) + 1)}
    if ast.get_docstring(function, clean=False) is not None:
        said = function.body[0]
        written -= set(range(said.lineno, (said.end_lineno or 0) + 1))
    return len(written) + 1


def told(reason: str, broken: Iterable[str]) -> str:
    """The message of a broken rule: why there is such a rule, then each place."""
    places = "\n  ".join(broken)
    return f"{reason}\n  {places}"


def _below(folder: Path) -> list[Source]:
    return [Source(path) for path in sorted(folder.rglob("*.py"))]
