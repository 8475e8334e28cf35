"""Questions, answers, comments, and the moment one of them solves the problem."""
