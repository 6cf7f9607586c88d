"""The scales that stations use: one YAML per version, scored from the items."""
