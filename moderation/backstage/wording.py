"""What staff choose from."""

from forum.inside.kinds import About, Kind, Outcome, State

KINDS = {
    Kind.NOTE: "How something works, or what we learned",
    Kind.PLAN: "What we plan, and by when",
    Kind.NOTICE: "A change that Advocates hear of some days before everybody",
}
ABOUT = {
    About.PLANNED: "A planned change of a service",
    About.PROBLEM: "Something is wrong now",
    About.DANGER: "A danger to people",
}
STATES = {
    State.DRAFT: "Draft, only staff see it",
    State.PUBLISHED: "Published",
    State.ARCHIVED: "Put away, only staff see it",
}
OUTCOMES = {
    Outcome.KEPT: "We did it",
    Outcome.CHANGED: "We did something else",
    Outcome.DROPPED: "We did not do it",
}
