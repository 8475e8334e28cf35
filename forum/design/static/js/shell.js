// What every page has: nothing yet that it could not do without.
