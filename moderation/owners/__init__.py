"""One named person for each ticket: passing it on with a note that the next person confirms."""
