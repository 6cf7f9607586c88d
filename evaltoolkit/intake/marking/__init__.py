"""The copy of a workbook with its faults on it."""
