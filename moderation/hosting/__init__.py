"""Staff prepare rounds of questions, and answer in those on which their names stand."""
