"""Every place that deletes rows: it asks whether a hold covers them, or says why it need not."""

LEDGER = "that it was, and that it was taken back, stands in the ledger of acts, which only grows"
OWN_NEWS = "what somebody wants to hear of from now on: no record of what was said or done"
WORK = "work of the machine, which holds nothing that anybody wrote"
STAFF_ROWS = "how the desk is set up; what stood there before is in its change and in the audit log"
NEVER_WAS = "the number of a row that another request was faster with: nothing was ever under it"
ROTA = "when somebody was at their desk; that it was written and taken off is in the audit log"
TIED = "made anew at once from the connections, which stay with who agreed and who ended them"
MARKS = "of which networks only marks are kept, which say nothing once their key is destroyed"
RIGHTS = "who serves which service now; the change with its reason is kept"
SECRETS = "a secret that opens an account must never outlive its use"

# Folder or file, then what is deleted -> why no hold has to be asked.
UNASKED = {
    "forum/accounts/doorway.py SiteSetting": "that the first day has not come yet",
    "forum/accounts/second_steps.py RecoveryCode": SECRETS,
    "forum/accounts/second_steps.py SecondStep": SECRETS,
    "forum/accounts/sign_ins.py Code": SECRETS,
    "forum/alarms/actions.py alarm": OWN_NEWS,
    "forum/ballots/actions.py BallotPaper": "taken back before the close, or counted: counts stay",
    "forum/ballots/actions.py SiteSetting": "a switch; that it was switched is audited",
    "forum/drafts/actions.py Draft": "it was posted: its words stand in the post",
    "forum/follows/actions.py Follow": OWN_NEWS,
    "forum/hats/actions/making.py SiteSetting": "a switch; that it was switched is audited",
    "forum/helping/actions/adopting.py table": "at which times and at which question one looks now",
    "forum/helping/actions/looking.py ThreadLook": "which question somebody looks at now",
    "forum/helping/actions/planning.py HelpingHour": "at which times one looks from now on",
    "forum/ideas/actions/supporting.py Support": LEDGER,
    "forum/integrity/actions/noting.py NetworkKey": MARKS,
    "forum/integrity/actions/noting.py NetworkSeen": MARKS,
    "forum/kernel/backups/loading.py SiteSetting": "of an empty place, before a backup fills it",
    "forum/kernel/backups/loading.py Work": "of an empty place, before a backup fills it",
    "forum/kernel/backups/noting.py SiteSetting": "when the last backup was kept",
    "forum/kernel/holding.py Held": "this is how a hold ends",
    "forum/kernel/limits.py LimitWindow": WORK,
    "forum/kernel/relay.py Delivery": WORK,
    "forum/kernel/relay.py Pending": WORK,
    "forum/kernel/relay.py failed": WORK,
    "forum/kernel/relay.py letter": WORK,
    "forum/kernel/repeats.py KeptAnswer": "the same answer for the same request, for a day",
    "forum/kernel/site.py SiteSetting": "whether the place can be changed, and is a pilot",
    "forum/kernel/tasks.py Work": WORK,
    "forum/kernel/totals.py StaleTotal": WORK,
    "forum/mail_follows/actions.py MailFollow": OWN_NEWS,
    "forum/mail_follows/actions.py MailReader": OWN_NEWS,
    "forum/people/actions.py FindablePerson": "whether somebody wants to be found",
    "forum/recognition/actions/choosing.py QuietPerson": "whether somebody shows their badges",
    "forum/recognition/actions/listing.py ListedHelper": "whether somebody stands in the list",
    "forum/rounds/actions/preparing.py RoundHost": "who answers in a round from now on",
    "forum/referrals/actions.py JoinLink": "an address that leads here, of whoever is erased",
    "forum/referrals/actions.py MemberReferral": "a yes that its person takes back",
    "forum/referrals/actions.py row": "a yes that can no longer count",
    "forum/threads/actions/thanking.py MeToo": LEDGER,
    "forum/threads/actions/thanking.py Thanks": LEDGER,
    "forum/votes/actions.py Vote": LEDGER,
    "moderation/bundles/actions/linking.py TicketLink": LEDGER,
    "moderation/bundles/actions/merging.py Affected": LEDGER,
    "moderation/duty/actions.py DutyShift": ROTA,
    "moderation/duty/actions.py shift": ROTA,
    "moderation/handover/actions/consenting.py said": LEDGER,
    "moderation/handover/actions/desks.py table": STAFF_ROWS,
    "moderation/handover/tasks/looking.py OutsideCall": WORK,
    "moderation/helpdesk/actions/joining.py Affected": LEDGER,
    "moderation/helpdesk/actions/leaving.py LeftAlone": LEDGER,
    "moderation/helpdesk/actions/opening.py Subject": NEVER_WAS,
    "moderation/histories/actions.py Subject": NEVER_WAS,
    "moderation/persons/actions/regrouping.py same_person": TIED,
    "moderation/reports/actions/reporting.py Subject": NEVER_WAS,
    "moderation/rota/actions/giving.py Given": "why somebody was given it; the last time counts",
    "moderation/rota/actions/skills.py table": STAFF_ROWS,
    "moderation/saved_views/actions/keeping.py view": STAFF_ROWS,
    "moderation/staff/actions/accepting.py StaffService": RIGHTS,
    "moderation/staff/actions/changing.py StaffService": RIGHTS,
    "moderation/staff/actions/inviting.py Invitation": "somebody who never came",
    "moderation/staff/actions/inviting.py InvitationService": "somebody who never came",
    "moderation/waits/actions.py UsualWait": WORK,
    "search/actions.py StaleDocument": WORK,
}
