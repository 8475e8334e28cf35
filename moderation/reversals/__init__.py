"""Points that the nightly look reversed: moderators read why, and give them back."""
