"""Problems: the one cause behind many tickets and questions, and what everybody is told of it."""
