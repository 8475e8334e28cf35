"""Commands that run the parts: web, worker, or everything for one machine."""

import os
import sys

import click
from flask import current_app

from forum.app import settings_of

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
PORT = click.option("--port", default=8000, show_default=True, help="Port to listen on.")
WORKERS = click.option("--workers", type=int, help="Web processes; default FOLKMOOT_WEB_WORKERS.")


@click.command()
@HOST
@PORT
@WORKERS
def serve(host: str, port: int, workers: int | None) -> None:
    """Everything for one machine: web, worker and relay. SIGTERM drains."""
    from forum.serving import supervise

    supervise(host, port, _count(workers), home=settings_of(current_app).HOME)


@click.command()
@HOST
@PORT
@WORKERS
def web(host: str, port: int, workers: int | None) -> None:
    """The web processes alone."""
    from forum import front

    arguments = front.command(host, port, _count(workers))
    os.execv(arguments[0], arguments)


@click.command()
def worker() -> None:
    """The worker and relay alone."""
    if not sys.flags.optimize:
        from forum import front

        arguments = front.lean("forum.cli", "worker")
        os.execv(arguments[0], arguments)
    from forum.worker import main

    main()


def _count(workers: int | None) -> int:
    return workers or settings_of(current_app).WEB_WORKERS


COMMANDS = [serve, web, worker]
