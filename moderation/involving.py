"""What the rooms plug in with which staff let people look behind the scenes, ask and advise."""

from forum.kernel.house import Entry
from moderation.backstage.views import backstage
from moderation.hosting.views import hosting
from moderation.meetings.views import meetings

PAGES = [backstage, hosting, meetings]

NAVIGATION = [
    Entry("Write behind the scenes", "backstage.index", place="footer", who="staff", order=70),
    Entry("Lead the advisory group", "meetings.index", place="footer", who="policy", order=71),
    Entry("Rounds of questions, for staff", "hosting.index", place="footer", who="staff", order=72),
]
