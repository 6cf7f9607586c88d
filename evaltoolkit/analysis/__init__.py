"""A street's year as one call, and what an analyst calls on plain arrays and tables."""
