"""Finds every sentence a person reads: in calls that say it, in tables, in templates."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract

ROOT = Path(__file__).parent.parent
PACKAGES = ("forum", "moderation", "search")
Sentence = tuple[str, ...]  # with its plural, where it has one
# Which calls hold a sentence: the first place of each argument that does, from 0.
SAYING = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "say"), (0,)),
    **dict.fromkeys(("ngettext", "_counted"), (0, 1)),
    **dict.fromkeys(
        "Refused SignInFirst SecondStepFirst Missing Gone Conflict Invalid TooMany Resting "
        "ValidationError Unreadable flash Line Words Secret Choice Many Yes Number Entry Kind "
        "a_number_of_days a_number_of_hours".split(),
        (0,),
    ),
    "Limit": (3,),
    "Errand": (0, 1, 3),
    "Reason": (1, 2),
    **dict.fromkeys("_letter _news _about_answer _about_phone".split(), (1, 2)),
}
BY_NAME = {"missing", "label", "sentence"}  # what is said by name, in the same calls
PLURAL = {"ngettext", "_counted"}
# Commands, the demo town and what reads archives speak to operators, in English.
FOR_OPERATORS = re.compile(
    r"/(demo|generating|imports(?!/(kinds|views)\.py)|commands|backups|alarms)/"
    r"|/(cli|demo|chores|health|checks|openapi|db|pseudo|tasks)\.py$"
    r"|^forum/(serving|worker|sharing|app|front|found)\.py$"
    r"|^forum/(home/found|accounts/browsers|reputation/rulebook)\.py$"
    r"|^moderation/histories/(reading|actions)\.py$"
)
TEMPLATES = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
SENTENCE = re.compile(r"(?:[A-Z“%]|\{\w+\}[ :])[^<>|\\/=]*[a-z]")
CONSTANT = re.compile(r"_?[A-Z][A-Z_0-9]+")


@cache
def sentences() -> dict[Sentence, set[str]]:
    """Each sentence and the files it stands in."""
    found: dict[Sentence, set[str]] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            for sentence in _sentences_of(path, name):
                found.setdefault(sentence, set()).add(name)
    return _plurals_first(found)


def _sentences_of(path: Path, name: str) -> Iterator[Sentence]:
    if path.suffix in (".html", ".xml"):
        with path.open("rb") as file:
            for _line, said, _notes, _context in extract("jinja2", file, options=TEMPLATES):
                yield said if isinstance(said, tuple) else (said,)
    elif path.suffix == ".py" and not FOR_OPERATORS.search(name):
        yield from _said(ast.parse(path.read_text(encoding="utf-8")))


def _said(tree: ast.Module) -> Iterator[Sentence]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.ClassDef):
            yield from ((words,) for words in _headings(node))
    for top in tree.body:
        if isinstance(top, ast.Assign | ast.AnnAssign) and top.value and _is_table(top):
            yield from ((words,) for words in _of_table(top.value))


def _headings(node: ast.ClassDef) -> Iterator[str]:
    """What a refusal is headed with."""
    for one in node.body:
        if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == "title":
            yield from _parts(one.value)


def _of_call(call: ast.Call) -> Iterator[Sentence]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    said = [call.args[at] for at in SAYING.get(name, ()) if at < len(call.args)]
    if name in SAYING and name not in PLURAL:
        said += [one.value for one in call.keywords if one.arg in BY_NAME]
    words = [words for one in said for words in _parts(one)]
    if name not in PLURAL:
        yield from ((one,) for one in words)
    elif len(words) == 2:
        yield (words[0], words[1])


def _parts(node: ast.expr) -> Iterator[str]:
    """A sentence, or both of `one if … else other`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _parts(node.body)
        yield from _parts(node.orelse)


def _is_table(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(CONSTANT.fullmatch(getattr(one, "id", "")) for one in targets)


def _of_table(value: ast.expr) -> Iterator[str]:
    """The sentences in a constant, but for those that stand in a call of their own."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield from [value.value] if SENTENCE.match(value.value) else []
    elif isinstance(value, ast.Dict | ast.Tuple | ast.List):
        for one in value.values if isinstance(value, ast.Dict) else value.elts:
            yield from _of_table(one)


def _plurals_first(found: dict[Sentence, set[str]]) -> dict[Sentence, set[str]]:
    """A catalogue holds a sentence once: with its plural, where it has one anywhere."""
    both = {one[0] for one in found if len(one) == 2}
    return {one: places for one, places in found.items() if len(one) == 2 or one[0] not in both}
