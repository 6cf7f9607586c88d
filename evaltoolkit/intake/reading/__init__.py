"""Files of other spreadsheet programs as grids of cells, before anything is known of their meaning."""
