"""Inviting people one knows: a link of one's own, and who of those that came by it says so.

Words: join link (one of a member, in words people read: an invitation), referral (somebody who came
by it said yes to being counted). It gives no points and moves nobody on the ladder.
Tables: join_link, member_referral. Events: join_link_made, referral_accepted, referral_counted,
referral_uncounted, referral_withdrawn.

| a referral | when |
|---|---|
| said | the box was ticked at the sign-up |
| accepted | whoever ticked it proved the address; of one inviter at most 20 in 30 days |
| counted | a question of theirs is solved by somebody else than the two |
| no longer counted | no question of theirs is solved so any more |
| gone | they take it back, or never prove their address |
"""
