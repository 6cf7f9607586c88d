"""Page 1, chapters five and six, and the summary of a group."""
