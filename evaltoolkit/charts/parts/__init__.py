"""What charts are put together from: the sheet, rows, rulers, the font, the drawing as SVG and PNG."""
