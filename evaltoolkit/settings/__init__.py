"""Files that a person writes in YAML: plans, scales, indicator systems, the audience policy, all read in one way."""
