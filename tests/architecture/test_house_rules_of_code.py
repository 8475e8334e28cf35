"""House rules that can be read off the source: sizes, walls, and who may touch what."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.utils import import_string

from forum.imports.kinds import KINDS
from forum.kernel.later import Later
from tests.architecture.sources import (
    ROOT,
    Source,
    code,
    everything,
    lines_of,
    rooms,
    templates,
    told,
)

LONGEST_FUNCTION = 20
LONGEST_FILE = 250

SANITISERS = {"bleach", "nh3", "markdown_it"}
TEXT_ROOM = "forum/kernel/text/"

# Where text may become markup without being escaped. A new line here is read by two people.
MAKES_MARKUP = {
    "forum/kernel/text/showing.py": "shown(): what was cleaned before it was stored",
    "forum/kernel/slots.py": "joins what the rooms rendered",
    "forum/home/speech.py": "our own sentences, in the language of the reader",
}

# Where every fault may be caught, because nothing else is known about what can be raised.
CATCHES_ALL = {
    "forum/kernel/relay.py": "one reaction must not stop the others",
    "forum/kernel/tasks.py": "one piece of work must not stop the others",
    "moderation/handover/tasks/calling.py": "one hand-over must not stop the others",
    "forum/kernel/mail/sending.py": "one letter must not stop the others",
    "forum/worker.py": "a worker that stops would look alive and do nothing",
    "search/boundary.py": "a damaged index raises anything",
}

# Loaded only by the few requests or processes that need them: a web process stays small.
LAZY = (
    *("celery", "kombu", "PIL", "authlib", "webauthn", "pygments", "playwright", "granian"),
    *("alembic", "mako", "smtplib", "email.policy"),
    *("css_inline", "tqdm", "holidays", "hypothesis", "icalendar", "recurring_ical_events"),
    *("forum.home.demo", "forum.ideas.demo", "moderation.helpdesk.demo", "forum.accounts.cli"),
    *("forum.imports.cli", "forum.imports.bringing", "forum.imports.discourse"),
)

CODE_IN_TEMPLATES = {
    r"\|\s*safe\b": "|safe shows text without escaping: use shown() in the view",
    # Facts for search engines are no script: nothing runs them.
    r"(?i)<script(?![^>]*\bsrc=|[^>]*ld\+json)": "inline script: our own policy stops it",
    r"(?i)<style\b": "inline style: the content security policy stops it",
    r"(?i)\sstyle\s*=": "inline style: the content security policy stops it",
    r"(?i)\son[a-z]+\s*=\s*[\"']": "inline event handler: the content security policy stops it",
    r"(?i)javascript:": "a link that runs code",
    r"{%-?\s*autoescape\s+false": "autoescape off: everything below would be shown raw",
}


def test_every_module_says_what_it_is_for():
    silent = [source.place for source in everything() if not ast.get_docstring(source.tree)]

    assert not silent, told("A module opens with one plain sentence a clerk understands.", silent)


def test_functions_are_short():
    long = [
        source.at(function.lineno, f"{function.name} has {lines_of(function)} lines")
        for source in code()
        for function in source.functions
        if lines_of(function) > LONGEST_FUNCTION
    ]

    assert not long, told(f"A function has at most {LONGEST_FUNCTION} lines: split it.", long)


def test_files_are_short():
    lengths = {source.place: source.text.count("\n") for source in code()}
    long = [f"{place} has {n} lines" for place, n in lengths.items() if n > LONGEST_FILE]

    assert not long, told(f"A file has at most {LONGEST_FILE} lines: split the noun.", long)


def test_actions_never_commit():
    ends = {"commit", "rollback", "begin", "writing"}
    committing = [
        source.at(node.lineno, f"calls {_called(node)}")
        for source in _files_named("actions", "reactions")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _called(node) in ends
    ]

    assert not committing, told(
        "Whoever opened the transaction ends it (a view, a task, a command); an action that "
        "commits tears the change from its event.",
        committing,
    )


def test_actions_know_no_http():
    http = re.compile(
        r"^(werkzeug|apiflask|flask_login\.(current_user|login_user|logout_user))\b"
        r"|^flask\.(request|session|redirect|abort|url_for)\b"
    )
    knowing = [
        source.at(line, f"imports {name}")
        for source in _files_named("actions", "queries", "policy", "models", "events")
        for line, name in source.imports
        if http.match(name)
    ]

    assert not knowing, told(
        "Pages, the API, timers and commands call the same actions: what they need is an argument.",
        knowing,
    )


def test_only_one_place_cleans_html():
    elsewhere = [
        source.at(line, f"imports {name}")
        for source in code()
        if not source.place.startswith(TEXT_ROOM)
        for line, name in source.imports
        if name.split(".")[0] in SANITISERS
    ]

    assert not elsewhere, told(
        "The walls against hostile HTML stand in forum/kernel/text and are tested there.", elsewhere
    )


def test_text_becomes_markup_in_few_places_only():
    making = [
        source.at(node.lineno)
        for source in code()
        if source.place not in MAKES_MARKUP
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _called(node) == "Markup" and not _is_constant(node)
    ]

    assert not making, told(
        "Markup() turns escaping off. Use shown() for stored HTML, Markup.format or a template.",
        making,
    )


def test_faults_are_caught_by_name():
    catching = [
        source.at(node.lineno)
        for source in code()
        if source.place not in CATCHES_ALL
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    ]

    assert not catching, told(
        "Catch only what you can mend: a hidden fault is never found.", catching
    )


@pytest.mark.parametrize("pattern", CODE_IN_TEMPLATES)
def test_templates_hold_no_code(pattern):
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert not found, told(CODE_IN_TEMPLATES[pattern], found)


def test_a_web_process_loads_only_what_pages_need(tmp_path: Path):
    # structlog and mako look for rich and pygments, which only the tools of developers bring.
    asking = (
        "import sys; sys.modules.update({'rich': None, 'mako.ext.pygmentplugin': None}); "
        "from pathlib import Path; from config import Config; "
        "from forum.app import create_app; "
        f"create_app(Config(HOME=Path({str(tmp_path)!r}))); "
        f"print(*[name for name in {LAZY!r} if name in sys.modules])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", asking], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout.split() == [], (
        "Every web process would carry these: import them inside the function that needs them."
    )


def test_what_is_loaded_later_is_there(app: Flask):
    house = app.extensions["house"]
    later = [one for one in house.demo if isinstance(one, Later)]
    later += [kind.read for kind in KINDS.values() if isinstance(kind.read, Later)]

    assert all(callable(one.there()) for one in later)
    assert all(import_string(f"{place}:COMMANDS") for place in house.commands)


def test_no_text_speaks_of_this_machine():
    machine = re.compile(r"(?<!forum)/(home|root|work)/[a-z.]")  # forum/home is a room
    speaking = [
        source.at(number, line.strip()[:80])
        for source in everything()
        if source.path != Path(__file__)
        for number, line in enumerate(source.text.splitlines(), 1)
        if machine.search(line)
    ]

    assert not speaking, told("A path of one machine is wrong on every other.", speaking)


def test_rooms_call_only_the_rooms_below_them():
    linter = Path(sys.executable).parent / "lint-imports"

    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stdout


def _files_named(*names: str) -> list[Source]:
    """`actions.py`, and every file of a folder called `actions`."""
    return [s for s in rooms() if s.path.stem in names or s.path.parent.name in names]


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _is_constant(call: ast.Call) -> bool:
    return all(isinstance(argument, ast.Constant) for argument in call.args)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return bool(
        {"Exception", "BaseException"}
        & {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    )
