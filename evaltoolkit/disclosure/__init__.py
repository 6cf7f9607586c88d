"""What an audience may see: policy, protected tables, and the search for identifiers."""
