"""Templates, addresses and statements are compiled once for all apps of a process.

That is most of what an app costs a test: a process serves one app, but tests make thousands.
"""

from typing import Any, ClassVar

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

MADE_OF_A_RULE = ("_parts", "_trace", "_converters", "_build", "_build_unknown", "arguments")
ENOUGH = 5000
STATEMENTS: dict[tuple[str, str], tuple[Dialect, LRUCache[Any, Any]]] = {}


class Compiled(BytecodeCache):
    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


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


_addresses_compiled_once()
