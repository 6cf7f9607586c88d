"""A city's data file: the tables of many streets in one DuckDB file."""
