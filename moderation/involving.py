"""What the rooms plug in with which staff let people look behind the scenes and advise."""

from forum.kernel.house import Entry
from moderation.backstage.views import backstage
from moderation.meetings.views import meetings

PAGES = [backstage, meetings]

NAVIGATION = [
    Entry("Write behind the scenes", "backstage.index", place="footer", who="staff", order=70),
    Entry("Lead the advisory group", "meetings.index", place="footer", who="policy", order=71),
]
