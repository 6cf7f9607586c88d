"""What an analyst calls on plain arrays and tables: the steps, rules and words of a report, without a street."""
