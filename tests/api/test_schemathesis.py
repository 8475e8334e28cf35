"""About two thousand calls made up from the description: every answer is as described.

Without surprises: the calls are the same in every run, as long as the description is.
`FOLKMOOT_API_CALLS` asks for more of them.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, GenerationMode, checks
from schemathesis.config import (
    AnalysisConfig,
    ConstantsConfig,
    GenerationConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok

from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.api.conftest import PREFIX, Samples, sown
from tests.architecture.sources import told

Operation = schemathesis.APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Any]
CALLS = int(os.environ.get("FOLKMOOT_API_CALLS", "2000"))
PEOPLE = 3
JUDGED = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
OF_THE_DESK = {"GET /tickets", "PUT /tickets/{reference}/assignee"}
ON_TICKETS = {
    "GET /tickets/{reference}",
    "POST /tickets/{reference}/messages",
    "PUT /tickets/{reference}/state",
}
OF_POLICY = {"PUT /ideas/{idea_id}/decision"}
SOLVING = f"PUT {PREFIX}/threads/{{thread_id}}/solution"  # by an answer of that very thread
# What no description can guess: which thing a report is about, which topics there are.
REPORTING = f"POST {PREFIX}/reports"
PROPOSING = f"POST {PREFIX}/ideas"
OPEN_TO_ALL = {
    "GET /alerts",
    "GET /articles",
    "GET /articles/{article_id}",
    "GET /ideas",
    "GET /ideas/{idea_id}",
    "GET /search",
    "GET /similar",
    "GET /threads",
    "GET /threads/{thread_id}",
    "GET /members/{name}",
    "POST /reports",
    "GET /tickets/{reference}/promises",
    "POST /tickets",
}
# Values come from the description alone: with those of the source code, any change anywhere would
# change the calls. The tokens are real ones.
MADE_UP = ProjectConfig(
    analysis=AnalysisConfig(constants=ConstantsConfig(enabled=False)),
    generation=GenerationConfig(with_security_parameters=False),
)
DECIDED = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CONFIG = SchemathesisConfig(projects=ProjectsConfig(default=MADE_UP))


@pytest.fixture
def told_of(adas, bens, dev, parking) -> list[Samples]:
    """What the calls are about: asked by the one, answered by the other; then the other way."""
    return [sown(*both, dev, nth) for nth in range(3) for both in ((adas, bens), (bens, adas))]


def test_a_citizen_is_answered_as_described(ada, told_of):
    done = Caller(ada.app, told_of, ada.token()).make_all_calls()

    assert {name for name in done if not done[name]} == OF_THE_DESK | OF_POLICY


def test_the_desk_is_answered_as_described(dev, told_of):
    done = Caller(dev.app, told_of, dev.token()).make_all_calls()

    assert {name for name in done if done[name]} >= OF_THE_DESK | ON_TICKETS


def test_a_visitor_is_answered_as_described(app, told_of):
    done = Caller(app, told_of).make_all_calls()

    assert {name for name in done if done[name]} == OPEN_TO_ALL


@dataclass
class Caller:
    """Makes the calls of one person; `broken` tells what was answered otherwise than promised."""

    app: Flask
    told_of: list[Samples]
    token: str = ""
    broken: list[str] = field(default_factory=list)

    def make_all_calls(self) -> dict[str, int]:
        """How many calls of each operation did what they asked for."""
        operations = in_order(described(self.app))
        times = CALLS // PEOPLE // len(operations)
        done = {
            operation.label.replace(PREFIX, ""): self.make_calls(operation, times)
            for operation in operations
        }

        assert not self.broken, told("The API keeps to its description.", self.broken)
        return done

    def make_calls(self, operation: Operation, times: int) -> int:
        done: list[bool] = []
        with writing():
            db.query(LimitWindow).delete()

        @settings(DECIDED, max_examples=times)
        @given(case=st.one_of(list(cases(operation, self.told_of))))
        def call(case: Case) -> None:
            done.append(self.call(case))

        call()
        return sum(done)

    def call(self, case: Case) -> bool:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers = bearer | {"Accept-Encoding": "identity"}  # it reads no packed answers
        answer = case.call(headers=headers)
        try:
            case.validate_response(answer, checks=JUDGED)
        except FailureGroup as failures:
            self.broken.append(str(failures))
        return answer.status_code < 300


def described(app: Flask) -> BaseSchema:
    """The description, with what this database knows as the values to send."""
    spec: dict[str, Any] = json.loads(app.test_client().get(f"{PREFIX}/openapi.json").data)
    known = {
        ("NewQuestion", "topic"): ["parking"],
        ("Assignment", "assignee"): ["me", None],
    }
    for (shape, name), values in known.items():
        fields = spec["components"]["schemas"][shape]["properties"]
        fields[name] = fields[name] | {"enum": values}
    schema = schemathesis.openapi.from_dict(spec, config=CONFIG)
    schema.app = app
    return schema


def in_order(schema: BaseSchema) -> list[Operation]:
    """Looking before doing, and removing last."""
    methods = ["GET", "POST", "PATCH", "PUT", "DELETE"]
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return sorted(found, key=lambda one: (methods.index(one.method.upper()), -len(one.path)))


def cases(operation: Operation, told_of: list[Samples]) -> Iterator[st.SearchStrategy[Any]]:
    """Most of them about things that exist, some about anything, and some as nobody should."""
    is_removal = operation.method.upper() == "DELETE" and operation.path.endswith("}")
    for sample in told_of[-2:] if is_removal else told_of[:-2]:
        parts = {one.name: vars(sample)[one.name] for one in operation.path_parameters}
        yield operation.as_strategy(path_parameters=parts)
        if body := fitting(operation.label, sample):
            yield operation.as_strategy(path_parameters=parts, body=body)
    yield operation.as_strategy()
    yield operation.as_strategy(GenerationMode.NEGATIVE)


def fitting(label: str, sample: Samples) -> dict[str, Any] | None:
    """A body that is about something that exists."""
    bodies: dict[str, dict[str, Any]] = {
        SOLVING: {"answer_id": sample.answer_id},
        REPORTING: {"subject": sample.answer_id, "reason": "person", "email": "r@example.org"},
        PROPOSING: {"title": f"Shade, {sample.idea_id}", "body": "A tree.", "topic": "parking"},
    }
    return bodies.get(label)
