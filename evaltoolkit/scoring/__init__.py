"""Indicator systems as data, one small module a scoring rule, and the scorecard of a street's year."""
