"""Staff stand by the people who look after a topic: who does, what waits, what they write."""
