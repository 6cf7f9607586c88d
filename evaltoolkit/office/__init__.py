"""Write Word papers in the official layout: pages, fonts and headings as data, the same bytes each time."""
