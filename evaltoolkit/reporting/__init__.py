"""From a plan and a notebook to a published report: run, export, scan, publish; notices and the index of a run."""

import sys

# jsonschema, which nbformat loads, tries this checker of international addresses and does without where it is missing.
# No notebook format asks for it, and its grammar takes two seconds to build at each start of a process.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
