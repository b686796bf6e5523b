"""Preauthorised actions: which grant may be used now and by whom, with every reason, and what is under way under it."""
