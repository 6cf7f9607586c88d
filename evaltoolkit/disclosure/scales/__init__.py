"""Results of scales protected row by row, across groupings, pages and states."""
