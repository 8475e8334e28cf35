"""Rooms, templates, addresses and statements are taken in once for all apps of a process.

That is most of what an app costs a test: a process serves one app, but tests make thousands.
"""

from copy import copy
from types import CodeType
from typing import Any, ClassVar
from unittest.mock import patch

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from forum.kernel import house

MADE_OF_A_RULE = ("_parts", "_trace", "_converters", "_build", "_build_unknown", "arguments")
AROUND = (
    "before_request_funcs",
    "after_request_funcs",
    "teardown_request_funcs",
    "url_value_preprocessors",
    "url_default_functions",
    "template_context_processors",
)
BY_ROOM = ("blueprints", "view_functions", "error_handler_spec", *AROUND)
ENOUGH = 5000
STATEMENTS: dict[tuple[str, str], tuple[Dialect, LRUCache[Any, Any]]] = {}


class Compiled(BytecodeCache):
    kept: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.kept.get((bucket.key, bucket.checksum)):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.kept[bucket.key, bucket.checksum] = bucket.code


def compiled_once(app: Flask) -> Flask:
    app.jinja_env.bytecode_cache = Compiled()
    for kind in ("reading", "writing"):
        _statements_compiled_once(getattr(app.extensions["database"], kind), kind)
    return app


def _statements_compiled_once(engine: Engine, kind: str) -> None:
    """What is compiled is kept by dialect: the first of its kind, which has met its database."""
    of_its_kind = (engine.dialect.name, kind)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _never_waits_for_the_disk)
    if of_its_kind not in STATEMENTS:
        engine.connect().close()
        STATEMENTS[of_its_kind] = (engine.dialect, LRUCache(ENOUGH))
    engine.dialect, engine._compiled_cache = STATEMENTS[of_its_kind]


def _never_waits_for_the_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _addresses_compiled_once() -> None:
    """Werkzeug compiles Python for each of our 400 rules: a fifth of a second for each app."""
    compile_rule = Rule.compile
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}

    def once(rule: Rule) -> None:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.host, rule.subdomain, rule.rule, rule.merge_slashes, defaults)
        if key not in kept:
            compile_rule(rule)
            kept[key] = {name: getattr(rule, name) for name in MADE_OF_A_RULE}
        vars(rule).update(kept[key])

    Rule.compile = once  # type: ignore[assignment, method-assign]


def _rooms_registered_once() -> None:
    """Each later app takes over what registering the same packages made of the first one."""
    register = house.init_app
    first: dict[tuple[Any, ...], dict[str, Any]] = {}

    def once(app: Flask, packages: tuple[str, ...]) -> None:
        key = (packages, *(rule.rule for rule in app.url_map.iter_rules()))
        if key not in first:
            before = {name: len(getattr(app, name)[None]) for name in AROUND}
            register(app, packages)
            first[key] = {name: copy(getattr(app, name)) for name in BY_ROOM}
            first[key] |= {name: getattr(app, name) for name in ("url_map", "jinja_loader")}
            around_all = {name: getattr(app, name)[None][before[name] :] for name in AROUND}
            first[key]["around all"] = around_all
            return
        with patch.object(app, "register_blueprint"):
            register(app, packages)
        _take_over(app, first[key])

    house.init_app = once


def _take_over(app: Flask, made: dict[str, Any]) -> None:
    app.url_map, app.jinja_loader = made["url_map"], made["jinja_loader"]
    for name in BY_ROOM:
        table = getattr(app, name)
        table.update({one: of for one, of in made[name].items() if one not in table})
    for name, functions in made["around all"].items():
        getattr(app, name)[None].extend(functions)


_addresses_compiled_once()
_rooms_registered_once()
