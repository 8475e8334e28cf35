"""A real django-helpdesk from the package index, in a place of its own, served on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.services.servers import server_on_free_port
from tests.services.town import answers

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
NAME, PASSWORD = "folkmoot", "only-the-tests-know-this"
TREES = "trees@example.org"
UNREACHED = ("Could not find a version", "connection broken", "timed out", "Temporary failure")

SETTINGS = """
SECRET_KEY = "only the tests know this, and it is long enough for anybody"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "site_urls"
HOME = {home!r}
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": HOME + "/site.db",
                          "OPTIONS": {{"timeout": 20}}}}}}
CONTRIB = "admin auth contenttypes humanize messages sessions sites staticfiles".split()
INSTALLED_APPS = ["django.contrib." + name for name in CONTRIB] + ["rest_framework", "helpdesk"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
KNOWN = ["template.context_processors.request", "contrib.auth.context_processors.auth",
         "contrib.messages.context_processors.messages"]
TEMPLATES = [{{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
              "OPTIONS": {{"context_processors": ["django." + name for name in KNOWN]}}}}]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME + "/sent"
MEDIA_ROOT, STATIC_URL, SITE_ID, USE_TZ = HOME + "/media", "/static/", 1, True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
HELPDESK_TEAMS_MODE_ENABLED = False
"""
URLS = """
from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("admin/", admin.site.urls), path("", include("helpdesk.urls"))]
"""
FOUNDING = f'''
from django.contrib.auth.models import User
from helpdesk.models import Queue
User.objects.create_superuser("{NAME}", "worker@example.org", "{PASSWORD}")
queue = Queue.objects.create(
    title="Trees", slug="trees", email_address="{TREES}", allow_email_submission=True,
    email_box_type="local", email_box_local_dir=INBOX, email_box_interval=0,
)
told = queue.id
'''


@dataclass
class Site:
    """Where it is, and what its own people see and do."""

    home: Path
    python: Path
    address: str = ""
    queue: int = 0

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def told(self, code: str, **known: Any) -> Any:
        """Run a few lines inside it; what they call `told` comes back."""
        lines = [f"{name} = {value!r}" for name, value in known.items()]
        tail = "import json\nprint('told ' + json.dumps(told, default=str))"
        words = "\n".join([*lines, textwrap.dedent(code), tail])
        out = self.django("shell", "--verbosity", "0", "--command", words)
        return json.loads(out.rpartition("told ")[2])

    def tickets(self) -> list[dict[str, Any]]:
        code = "from helpdesk.models import Ticket\ntold = list(Ticket.objects.values())"
        found: list[dict[str, Any]] = self.told(code)
        return found

    def somebody_writes(self, ticket_id: int, text: str, *, status: int | None = None) -> None:
        """For the public, as its own page for staff does it."""
        code = f"""
        from django.contrib.auth.models import User
        from helpdesk.models import Ticket
        from helpdesk.update_ticket import update_ticket
        ticket = Ticket.objects.get(id=ID)
        user = User.objects.get(username={NAME!r})
        told = update_ticket(user, ticket, comment=TEXT, public=True, new_status=STATUS).id
        """
        self.told(code, ID=ticket_id, TEXT=text, STATUS=status)

    def takes_mail_in(self, *mails: bytes) -> None:
        """Its own command reads its own mailbox."""
        for number, raw in enumerate(mails):
            (self.inbox / f"{len(raw)}-{number}.eml").write_bytes(raw)
        self.django("get_email", "--verbosity", "0")

    def sent(self) -> list[bytes]:
        """The mails it has sent, oldest first."""
        files = sorted((self.home / "sent").glob("*.log"), key=lambda one: one.stat().st_mtime_ns)
        return [one.strip() for file in files for one in file.read_bytes().split(b"-" * 79)[:-1]]

    def django(self, *words: str) -> str:
        done = subprocess.run(
            [self.python, "-m", "django", *words],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.home,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"django {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        return kept | {"PYTHONPATH": str(self.home), "DJANGO_SETTINGS_MODULE": "site_settings"}


@contextmanager
def running_django_helpdesk(home: Path) -> Iterator[Site]:
    site = Site(home, _installed(home / "place"))
    site.inbox.mkdir()
    (home / "site_settings.py").write_text(SETTINGS.format(home=str(home)))
    (home / "site_urls.py").write_text(URLS)
    site.django("migrate", "--verbosity", "0")
    site.django("loaddata", "--verbosity", "0", "emailtemplate.json")
    site.queue = site.told(FOUNDING, INBOX=str(site.inbox))
    with server_on_free_port(
        lambda port: _serve(site, port),
        answers=lambda port: answers(port, "/admin/login/"),
        log=home / "site.log",
    ) as port:
        site.address = f"http://127.0.0.1:{port}"
        yield site


def _installed(place: Path) -> Path:
    """The locked versions and nothing else; only an index that is away makes the test be left out.

    What pip says about an address is not shown: it may hold a password.
    """
    python, pip = place / "bin" / "python", [sys.executable, "-m", "pip"]
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    words = ["install", "-q", "--disable-pip-version-check", "--require-hashes", "--only-binary"]
    lock = [":all:", "--requirement", str(REQUIREMENTS / "django-helpdesk.txt")]
    done = subprocess.run(
        [*pip, "--python", python, *words, *lock], capture_output=True, text=True, check=False
    )
    if done.returncode and any(sign in done.stderr for sign in UNREACHED):
        pytest.skip("NOT RUN: the package index cannot be reached, so no django-helpdesk was made.")
    assert not done.returncode, "The locked django-helpdesk could not be installed."
    return python


def _serve(site: Site, port: int) -> list[str]:
    facts = [f"{name}={value}" for name, value in site.environment.items()]
    server = [str(site.python), "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    return ["env", "-i", "-C", str(site.home), *facts, *server]
