"""What the cells of a workbook mean, sheet by sheet, and every fault in them at once."""
