"""Each person's verdict, by which rule, and how many there are of each."""
