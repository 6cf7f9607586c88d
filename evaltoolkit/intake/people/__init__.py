"""What the station alone keeps of people: its key, its lists of names and codes."""
