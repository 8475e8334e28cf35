"""What the mails say. Each is written when it is sent, if the reader may still read it then."""

from forum.notifications.letters.ideas import (
    idea_decided,
    idea_followed,
    idea_released,
    idea_replied,
)
from forum.notifications.letters.naming import named
from forum.notifications.letters.standings import advocate_asked, tools_near_rest, tools_rest
from forum.notifications.letters.thanks import staff_thanked
from forum.notifications.letters.threads import (
    accepted,
    answered,
    commented,
    followed,
    official_answer,
)

MAILS = {
    "accepted": accepted,
    "advocate_asked": advocate_asked,
    "answered": answered,
    "commented": commented,
    "followed": followed,
    "idea_decided": idea_decided,
    "idea_followed": idea_followed,
    "idea_released": idea_released,
    "idea_replied": idea_replied,
    "named": named,
    "official_answer": official_answer,
    "staff_thanked": staff_thanked,
    "tools_near_rest": tools_near_rest,
    "tools_rest": tools_rest,
}
