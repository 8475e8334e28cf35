"""Reads where pip is told to look, from the same environment and files as pip itself."""

from __future__ import annotations

import configparser
import os
import sys
from collections.abc import Iterator
from pathlib import Path

USUAL_INDEX = "https://pypi.org/simple"
TRUE = {"1", "true", "yes", "on"}


def places() -> Iterator[str]:
    """Every address that may offer pip's file: folders and pages first, then indexes."""
    for place in words("find-links"):
        yield place if "://" in place else Path(place).expanduser().absolute().as_uri()
    if setting("no-index").lower() in TRUE:
        return
    for index in (words("index-url") or [USUAL_INDEX]) + words("extra-index-url"):
        yield f"{index.rstrip('/')}/pip/"


def certificates() -> str | None:
    """The file of trusted certificates pip is told to use, where it exists."""
    path = setting("cert")
    return path if path and Path(path).is_file() else None


def words(name: str) -> list[str]:
    return setting(name).split()


def setting(name: str) -> str:
    """One setting as pip sees it: its environment variable, else the last file that has it."""
    variable = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
    if variable is not None:
        return variable

    files = configparser.RawConfigParser()
    files.read(configuration_files(), encoding="utf-8")
    return files.get("install", name, fallback=files.get("global", name, fallback=""))


def configuration_files() -> list[Path]:
    """pip's files, the strongest last."""
    named = os.environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []

    home = Path.home()
    shared = os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")
    own = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path(folder) / "pip" / "pip.conf" for folder in reversed(shared) if folder]
    files += [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", own / "pip" / "pip.conf"]
    files += [Path(sys.prefix) / "pip.conf"]
    return files + ([Path(named)] if named else [])
