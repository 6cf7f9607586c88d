"""Figures on safety: made reports, the attacks on them, and the tables that tell how they ended."""
