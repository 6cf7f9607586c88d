"""What the protected tables say, in no medium: rows, numbers, one reading of a change; words and charts take it."""
