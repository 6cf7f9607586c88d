"""The charts themselves, a module for each."""
