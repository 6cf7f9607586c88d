"""Recompute a street's figures from the raw workbook by other code, and hold them against the package's results.

Nothing here imports the package: two programs that agree do not share a mistake. What they do share are data with a
source: the scale registry, the indicator systems and the official categories are read from their YAML files.
"""
