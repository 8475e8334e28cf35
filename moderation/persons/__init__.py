"""The page of one person for staff, and what that person reads about it: who looked, and why."""
