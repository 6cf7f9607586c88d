"""Who there is to be reached, who was, and who works for them."""
