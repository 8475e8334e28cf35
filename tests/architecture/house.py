"""What is registered in the house today: its tables, events, routes and forms."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Column
from werkzeug.routing import Rule

from forum.kernel.db import Model
from forum.kernel.events import Event
from forum.kernel.forms import FORMS, PlainForm
from tests.architecture.sources import PACKAGES

SAFE = {"GET", "HEAD", "OPTIONS"}
NO_MODULES = {"forum.wsgi", "forum.cli"}  # importing them starts the application


@dataclass(frozen=True)
class Route:
    """One method of one endpoint."""

    endpoint: str
    method: str
    rule: Rule

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} ({self.endpoint})"

    @property
    def name(self) -> str:
        """What a reviewer reads: the converters of the address say nothing about access."""
        return f"{self.method} {re.sub(r'<[^<>]*:', '<', self.rule.rule)}"

    @property
    def is_safe(self) -> bool:
        return self.method in SAFE

    @property
    def is_api(self) -> bool:
        return self.rule.rule.startswith("/api/")


def routes(app: Flask) -> list[Route]:
    """Every route with every method somebody wrote a view for, in order of its name."""
    found = [
        Route(rule.endpoint, method, rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    return sorted(found, key=lambda route: (route.endpoint, route.rule.rule, route.method))


def reads(app: Flask) -> list[Route]:
    return [route for route in routes(app) if route.is_safe]


def deeds(app: Flask) -> list[Route]:
    """Routes that change something."""
    return [route for route in routes(app) if not route.is_safe]


@cache
def load_every_module() -> None:
    """So that every event and form has been registered; looked for once, it takes 60 ms."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages([package], prefix=f"{package}."):
            if module.name not in NO_MODULES:
                importlib.import_module(module.name)


def models() -> list[type[Model]]:
    """Every table's class, in order of the table's name; of kinds in one table what they share."""
    found = [mapper.class_ for mapper in Model.registry.mappers if mapper.inherits is None]
    return sorted(
        (model for model in found if is_ours(model)), key=lambda model: model.__tablename__
    )


def columns(model: type[Model]) -> Iterator[Column[Any]]:
    yield from model.__table__.columns  # type: ignore[misc]


def events() -> dict[str, type[Event]]:
    """Every kind of event of the product; tests have kinds of their own."""
    load_every_module()
    return {kind: event for kind, event in sorted(Event.kinds.items()) if is_ours(event)}


def forms() -> dict[str, type[PlainForm]]:
    load_every_module()
    return {name: form for name, form in sorted(FORMS.items()) if is_ours(form)}


def is_ours(thing: type) -> bool:
    return thing.__module__.split(".")[0] in PACKAGES
