"""The tables of outcomes, a module for each."""
