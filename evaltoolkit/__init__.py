"""Evaluate what social-work stations changed: scoring, outcomes, honest words, safe reports."""

__version__ = "0.1.0"
