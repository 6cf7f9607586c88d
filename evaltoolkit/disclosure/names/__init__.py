"""The search for what names a person in a text."""
