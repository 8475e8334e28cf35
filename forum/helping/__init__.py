"""Topics that people look after together: their questions that wait, their week, their coach."""
