"""From a plan and a notebook to a published report: run, export, scan, publish."""
