"""What stands behind the report: the annex of data, methods, parameters, quality, provenance."""
