"""Counts of people protected: small ones, rounded ones, and those that sums give away."""
