"""How each form of the product is really sent: where, by whom, and with what it is fine.

A form without a line here has never met hostile input, so the house rules fail.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from forum.kernel.clock import now
from forum.reputation.ladder import PUBLISHED
from forum.reputation.rulebook import written_rules

OTHER_RULES = written_rules(replace(PUBLISHED, grace=timedelta(days=20)))
LONG = "correct horse battery staple"
NEXT_YEAR = (now() + timedelta(days=365)).date().isoformat()


@dataclass(frozen=True)
class Sent:
    """`url` may name parts of the town in braces; `fine` is what a person would fill in."""

    url: str
    who: str
    fine: dict[str, str] = field(default_factory=dict)


SENT: dict[str, Sent] = {
    "PictureForm": Sent("/uploads", "asker", {"picture_alt": "the lamp"}),
    "SurveyForm": Sent(
        "/surveys/{survey_token}",
        "visitor",
        {"level": "4", "got": "partly", "comment": "It took long."},
    ),
    "AcceptForm": Sent(
        "/invitations/{invitation_code}", "visitor", {"name": "Nora Vale", "password": LONG}
    ),
    "AddressForm": Sent("/verify", "visitor", {"email": "nora@example.org"}),
    "AlertForm": Sent(
        "/desk/alerts/new",
        "agent",
        {
            "service": "parking",
            "topic": "parking",
            "kind": "problem",
            "title": "The meters are broken",
            "body": "Use the library car park.",
            "begins": "2026-03-20T09:30",
            "ends": "",
            "version": "0",
        },
    ),
    "AlertUpdateForm": Sent(
        "/desk/alerts/{alert_id}/updates",
        "agent",
        {"body": "A fitter is on the way.", "version": "3"},
    ),
    "GuideForm": Sent(
        "/ask/guide",
        "visitor",
        {"happened": "The lamp is out.", "tried": "", "wish": "Who mends it?", "topic": "parking"},
    ),
    "AppealForm": Sent(
        "/reports/{dismissed_report}/appeal", "asker", {"body": "It does name somebody."}
    ),
    "AgendaItemForm": Sent(
        "/advisory/{meeting_id}/items", "citizen", {"title": "Signs", "body": "They are too small."}
    ),
    "BallotForm": Sent(
        "/desk/advisory/items/{other_item_id}/ballot",
        "policy",
        {"question": "Which signs?", "options": "Large\nLarger", "closes": "2099-03-20T09:30"},
    ),
    "BallotPaperForm": Sent(
        "/advisory/items/{item_id}/paper", "citizen", {"number": "2", "chosen": "1"}
    ),
    "BallotsSwitchForm": Sent("/desk/advisory/ballots", "policy", {"wanted": "yes"}),
    "InsideNoteForm": Sent(
        "/desk/inside/new",
        "agent",
        {
            "kind": "plan",
            "service": "parking",
            "title": "New meters",
            "body": "In Mill Lane.",
            "planned_for": "2099-03-20",
            "about": "",
            "public_at": "",
            "version": "0",
        },
    ),
    "HostsForm": Sent("/desk/rounds/{round_id}/hosts", "agent", {"hosts": "{staff_id}"}),
    "RoundAnswerForm": Sent(
        "/desk/rounds/questions/{question_id}/answers",
        "agent",
        {"turn": "1", "reason": "", "body": "So it is.", "correction": ""},
    ),
    "RoundForm": Sent(
        "/desk/rounds/new",
        "agent",
        {
            "title": "Signs",
            "body": "Ask about signs.",
            "opens": "2098-03-20T18:00",
            "closes": "2099-03-20T18:00",
            "hosts": "{staff_id}",
            "version": "0",
        },
    ),
    "RoundQuestionForm": Sent("/rounds/{round_id}/questions", "citizen", {"body": "Why so small?"}),
    "RoundStateForm": Sent(
        "/desk/rounds/{round_id}/state", "agent", {"state": "called_off", "reason": "We are ill."}
    ),
    "InsideStateForm": Sent("/desk/inside/{inside_id}/state", "agent", {"state": "published"}),
    "ItemStateForm": Sent(
        "/desk/advisory/items/{other_item_id}/state", "policy", {"state": "on_agenda", "reason": ""}
    ),
    "JoinGroupForm": Sent("/advisory/membership", "citizen", {"yes": "y"}),
    "MeetingForm": Sent(
        "/desk/advisory/new",
        "policy",
        {"title": "Signs", "place": "The library", "meets": "2099-03-20T18:00"},
    ),
    "MinutesForm": Sent(
        "/desk/advisory/{past_meeting_id}/minutes",
        "policy",
        {"minutes": "Larger signs.", "due": "2099-03-20"},
    ),
    "PlanOutcomeForm": Sent(
        "/desk/inside/{inside_id}/outcome", "agent", {"outcome": "kept", "words": "It is there."}
    ),
    "ResponseForm": Sent(
        "/desk/advisory/{minuted_id}/response", "policy", {"response": "They come in May."}
    ),
    "StaffItemForm": Sent(
        "/desk/advisory/{meeting_id}/items", "policy", {"title": "Paths", "body": "They are wet."}
    ),
    "ArticleVerdictForm": Sent("/articles/{article_id}/verdict", "citizen", {"helped": "yes"}),
    "ArticleForm": Sent(
        "/desk/articles/{article_id}/edit",
        "agent",
        {
            "title": "Renewing a permit",
            "topic": "parking",
            "in_short": "Bring your logbook.",
            "true_until": "",
            "body": "Bring it to the library.",
            "version": "2",
        },
    ),
    "ArticleStateForm": Sent("/desk/articles/{article_id}/state", "agent", {"state": "published"}),
    "ArticleCheckForm": Sent("/desk/articles/{article_id}/still-true", "agent", {"until": ""}),
    "ArticleSourceForm": Sent(
        "/desk/articles/{article_id}/sources", "agent", {"address": "/threads/{thread_id}"}
    ),
    "AskForm": Sent(
        "/ask",
        "asker",
        {
            "title": "Where do I park on market day?",
            "body": "All the places by the church are taken.",
            "topic": "parking",
            "tags": "market, church",
            "door": "public",
            "seen": "yes",
            "offered": "yes",
        },
    ),
    "AskAdvocateForm": Sent(
        "/desk/ladder/{member_id}/advocacy", "moderator", {"reason": "Everybody thanks you."}
    ),
    "CoachForm": Sent("/desk/groups/parking/coach", "moderator", {"coach": "{staff_id}"}),
    "CoachMessageForm": Sent(
        "/desk/groups/parking/messages", "agent", {"body": "There is a list now."}
    ),
    "GroupMessageForm": Sent(
        "/helping/parking/messages", "advocate", {"body": "Is there a list of days?"}
    ),
    "HelpingHoursForm": Sent(
        "/helping/parking/hours", "advocate", {"times": "0-morning", "away": ""}
    ),
    "RungHoldForm": Sent(
        "/desk/ladder/{member_id}/hold",
        "moderator",
        {"rung": "regular", "why": "They asked us to.", "last_day": "2099-01-01"},
    ),
    "RulesForm": Sent("/desk/ladder/rules", "manager", {"written": OTHER_RULES}),
    "AnnounceForm": Sent(
        "/desk/ladder/rules/{rules_version_id}/announcement",
        "manager",
        {"first_day": "2099-01-01", "why": "A day is enough to see how things work here."},
    ),
    "ImportForm": Sent("/desk/imports", "admin", {"kind": "threads-csv"}),
    "BoardForm": Sent(
        "/desk/boards/{board}/edit",
        "manager",
        {
            "name": "Ideas for the High Street",
            "service": "parking",
            "opens": "2026-03-20T09:30",
            "closes": "2027-03-20T09:30",
            "takes_supports": "y",
            "is_default": "y",
            "supports_each": "10",
            "review_at": "25",
            "promise_at": "250",
            "promise_days": "20",
            "version": "2",
        },
    ),
    "IdeaReasonForm": Sent(
        "/desk/reasons/idea_reason/too_costly/edit",
        "manager",
        {"label": "It costs more than we have", "version": "1"},
    ),
    "ReportReasonForm": Sent(
        "/desk/reasons/report_reason/rude/edit",
        "manager",
        {"label": "It is rude", "rule": "Be kind", "version": "1"},
    ),
    "ChangePasswordForm": Sent(
        "/me/account/password", "citizen", {"current_password": LONG, "password": f"{LONG} two"}
    ),
    "CodeForm": Sent("/sign-in/code", "visitor", {"code": "123456"}),
    "ContactForm": Sent(
        "/contact",
        "visitor",
        {
            "name": "Nora Vale",
            "email": "nora@example.org",
            "about": "",
            "hurry": "medium",
            "title": "About my bill",
            "body": "It was sent to my old address.",
            "topic": "",
            "nonce": "a1b2c3",
        },
    ),
    "ConnectionForm": Sent(
        "/desk/persons/{person_id}/connections",
        "agent",
        {"reference": "{private}", "evidence": "said"},
    ),
    "CounterChoiceForm": Sent("/desk/counter/person", "agent", {"person": "{person_id}"}),
    "CounterCodeForm": Sent(
        "/desk/counter/code", "agent", {"reference": "{reference}", "code": "K7QX-2N9D"}
    ),
    "CounterForm": Sent(
        "/desk/counter/tickets",
        "agent",
        {
            "name": "Robin Vane",
            "email": "",
            "phone": "01632 960140",
            "about": "",
            "hurry": "medium",
            "title": "A bin was not emptied",
            "body": "It is still full.",
            "channel": "phone",
            "person": "",
            "nonce": "d4e5f6",
        },
    ),
    "CounterSearchForm": Sent("/desk/counter/people", "agent", {"q": "Nora"}),
    "LookReasonForm": Sent(
        "/desk/persons/{person_id}/reasons",
        "agent",
        {"kind": "written", "words": "She asked to be called back."},
    ),
    "LeaveForm": Sent("/me/leaving", "citizen", {"sure": "y", "current_password": LONG}),
    "MemoryForm": Sent("/me/desk/memory", "asker", {"wanted": "yes"}),
    "NeedsForm": Sent(
        "/me/desk/needs", "asker", {"large_print": "y", "interpreter": "", "other": "Call me."}
    ),
    "NoteForm": Sent(
        "/desk/persons/{person_id}/notes", "agent", {"body": "She prefers mornings.", "nonce": "n1"}
    ),
    "NoteReplyForm": Sent("/me/desk/notes/{note_id}/reply", "asker", {"reply": "That is right."}),
    "OpenPersonForm": Sent("/desk/persons", "agent", {"reference": "{reference}"}),
    "DecisionForm": Sent(
        "/desk/reports/{case_id}/decision",
        "moderator",
        {"deed": "dismiss", "rule": "none", "facts": "It names nobody."},
    ),
    "IdeaDecisionForm": Sent(
        "/ideas/{idea_id}/decision",
        "policy",
        {
            "stage": "in_review",
            "reason": "",
            "summary": "We are counting how many people wait there.",
            "details": "For four weeks.",
            "department": "Transport team",
        },
    ),
    "EditAnswerForm": Sent(
        "/answers/{answer_id}/edit",
        "citizen",
        {
            "body": "Ask at the desk.",
            "in_short": "At the desk.",
            "true_until": "",
            "revision": "{answer_revision}",
        },
    ),
    "EditPostForm": Sent(
        "/comments/{comment_id}/edit", "asker", {"body": "Ask at the desk.", "revision": "1"}
    ),
    "EditQuestionForm": Sent(
        "/threads/{thread_id}/edit",
        "asker",
        {"title": "My permit is late", "body": "I paid three weeks ago.", "revision": "{revision}"},
    ),
    "EscalationForm": Sent(
        "/threads/{thread_id}/escalation",
        "asker",
        {"reason": "It is still not solved.", "hurry": "medium"},
    ),
    "FollowServiceForm": Sent("/services/parking/follow", "citizen", {"wanted": "yes"}),
    "FounderForm": Sent(
        "/first-day/{first_day_code}",
        "visitor",
        {"name": "Nora Vale", "email": "nora@example.org", "password": LONG},
    ),
    "IdentityForm": Sent(
        "/desk/settings/identity",
        "manager",
        {
            "name": "Ask Ashmere",
            "place": "Ashmere Borough",
            "phone": "01632 960140",
            "opening": "Monday to Friday, 9 am to 5 pm",
            "desk": "the desk at Ashmere Library",
            "zone": "Europe/London",
            "emergency": "999",
            "language": "cy",
            "accent": "#7a1b5c",
            "answer_months": "12",
            "links": "Our council https://ashmere.example/council",
            "version": "2",
        },
    ),
    "LogoForm": Sent("/desk/settings/logo", "manager", {"digest": "{logo_digest}", "version": "2"}),
    "TextForm": Sent(
        "/desk/settings/texts/privacy", "manager", {"text": "We keep **little**.", "version": "2"}
    ),
    "EndAllForm": Sent("/follow/{followed}/all/removal", "visitor", {"never": ""}),
    "MailFollowForm": Sent(
        "/follow", "visitor", {"subject": "{thread_id}", "email": "nora@example.org"}
    ),
    "LanguageForm": Sent("/me/account/language", "citizen", {"language": "cy"}),
    "NameForm": Sent("/me/account/name", "citizen", {"name": "Ben Hallam"}),
    "NewPasswordForm": Sent("/password/{new_code}", "visitor", {"password": LONG}),
    "PresetForm": Sent("/me/notifications", "citizen", {"preset": "none"}),
    "ServiceForm": Sent(
        "/desk/services/parking/edit",
        "manager",
        {
            "name": "Parking",
            "summary": "Permits and fines",
            "provides": "Permits for **residents**.",
            "true_months": "6",
            "owner": "Parking team",
            "first_days": "2",
            "first_hours": "0",
            "answer_days": "5",
            "answer_hours": "0",
            "monday": "9:00-17:00",
            "country": "GB",
            "subdivision": "ENG",
            "closures": "2026-12-28 Christmas closure",
            "by_priority": "1 first 4 hours",
            "incidents": "stopped",
            "version": "1",
        },
    ),
    "RuleForm": Sent(
        "/desk/rules/unanswered/edit",
        "manager",
        {"state": "on", "threshold": "8", "explanation": "It waits the longest.", "version": "1"},
    ),
    "SameTicketForm": Sent(
        "/threads/{repeated_id}/same-ticket", "moderator", {"reference": "{reference}"}
    ),
    "SheetForm": Sent(
        "/desk/services/csv", "manager", {"text": "service,topic,summary\nWaste,,Bins"}
    ),
    "GrievanceDecisionForm": Sent(
        "/desk/grievances/{grievance}/outcome",
        "admin",
        {"outcome": "upheld", "remedy": "apology", "answer": "You waited for three days."},
    ),
    "GrievanceForm": Sent(
        "/tickets/{answered}/grievances",
        "asker",
        {"clock": "resolution", "turn": "0", "body": "I had to pay for a week."},
    ),
    "HearingForm": Sent(
        "/desk/appeals/{appeal_id}/outcome",
        "moderator",
        {"outcome": "upheld", "answer": "We read it again."},
    ),
    "ReportForm": Sent(
        "/reports",
        "visitor",
        {
            "subject": "{answer_id}",
            "reason": "person",
            "body": "It says where somebody lives.",
            "name": "Nora Vale",
            "email": "nora@example.org",
            "nonce": "a1b2c3",
        },
    ),
    "IdeaForm": Sent(
        "/ideas",
        "moderator",
        {
            "title": "A water fountain by the playground",
            "body": "The nearest tap is in the café.",
            "topic": "parking",
            "look": "",
        },
    ),
    "DraftForm": Sent("/me/drafts", "citizen", {"place": "ask", "body": "The bins were"}),
    "DraftPlaceForm": Sent("/me/drafts/removal", "citizen", {"place": "ask"}),
    "PreviewForm": Sent("/preview", "citizen", {"body": "The **bins** were full."}),
    "AdvocacyForm": Sent("/me/advocacy", "citizen", {"wanted": "no"}),
    "FindingForm": Sent("/me/finding", "citizen", {"wanted": "yes"}),
    "PauseForm": Sent("/me/pause", "citizen", {"months": "3"}),
    "SeenForm": Sent("/me/badges", "citizen", {"wanted": "no"}),
    "HatForm": Sent(
        "/desk/hats/new",
        "manager",
        {"kind": "partner", "name": "Tenants’ union", "about": "They help people who rent."},
    ),
    "HatWordsForm": Sent(
        "/desk/hats/{hat_id}/edit",
        "manager",
        {"name": "Advice for all", "about": "They advise people.", "version": "1"},
    ),
    "GiveHatForm": Sent(
        "/desk/hats/{hat_id}/grants",
        "manager",
        {"person": "Ada Okafor", "reason": "They asked us.", "last_day": NEXT_YEAR},
    ),
    "HatsSwitchForm": Sent("/desk/hats/switch", "manager", {"wanted": "yes"}),
    "TakeHatBackForm": Sent(
        "/desk/hats/grants/{grant_id}/removal", "manager", {"reason": "They have moved on."}
    ),
    "TakeHatOffForm": Sent("/desk/answers/{answer_id}/hat", "manager", {"why": "not_true"}),
    "WearHatForm": Sent("/answers/{answer_id}/hat", "citizen", {"grant_id": "{grant_id}"}),
    "ThankForm": Sent("/desk/posts/{post_id}/thanks", "agent", {"body": "You saved us a day."}),
    "ShowingForm": Sent("/ideas/{idea_id}/showing", "policy", {"wanted": "yes"}),
    "SignInForm": Sent("/sign-in", "visitor", {"email": "ada@example.org", "password": LONG}),
    "InvitedForm": Sent(
        "/join/{join_code}/sign-up",
        "visitor",
        {
            "name": "Nora Vale",
            "email": "nora@example.org",
            "password": LONG,
            "is_13": "y",
            "tells": "y",
        },
    ),
    "JoinLinkForm": Sent("/me/invitation", "citizen", {"instead_of": ""}),
    "ReferralForm": Sent("/me/referral", "asker", {"wanted": "yes"}),
    "SignUpForm": Sent(
        "/sign-up",
        "visitor",
        {"name": "Nora Vale", "email": "nora@example.org", "password": LONG, "is_13": "y"},
    ),
    "SavedViewForm": Sent(
        "/desk/shelves",
        "agent",
        {"name": "Late ones", "asked": "show=waiting&pace=late", "shared": "y"},
    ),
    "SolutionForm": Sent(
        "/threads/{thread_id}/solution", "asker", {"answer_id": "{answer_id}", "wanted": "yes"}
    ),
    "MacroForm": Sent(
        "/desk/ready/macro/{ready_id}/edit",
        "manager",
        {
            "name": "Ask for the street",
            "impact": "high",
            "urgency": "",
            "give": "me",
            "answer": "{answer_of_macro}",
            "send": "message",
            "state": "waiting_citizen",
            "reason": "",
            "whom": "",
            "version": "1",
        },
    ),
    "ProblemForm": Sent(
        "/desk/problems/{problem_id}/edit",
        "agent",
        {
            "title": "The meters take no coins",
            "body": "All of them.",
            "workaround": "Pay by phone.",
            "cause": "A worn slot.",
            "service": "1",
            "owner": "",
            "version": "1",
        },
    ),
    "ProblemMoveForm": Sent(
        "/desk/problems/{problem_id}/state", "agent", {"state": "known_error", "version": "1"}
    ),
    "ProblemLinkForm": Sent("/desk/problems/{problem_id}/links", "agent", {"what": "{reference}"}),
    "ProblemAlertForm": Sent("/desk/problems/{problem_id}/alert", "agent", {"alert": "{alert_id}"}),
    "ProblemUpdateForm": Sent(
        "/desk/problems/{problem_id}/updates/new",
        "agent",
        {"body": "It is mended.", "public_body": "It is mended.", "nonce": "a1b2c3"},
    ),
    "SubtaskForm": Sent(
        "/desk/tickets/{reference}/subtasks",
        "agent",
        {
            "service": "1",
            "asked": "Look at the meter.",
            "public_line": "to look at the meter",
            "days": "3",
            "assignee": "",
            "nonce": "a1b2c3",
        },
    ),
    "SubtaskEndForm": Sent(
        "/desk/subtasks/{subtask_id}/state",
        "agent",
        {"state": "done", "line": "It is mended.", "public_line": "It is mended."},
    ),
    "TransferForm": Sent(
        "/desk/tickets/{reference}/transfers",
        "manager",
        {"to": "{next_id}", "note": "She was promised a call on Tuesday."},
    ),
    "TransferRefusalForm": Sent(
        "/desk/transfers/{transfer_id}/refusal", "admin", {"reason": "I am away from Tuesday."}
    ),
    "GivingOverForm": Sent(
        "/desk/tickets/{reference}/owner", "manager", {"to": "{next_id}", "reason": "He is ill."}
    ),
    "TransferTimeForm": Sent("/desk/transfers/time", "manager", {"hours": "12"}),
    "ShiftForm": Sent(
        "/desk/duty",
        "manager",
        {
            "person": "{next_id}",
            "service": "parking",
            "weekday": "date",
            "date": "2030-01-07",
            "begins": "09:00",
            "ends": "17:00",
        },
    ),
    "FaceForm": Sent("/desk/duty/me", "agent", {"shown": "team"}),
    "ShiftNoteForm": Sent(
        "/desk/morning/notes",
        "agent",
        {"service": "parking", "body": "The crane stays.", "tickets": "{reference}"},
    ),
    "MorningMailForm": Sent("/desk/morning/mail", "agent", {"wanted": "yes"}),
    "BeginForm": Sent("/desk/beginners", "manager", {"person": "{manager_id}"}),
    "PolicyReadForm": Sent("/desk/beginners/policy", "admin", {"version": "{rules_version}"}),
    "TourForm": Sent("/desk/beginners/tour", "admin", {"item": "queue"}),
    "RemarkForm": Sent(
        "/desk/first-answers/{first_answer_id}/refusal", "agent", {"remark": "Say which counter."}
    ),
    "SkillForm": Sent("/desk/skills", "manager", {"name": "Housing law"}),
    "RenamedSkillForm": Sent("/desk/skills/{skill_id}/name", "manager", {"name": "Housing law"}),
    "RetiredSkillForm": Sent("/desk/skills/{skill_id}/removal", "manager", {"wanted": "yes"}),
    "HeldSkillForm": Sent(
        "/desk/skills/{skill_id}/people", "manager", {"person": "{next_id}", "wanted": "yes"}
    ),
    "AskedSkillForm": Sent(
        "/desk/skills/{skill_id}/asked", "manager", {"where": "topic:{topic_id}", "wanted": "yes"}
    ),
    "GivingForm": Sent(
        "/desk/rota/services/parking", "manager", {"way": "in_turn", "version": "2"}
    ),
    "AvailabilityForm": Sent(
        "/desk/rota/me", "agent", {"away": "2030-01-01T09:00", "capacity": "20"}
    ),
    "ManyForm": Sent(
        "/desk/many",
        "agent",
        {"tickets": "{reference}", "deed": "weigh", "impact": "high", "back": "show=waiting"},
    ),
    "MacroRunForm": Sent(
        "/desk/tickets/{reference}/macros/{macro_id}",
        "agent",
        {"text": "Which street is it?", "in_short": "", "version": "1", "nonce": "a1b2c3"},
    ),
    "ReadyAnswerForm": Sent(
        "/desk/ready/answer/{answer_of_macro}/edit",
        "manager",
        {
            "title": "Which street?",
            "in_short": "Tell us the street, {{name}}.",
            "body": "Hello {{name}}, which street is it?",
            "states": "open",
            "service": "",
            "version": "2",
        },
    ),
    "BodyForm": Sent(
        "/desk/ready/body/{outside_body_id}/edit",
        "manager",
        {
            "name": "Highways agency",
            "does": "Mends the lamps on main roads.",
            "takes": "page",
            "link": "https://roads.example.org/report?text={{words}}",
            "email": "lamps@example.org",
            "phone": "01632 960150",
            "words_to": "in@roads.example.org",
            "version": "1",
        },
    ),
    "WordForm": Sent(
        "/desk/ready/word/{plain_word_id}/edit",
        "manager",
        {"word": "in respect of", "plain": "about", "version": "1"},
    ),
    "NotOursForm": Sent(
        "/desk/tickets/{reference}/not-ours",
        "agent",
        {
            "whom": "{outside_body_id}",
            "text": "The lamps on main roads are theirs.",
            "public": "y",
            "in_short": "The highways agency mends these lamps.",
            "true_until": "",
        },
    ),
    "AcceptedForm": Sent("/tickets/{referred}/elsewhere", "asker", {"accepted": "taken"}),
    "WordsForm": Sent(
        "/tickets/{referred}/elsewhere/words", "asker", {"seen": "{passing}", "with_person": "y"}
    ),
    "LessonForm": Sent(
        "/desk/tickets/{answered}/lesson",
        "agent",
        {"words": "Our page names the wrong desk.", "correction": "y"},
    ),
    "StillTrueForm": Sent("/desk/answers/{official_id}/still-true", "agent", {"until": ""}),
    "PublicationForm": Sent(
        "/desk/tickets/{told_privately}/messages/{private_answer_id}/publication",
        "agent",
        {"body": "It comes on Monday.", "in_short": "On Monday.", "true_until": ""},
    ),
    "ReadingForm": Sent("/desk/reading", "agent", {"body": "It is on its way."}),
    "OtherTicketForm": Sent("/desk/tickets/{reference}/links", "agent", {"other": "{answered}"}),
    "SplitForm": Sent(
        "/desk/tickets/{reference}/splits",
        "agent",
        {"message": "{message_id}", "title": "The lamp by the stop"},
    ),
    "SupportForm": Sent("/ideas/{idea_id}/support", "citizen", {"wanted": "yes"}),
    "DeskSecretForm": Sent(
        "/desk/outside/{desk_id}/password", "manager", {"out": "a-token", "theirs": "another"}
    ),
    "HandOverConsentForm": Sent(
        "/tickets/{reference}/consent",
        "asker",
        {"desk": "{desk_id}", "notice": "They get your name."},
    ),
    "HandOverForm": Sent("/desk/tickets/{reference}/hand-overs", "agent", {"desk": "{desk_id}"}),
    "OutsideCommentForm": Sent(
        "/desk/outside-messages/{outside_comment_id}/outcome", "agent", {"outcome": "aside"}
    ),
    "OutsideDeskForm": Sent(
        "/desk/outside/{desk_id}/edit",
        "manager",
        {
            "name": "Highways office",
            "kind": "zammad",
            "address": "https://desk.example.org",
            "target": "Highways",
            "key_field": "folkmoot_key",
            "ends_with": "closed",
            "services": "parking",
            "states": "closed = open",
            "notice": "They get your name.",
            "sends_name": "y",
            "version": "1",
        },
    ),
    "PassOnForm": Sent(
        "/desk/hand-overs/{hand_over_id}/messages", "agent", {"message": "{message_id}"}
    ),
    "TicketAnswerForm": Sent(
        "/desk/tickets/{reference}/answer",
        "agent",
        {
            "body": "It is on its way.",
            "in_short": "It comes on Monday.",
            "true_until": "",
            "to": "everyone",
            "nonce": "a1b2c3",
        },
    ),
    "TicketCheckForm": Sent(
        "/tickets", "visitor", {"reference": "{reference}", "email": "nora@example.org"}
    ),
    "TicketMessageForm": Sent(
        "/desk/tickets/{reference}/messages",
        "agent",
        {"body": "Which street is it?", "visibility": "private", "nonce": "a1b2c3"},
    ),
    "TicketMoveForm": Sent(
        "/desk/tickets/{reference}/state",
        "agent",
        {"state": "waiting_citizen", "reason": "", "text": "Which street is it?"},
    ),
    "TicketOutcomeForm": Sent("/tickets/{answered}/outcome", "asker", {"outcome": "open"}),
    "TicketReplyForm": Sent(
        "/tickets/{reference}/messages", "asker", {"body": "It is Mill Lane.", "nonce": "a1b2c3"}
    ),
    "TicketKindForm": Sent("/desk/tickets/{reference}/kind", "agent", {"kind": "fault"}),
    "TicketTopicForm": Sent("/desk/tickets/{reference}/topic", "agent", {"topic": ""}),
    "TicketKindRowForm": Sent(
        "/desk/reasons/ticket_kind/complaint/edit",
        "manager",
        {
            "label": "A formal complaint",
            "first_days": "5",
            "answer_days": "10",
            "second_days": "0",
            "answer_months": "0",
            "may_pause": "y",
            "from_writing": "y",
            "keeps": "ticket",
            "steps": "We have looked at it\nSomebody else has read the answer",
            "closing": "If you are not content, you can turn to",
            "turn_to": "the ombudsman",
            "link": "https://example.org/",
            "version": "1",
        },
    ),
    "TicketWeightForm": Sent(
        "/desk/tickets/{reference}/priority", "agent", {"impact": "high", "urgency": "low"}
    ),
    "TopicForm": Sent(
        "/desk/topics/parking/edit",
        "manager",
        {
            "name": "Parking and permits",
            "summary": "Permits and fines",
            "service": "parking",
            "after_days": "2",
            "after_hours": "0",
            "position": "1",
            "version": "1",
        },
    ),
    "VoteForm": Sent("/threads/{thread_id}/vote", "moderator", {"value": "1"}),
    "WantedForm": Sent("/answers/{answer_id}/thanks", "asker", {"wanted": "yes"}),
    "WriteAnswerForm": Sent(
        "/threads/{thread_id}/answers",
        "agent",
        {
            "body": "Ask at the library on Mill Lane.",
            "official": "y",
            "in_short": "At the library.",
            "true_until": "",
        },
    ),
    "WriteCommentForm": Sent(
        "/answers/{answer_id}/comments", "asker", {"body": "I will, and tell you then."}
    ),
    "InvitationsForm": Sent(
        "/desk/people/invitations/csv",
        "manager",
        {"text": "email,name,role\nnew@example.org,Nora Vale,agent"},
    ),
    "InviteForm": Sent(
        "/desk/people/invitations/new",
        "manager",
        {"email": "nora@example.org", "name": "Nora Vale", "role": "agent", "services": "parking"},
    ),
    "PasswordForm": Sent("/me/sign-in/second-step/removal", "citizen", {"current_password": LONG}),
    "ReasonForm": Sent(
        "/desk/people/{staff_id}/departure", "admin", {"reason": "A new job elsewhere."}
    ),
    "SetUpForm": Sent("/me/sign-in/second-step", "agent", {"code": "123456", "key": ""}),
    "StaffForm": Sent(
        "/desk/people/{staff_id}",
        "admin",
        {"role": "moderator", "team": "Street team", "reason": "She asked.", "version": "0"},
    ),
    "TokenForm": Sent("/me/tokens", "citizen", {"name": "Timetable", "read": "y", "days": "30"}),
    "DisclosureForm": Sent(
        "/desk/tickets/{information}/disclosure",
        "agent",
        {
            "title": "Fines in 2025",
            "summary": "Somebody asked how many there were.",
            "outcome": "part",
            "reason": "The rest is about single people.",
            "body": "There were 310.",
            "version": "1",
        },
    ),
    "HoldForm": Sent(
        "/desk/holds/new",
        "manager",
        {
            "place": "service",
            "what": "parking",
            "reason": "An inquiry looks at it.",
            "review": "2030-01-01T09:00",
        },
    ),
    "GiveBackForm": Sent(
        "/desk/reversals/{reversal_id}/removal", "moderator", {"reason": "They are neighbours."}
    ),
    "ReleaseForm": Sent("/desk/holds/{hold_id}/removal", "manager", {"reason": "It is decided."}),
    "RequestForm": Sent("/desk/posts/{post_id}/request", "agent", {"kind": "complaint"}),
    "StepForm": Sent(
        "/desk/tickets/{information}/steps", "agent", {"step": "We have searched our records"}
    ),
}
