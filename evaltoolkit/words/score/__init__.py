"""Sentences and tables on the score: rows, total, evidence, what would change it."""
