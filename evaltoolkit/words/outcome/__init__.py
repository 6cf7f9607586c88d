"""Sentences and tables on outcomes: what changed, how sure, for how many."""
