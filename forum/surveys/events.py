"""What can have happened to a question of how it was; what was answered stands in its own table."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SurveyEvent(Event):
    """`about_id` is what it is about."""

    survey_id: int
    about_id: int

    @property
    def subject_id(self) -> int | None:
        return self.about_id

    @property
    def stream(self) -> str:
        return f"survey:{self.survey_id}"


@dataclass(frozen=True, kw_only=True)
class SurveyAsked(SurveyEvent, kind="survey_asked"):
    """`way` is how the question reaches the person: mail, page or none."""

    way: str


@dataclass(frozen=True, kw_only=True)
class SurveyReminded(SurveyEvent, kind="survey_reminded"):
    """The person has not answered, and is mailed once more."""


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(SurveyEvent, kind="survey_answered"):
    """`turn` is 1 for the first answer, and one more each time it is changed."""

    turn: int
