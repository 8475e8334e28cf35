"""What the logs may hold: ids, codes, numbers and places in the code, nothing of a person."""

import json
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, told

SHORTEST = 4


@pytest.fixture(scope="module")
def spoken(tmp_path_factory) -> tuple[list[str], str]:
    """What people told the house in confidence, and everything it wrote on stderr meanwhile."""
    program = [sys.executable, "-m", "tests.architecture.secrets_told"]
    folder = tmp_path_factory.mktemp("house")
    done = subprocess.run(
        [*program, folder], capture_output=True, text=True, cwd=ROOT, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


def test_logs_hold_no_secret_no_address_and_no_words(spoken):
    secrets, log = spoken

    assert all(len(secret) > SHORTEST for secret in secrets)
    assert not [secret for secret in secrets if secret in log], told(
        "Operators keep logs for long and show them to others: see docs/privacy.md.",
        [line for line in log.splitlines() if any(secret in line for secret in secrets)],
    )


def test_each_request_is_a_line_of_json_with_an_id(spoken):
    _, log = spoken

    lines = [json.loads(line) for line in log.splitlines()]

    answered = [line for line in lines if line["event"] == "request"]
    assert {"accounts.sign_in", "accounts.choose_password", "people_api.me", "helpdesk.show"} <= {
        line["endpoint"] for line in answered
    }
    assert all(line["request_id"] for line in answered)


def test_a_fault_tells_its_kind_and_its_place_in_the_code(spoken):
    _, log = spoken

    fault = next(line for line in map(json.loads, log.splitlines()) if line["event"] == "fault")

    assert fault["endpoint"] == "accounts.sign_in"
    assert "OperationalError" in json.dumps(fault["exception"])
    assert "forum/accounts/queries.py" in json.dumps(fault["exception"])
