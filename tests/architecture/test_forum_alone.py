"""The citizens' side is complete in itself: it starts and serves without search and staff side."""

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

ALONE = """
import json, sys
from pathlib import Path
from config import Config
from forum.app import create_app
from forum.kernel.schema import create_everything

app = create_app(Config(HOME=Path({home!r}), PACKAGES=("forum",), TESTING=True))
create_everything(app)
visitor = app.test_client()
print(json.dumps({{
    "pages": {{url: visitor.get(url).status_code for url in {urls!r}}},
    "box": 'action="/ask"' in visitor.get("/").text,
    "loaded": sorted(n for n in sys.modules if n.split(".")[0] in ("search", "moderation")),
}}))
"""
URLS = ["/", "/healthz", "/sign-in", "/api/v1/openapi.json"]


def test_the_forum_boots_alone_and_serves_its_pages(tmp_path: Path):
    program = ALONE.format(home=str(tmp_path), urls=URLS)

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True
    )

    assert ended.returncode == 0, ended.stderr
    answered = json.loads(ended.stdout.splitlines()[-1])
    assert answered["pages"] == dict.fromkeys(URLS, 200)
    assert answered["box"], "Without a search the box of the front page leads to asking."
    assert answered["loaded"] == [], "The forum may not need what stands above it."
