"""What papers of one state of the data tell beside those of another."""
