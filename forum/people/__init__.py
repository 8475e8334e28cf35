"""Everything about a person in one place: their own page and what others see."""
