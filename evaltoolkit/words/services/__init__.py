"""What the station did, in sentences and tables: one module a topic."""
