"""Ready answers, and macros: several steps on a ticket in one press, an answer among them."""
