"""Every table of the forum, so that migrations and `init` know them all."""

from forum.accounts import models as accounts
from forum.advisory import models as advisory
from forum.alarms import models as alarms
from forum.alerts import models as alerts
from forum.articles import models as articles
from forum.ballots import models as ballots
from forum.drafts import models as drafts
from forum.follows import models as follows
from forum.hats import models as hats
from forum.helping import models as helping
from forum.home import models as home
from forum.ideas import models as ideas
from forum.imports import models as imports
from forum.inside import models as inside
from forum.integrity import models as integrity
from forum.kernel import (
    audit,
    events,
    health,
    holding,
    limits,
    mail,
    repeats,
    site,
    subjects,
    tasks,
    totals,
)
from forum.mail_follows import models as mail_follows
from forum.notifications import models as notifications
from forum.people import models as people
from forum.recognition import models as recognition
from forum.referrals import models as referrals
from forum.reputation import models as reputation
from forum.rounds import models as rounds
from forum.services import models as services
from forum.surveys import models as surveys
from forum.threads import models as threads
from forum.topics import models as topics
from forum.uploads import models as uploads
from forum.votes import models as votes

ROOMS = (
    accounts,
    advisory,
    alarms,
    alerts,
    articles,
    audit,
    ballots,
    drafts,
    events,
    inside,
    integrity,
    follows,
    hats,
    health,
    helping,
    holding,
    home,
    ideas,
    imports,
    limits,
    mail,
    mail_follows,
    notifications,
    people,
    recognition,
    referrals,
    repeats,
    reputation,
    rounds,
    services,
    site,
    subjects,
    surveys,
    tasks,
    threads,
    topics,
    uploads,
    totals,
    votes,
)
