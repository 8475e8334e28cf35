"""Who may search: one reviewed line a route. Levels are explained in `forum/accounts/policy.py`."""

ACCESS: dict[str, str] = {
    "search.results": "anyone",
    "search_api.find_results": "anyone",
    "search_api.similar": "anyone",
}
