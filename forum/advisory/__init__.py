"""The advisory group: who is in it, its meetings, their agenda, minutes and our responses."""
