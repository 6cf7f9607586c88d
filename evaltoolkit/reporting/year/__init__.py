"""What is known of a street's year before a paper is made of it."""
