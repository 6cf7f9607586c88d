"""How large a workbook may be before it is refused unread.

All 本工具规则: a station's year has some 10,000 roster rows and 10,000 attendance rows of up to 60 columns; each limit
is several times that. Without them a workbook of 4.7 KB with one cell in the far corner used up 4 GB.
"""

from __future__ import annotations

MAX_FILE_BYTES = 60_000_000
MAX_PARTS = 3_000
MAX_PART_BYTES = 120_000_000
MAX_UNPACKED_BYTES = 240_000_000
# Sheets pack 5 to 40 times smaller; only what is both large and packed beyond this is a bomb.
MAX_RATIO = 200
MAX_RATIO_APPLIES_FROM = 10_000_000
MAX_SHEETS = 200
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 6_000_000
# Of all sheets together: two sheets of the largest kind.
MAX_WORKBOOK_CELLS = 12_000_000
# All text of a workbook's cells together, a shared text counted as often as it stands: 10,000 rows of 60 columns with
# 50 characters each are 90 MB.
MAX_TEXT_BYTES = 120_000_000
MAX_SHARED_TEXTS = 2_000_000
MAX_MERGES = 20_000
# Of the process that reads, its libraries' 200 MB included; the largest workbook within the limits takes half.
MAX_MEMORY_BYTES = 2_000_000_000
HEADER_WITHIN_ROWS = 10
