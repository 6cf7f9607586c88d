"""What the score would be: a trial of the indicator rows, how it is shown, and what reaches the next grade."""
