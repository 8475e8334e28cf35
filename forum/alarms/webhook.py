"""Where alarms are called out to: the operator's address, or a folder when there is none."""

import json
from typing import Any

from flask import current_app

from forum.kernel.calling import Caller


def call_webhook(facts: dict[str, Any]) -> None:
    """Raises NotReached when the address does not say yes."""
    config = current_app.config["FOLKMOOT"]
    body = json.dumps(facts | {"site": current_app.config["BASE_URL"]}).encode()
    if config.ALARM_WEBHOOK:
        Caller().post(config.ALARM_WEBHOOK, body, content_type="application/json")
        return
    folder = config.HOME / "alarms"
    folder.mkdir(exist_ok=True)
    (folder / f"{facts['alarm']}-{facts['state']}.json").write_bytes(body)
