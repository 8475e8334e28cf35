"""How long answers usually take, said beforehand, and afterwards how often it was true."""
