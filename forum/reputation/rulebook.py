"""Rules of the rungs written down in a file, so that new ones can be tried before they count.

`docs/ladder-rules.toml` is the first version in this form.
"""

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from forum.accounts.standing import Rung
from forum.kernel.errors import Invalid
from forum.reputation.ladder import PUBLISHED, Record, Rule, Rules

DAYS = {"window_days": "window", "notice_days": "notice", "grace_days": "grace"}
LONGER = {"review_days": "review"}
WHOLE = ("version", "keep_percent", "back", "rungs", *DAYS, *LONGER)
NUMBERS = tuple(field.name for field in fields(Record))
OF_RULE = ("name", "of", "way", "at_most", "once")
MOST_DAYS, MOST_OF, MOST_VERSION = 3_650, 1_000_000, 1_000_000


def read_rules(text: str, *, base: Rules = PUBLISHED, version: int | None = None) -> Rules:
    """The rules of a TOML text; whatever it does not say is as in `base`, but each rung is asked.

    `version` is more than what the text says of itself. Raises Invalid with one sentence that
    begins with the name of the key that is wrong.
    """
    try:
        book = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"This is no TOML: {error}.") from error
    _only(book, WHOLE, "")
    times: dict[str, Any] = {
        name: timedelta(days=_number(book, key, key, least=least, most=MOST_DAYS))
        for table, least in ((DAYS, 0), (LONGER, 1))
        for key, name in table.items()
        if key in book
    }
    said = {**_plain(book), **times, "rungs": _rungs(book.get("rungs"))}
    rules = replace(base, **said)
    return replace(rules, version=version) if version else rules


def written_rules(rules: Rules) -> str:
    """All of the rules as a TOML text, always in the same order; the version is not part of it."""
    days = [f"{key} = {getattr(rules, name).days}" for key, name in (DAYS | LONGER).items()]
    lines = [f"keep_percent = {int(rules.keep * 100)}", *days, f'back = "{rules.back}"']
    for rung, asked in rules.rungs.items():
        for rule in asked:
            lines += ["", f"[[rungs.{rung}]]", *_lines(rule)]
    return "\n".join(lines) + "\n"


def _lines(rule: Rule) -> list[str]:
    way = [f"way = {json.dumps(rule.way, ensure_ascii=False)}"] if rule.way else []
    marks = [f"{mark} = true" for mark in ("at_most", "once") if getattr(rule, mark)]
    return [f'name = "{rule.name}"', f"of = {rule.of}", *way, *marks]


def _plain(book: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if "version" in book:
        said["version"] = _number(book, "version", "version", least=1, most=MOST_VERSION)
    if "keep_percent" in book:
        said["keep"] = Fraction(_number(book, "keep_percent", "keep_percent", least=1, most=100))
        said["keep"] /= 100
    if "back" in book:
        said["back"] = _rung(book["back"], "back")
    return said


def _rungs(told: Any) -> dict[Rung, tuple[Rule, ...]]:
    """Without a rule everybody would have earned a rung: that is refused rather than guessed."""
    if not isinstance(told, dict):
        raise Invalid("rungs: write the rules of each rung.")
    found = {_rung(name, f"rungs.{name}"): rules for name, rules in told.items()}
    if missing := [rung for rung in PUBLISHED.rungs if rung not in found]:
        raise Invalid(f"rungs.{missing[0]}: write at least one rule.")
    return {rung: _rules(found[rung], f"rungs.{rung}") for rung in PUBLISHED.rungs}


def _rules(told: Any, key: str) -> tuple[Rule, ...]:
    if not isinstance(told, list) or not told:
        raise Invalid(f"{key}: write at least one rule.")
    return tuple(_rule(one, f"{key}[{at}]") for at, one in enumerate(told, start=1))


def _rule(told: Any, key: str) -> Rule:
    if not isinstance(told, dict):
        raise Invalid(f"{key}: write a name and a number for each rule.")
    _only(told, OF_RULE, f"{key}.")
    name = told.get("name")
    if not isinstance(name, str) or name not in NUMBERS:
        raise Invalid(f"{key}.name: nothing is counted by this name.")
    way = told.get("way", "")
    if not isinstance(way, str):
        raise Invalid(f"{key}.way: write a word in quotation marks.")
    of = _number(told, "of", f"{key}.of", least=0, most=MOST_OF)
    marks = {mark: _yes_or_no(told, mark, key) for mark in ("at_most", "once")}
    return Rule(name, of, way, **marks)


def _rung(told: Any, key: str) -> Rung:
    if told not in list(PUBLISHED.rungs):
        raise Invalid(f"{key}: there are no rules for a rung of this name.")
    return Rung(told)


def _number(told: Mapping[str, Any], name: str, key: str, *, least: int, most: int) -> int:
    number = told.get(name)
    if type(number) is not int or not least <= number <= most:
        raise Invalid(f"{key}: write a whole number from {least} to {most}.")
    return number


def _yes_or_no(told: Mapping[str, Any], name: str, key: str) -> bool:
    said = told.get(name, False)
    if not isinstance(said, bool):
        raise Invalid(f"{key}.{name}: write true or false.")
    return said


def _only(told: Mapping[str, Any], known: Collection[str], before: str) -> None:
    if unknown := [name for name in told if name not in known]:
        raise Invalid(f"{before}{unknown[0]}: there is no setting of this name.")
