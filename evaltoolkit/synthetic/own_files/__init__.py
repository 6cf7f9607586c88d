"""A made year as the files that a station really has."""
