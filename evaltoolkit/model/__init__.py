"""The plan of a street's year, the tables of its workbook and the results: words that every room shares."""
