"""What was done, when and how well: hours, projects, goals, inspections."""
