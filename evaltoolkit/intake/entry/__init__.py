"""What a station fills in: the entry workbook, a new year of it, paper forms of scales."""
