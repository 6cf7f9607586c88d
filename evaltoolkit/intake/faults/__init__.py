"""What can be wrong with a workbook: the kinds of fault, how much each matters, and how each is said."""
