"""Simple ballots: approve as many options as you like; counted once, after the close."""
