"""Who people are: sign-up, sign-in, roles, rungs and what they may do."""
