"""A station's own files as the sheets of the workbook: proposed from headers and values, confirmed, remembered."""
