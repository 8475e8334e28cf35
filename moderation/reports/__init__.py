"""Anyone reports what breaks the rules; moderators decide; somebody else hears appeals."""
