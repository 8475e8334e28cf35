"""The forum's rows about one person, by the name under which they are exported."""

from forum.accounts.models import Advocacy, ApiToken, Member, SignIn, Standing
from forum.advisory.models import Adviser, AgendaItem
from forum.articles.models import ArticleVerdict
from forum.ballots.models import BallotPaper
from forum.drafts.models import Draft
from forum.follows.models import Follow
from forum.hats.models import HatGrant, WornHat
from forum.helping.models import Adoption, GroupMessage, HelpingHour, ThreadLook, TopicCoach
from forum.ideas.models import Idea, Support
from forum.integrity.models import ReversalMember
from forum.integrity.queries import networks_of
from forum.kernel.personal import Export, rows_of
from forum.notifications.models import Notice, Preference
from forum.people.models import FindablePerson
from forum.recognition.models import (
    BadgeGiven,
    ListedHelper,
    QuietPerson,
    ThankYouNote,
    YearLookedAt,
)
from forum.referrals.models import JoinLink, MemberReferral
from forum.reputation.models import Award, Reputation, RungHold, RungMove, WindowPause
from forum.rounds.models import RoundQuestion
from forum.surveys.queries import surveys_of
from forum.threads.models import Answer, Comment, MeToo, Revision, Thanks, Thread, ThreadRead
from forum.uploads.queries import pictures_of
from forum.votes.models import Vote

PERSONAL: dict[str, Export] = {
    "account": rows_of(Member, "id"),
    "adopted_topics": rows_of(Adoption, "member_id"),
    "advisory_group": rows_of(Adviser, "member_id"),
    "advocacy": rows_of(Advocacy, "member_id"),
    "agenda_items": rows_of(AgendaItem, "proposer_id"),
    "answers": rows_of(Answer, "author_id"),
    "article_verdicts": rows_of(ArticleVerdict, "member_id"),
    "awards": rows_of(Award, "member_id"),
    "badges": rows_of(BadgeGiven, "member_id"),
    "ballot_papers": rows_of(BallotPaper, "member_id"),
    "coached_topics": rows_of(TopicCoach, "coach_id"),
    "comments": rows_of(Comment, "author_id"),
    "drafts": rows_of(Draft, "member_id"),
    "edits": rows_of(Revision, "editor_id"),
    "findable": rows_of(FindablePerson, "member_id"),
    "follows": rows_of(Follow, "member_id"),
    "hats": rows_of(HatGrant, "member_id"),
    "hats_worn": rows_of(WornHat, "member_id"),
    "helper_list": rows_of(ListedHelper, "member_id"),
    "group_messages": rows_of(GroupMessage, "author_id"),
    "helping_hours": rows_of(HelpingHour, "member_id"),
    "guests": rows_of(MemberReferral, "inviter_id"),
    "ideas": rows_of(Idea, "author_id"),
    "join_link": rows_of(JoinLink, "member_id"),
    "looks": rows_of(ThreadLook, "member_id"),
    "me_too": rows_of(MeToo, "member_id"),
    "networks": networks_of,
    "notices": rows_of(Notice, "member_id"),
    "preferences": rows_of(Preference, "member_id"),
    "quiet": rows_of(QuietPerson, "member_id"),
    "reading": rows_of(ThreadRead, "member_id"),
    "referral": rows_of(MemberReferral, "invited_id"),
    "reputation": rows_of(Reputation, "member_id"),
    "reversals": rows_of(ReversalMember, "member_id"),
    "round_questions": rows_of(RoundQuestion, "asker_id"),
    "rung_holds": rows_of(RungHold, "member_id"),
    "rung_moves": rows_of(RungMove, "member_id"),
    "sign_ins": rows_of(SignIn, "member_id"),
    "staff_thanks": rows_of(ThankYouNote, "member_id"),
    "standing": rows_of(Standing, "member_id"),
    "supports": rows_of(Support, "member_id"),
    "surveys": surveys_of,
    "thanks": rows_of(Thanks, "member_id"),
    "threads": rows_of(Thread, "author_id"),
    "pictures": pictures_of,
    "tokens": rows_of(ApiToken, "member_id"),
    "votes": rows_of(Vote, "member_id"),
    "window_pauses": rows_of(WindowPause, "member_id"),
    "years_looked_at": rows_of(YearLookedAt, "member_id"),
}
