"""The sheets of a made year, a module for a few each."""
