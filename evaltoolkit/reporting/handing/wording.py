"""How the words of a page are read: blanks and line ends of its source are one blank."""

from __future__ import annotations

import re

BLANKS = re.compile(r"[ \t\r\n\f]+")
