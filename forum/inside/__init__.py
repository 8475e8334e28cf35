"""Behind the scenes: how a service works, what is planned, and changes that are told early."""
