"""What changed between pre-test and post-test, by how much, for how many, how sure."""
