"""What managers write about a rule, checked, with the sentence to show."""

from typing import Any

from wtforms.validators import ValidationError

from forum.kernel.forms import Choice, Line, Number, PlainForm, Seen, Version
from forum.kernel.languages import say
from moderation.escalations.wording import FOLLOWS, threshold_label
from moderation.helpdesk.rules import IN_MINUTES, ONLY_IN_TOPICS, Rule, is_time_of_topic

ON, OFF, GENERAL = "on", "off", "general"
STATES = {True: ON, False: OFF, None: GENERAL}
STATE_WORDS = {ON: "On", OFF: "Off", GENERAL: FOLLOWS}
MEANT = {word: is_on for is_on, word in STATES.items()}
NUMBER = "Write a whole number, 1 to 2,000."
LEAST_ONE = "A rule that is on needs a number of at least 1."


class RuleForm(PlainForm):
    """`rule` is the one that stands; `proposed` is what the form makes of it."""

    state = Choice("Is it on?", missing="Choose whether it is on.")
    threshold = Number("From", least=0, most=2_000, missing=NUMBER)
    explanation = Line("Why we do this", most=200)
    version = Version()
    seen = Seen()

    rule: Rule

    def __init__(self, *sent: Any, **options: Any) -> None:
        self.rule = options.pop("rule", None) or Rule("", False)
        super().__init__(*sent, **options)
        offered = [ON, OFF] if self.rule.topic_id is None else [GENERAL, ON, OFF]
        self.state.choices = [(word, say(STATE_WORDS[word])) for word in offered]
        if label := threshold_label(self.rule.trigger):
            self.threshold.label.text = say(label)

    @classmethod
    def of(cls, rule: Rule) -> "RuleForm":
        """As it stands in the form."""
        facts = {"state": STATES[rule.is_on], "threshold": _typed(rule)}
        others = {"explanation": rule.explanation, "version": rule.version}
        return cls(rule=rule, data=facts | others)

    @property
    def has_number(self) -> bool:
        return bool(threshold_label(self.rule.trigger))

    def validate_threshold(self, field: Any) -> None:
        if self.has_number and self.state.data == ON and not field.data:
            raise ValidationError(LEAST_ONE)

    def validate_state(self, field: Any) -> None:
        is_general = self.rule.topic_id is None
        if field.data == ON and is_general and self.rule.trigger in ONLY_IN_TOPICS:
            raise ValidationError("This is for single topics: switch it on in one of them.")

    @property
    def facts(self) -> dict[str, Any]:
        """A number that reads as before stays what it was, to the minute."""
        is_on = MEANT[self.state.data]
        if is_time_of_topic(self.rule):
            return {"is_on": is_on, "threshold": self._counted() if is_on else 0, "explanation": ""}
        threshold = self._counted() if self.has_number else 0
        return {"is_on": is_on, "threshold": threshold, "explanation": self.explanation.data}

    def _counted(self) -> int:
        number = int(self.threshold.data)
        if number == _typed(self.rule):
            return self.rule.threshold
        return number * 60 if self.rule.trigger in IN_MINUTES else number


def _typed(rule: Rule) -> int:
    """Opening time in hours, as people type it."""
    return -(-rule.threshold // 60) if rule.trigger in IN_MINUTES else rule.threshold
