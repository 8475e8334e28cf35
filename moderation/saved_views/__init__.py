"""Ways of looking at the queue that are kept under a name, and one deed for many tickets."""
