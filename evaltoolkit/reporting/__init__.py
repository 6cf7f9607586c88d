"""From a plan and a notebook to a published report: run, export, scan, publish; notices and the index of a run."""

import sys

# jsonschema, which nbformat loads, tries these checkers of addresses and durations and does without where they are
# missing. No notebook format asks for them, and the first one's grammar takes two seconds to build at each start of a
# process.
for _checker in ("rfc3987_syntax", "rfc3986_validator", "isoduration"):
    sys.modules.setdefault(_checker, None)  # type: ignore[arg-type]
