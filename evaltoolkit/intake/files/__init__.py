"""Where the project's files lie, and how files are written: whole or not at all, the same bytes each time."""
