"""The application factory: the only place where the packages meet."""

import os
import secrets
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, g
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config, WrongSetting
from forum.accounts import current, policy, queries, scopes
from forum.home import shell
from forum.kernel import api, cache, db, found, house, languages, packing, shedding, telemetry, web
from forum.kernel.health import health

LARGEST_REQUEST = 2 * 1024 * 1024
SHORTEST_SECRET = 32


def create_app(config: Config | None = None) -> Flask:
    """The whole product for one deployment. Raises WrongSetting with one sentence."""
    config = config or Config.from_environment()
    app = web.Folkmoot("forum", title="Folkmoot", json_errors=False, **_OPENAPI)
    app.config.update(_flask_settings(config))
    telemetry.init_app(app, level=config.LOG_LEVEL)
    db.init_app(app, config.database_url)
    cache.init_app(app)
    current.init_app(app)
    app.extensions |= _knows()
    packing.init_app(app)
    web.init_app(app, admits=policy.admits)
    _shed_load(app, config)
    api.init_app(app)
    found.init_app(app)
    languages.init_app(app)
    app.register_blueprint(health)
    shell.init_app(app)
    house.init_app(app, config.PACKAGES)
    _trust_proxies(app, config.TRUSTED_PROXIES)
    return app


def _knows() -> dict[str, Any]:
    """What the kernel asks about people without knowing who they are."""
    asked = {"step_before": policy.step_before, "scope_of": scopes.scope_of}
    return asked | {"language_of": queries.language_of}


def _shed_load(app: Flask, config: Config) -> None:
    shedding.init_app(
        app,
        per_minute=0 if config.TESTING else config.REQUESTS_PER_MINUTE,
        processes=config.WEB_WORKERS,
        storage=config.REDIS_URL,
    )


def _trust_proxies(app: Flask, hops: int) -> None:
    if hops:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)
        app.wsgi_app = proxied  # type: ignore[method-assign]


_OPENAPI: dict[str, Any] = {"static_folder": None, "spec_path": api.SPEC, "docs_path": None}


def _flask_settings(config: Config) -> dict[str, Any]:
    address = urlsplit(config.BASE_URL)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise WrongSetting("FOLKMOOT_BASE_URL must be an http or https address.")
    _check_places(config.ALARM_WEBHOOK, config.LMTP)
    config.HOME.mkdir(parents=True, exist_ok=True)
    return {
        "FOLKMOOT": config,
        **{name: getattr(config, name) for name in ("TESTING", "INSTALLABLE")},
        "SECRET_KEY": _secret(config),
        "SECRET_KEY_FALLBACKS": list(config.SECRET_KEY_FALLBACKS),
        "SECURE_COOKIES": address.scheme == "https",
        "SESSION_COOKIE_SECURE": address.scheme == "https",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "BASE_URL": config.BASE_URL.rstrip("/"),
        "TRUSTED_HOSTS": sorted({address.hostname, "127.0.0.1", "localhost"}),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "OPENAPI_VERSION": "3.1.0",
    }


def _check_places(webhook: str, lmtp: str) -> None:
    if webhook and urlsplit(webhook).scheme not in ("http", "https"):
        raise WrongSetting("FOLKMOOT_ALARM_WEBHOOK must be an http or https address.")
    host, _, port = lmtp.rpartition(":")
    if lmtp and not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise WrongSetting("FOLKMOOT_LMTP must be host:port, like 127.0.0.1:8024.")


def _secret(config: Config) -> str:
    if config.SECRET_KEY:
        if len(config.SECRET_KEY) < SHORTEST_SECRET:
            raise WrongSetting("FOLKMOOT_SECRET_KEY must have at least 32 characters.")
        return config.SECRET_KEY
    if not config.is_embedded:
        raise WrongSetting("FOLKMOOT_SECRET_KEY must be set when the database is a server.")
    return _kept_secret(config.HOME / "secret")


def _kept_secret(path: Path) -> str:
    """Made once, readable by the owner only; two processes starting at once agree on one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text()


def settings_of(app: Flask) -> Config:
    return cast(Config, app.config["FOLKMOOT"])


def command_context(app: Flask, *, channel: str = "command") -> Any:
    """An application context for commands and tasks: what they publish says so."""
    context = app.app_context()
    context.push()
    g.channel = channel
    return context
