"""What an office sets in YAML: the parameter file of a street's year, and its own scales."""
