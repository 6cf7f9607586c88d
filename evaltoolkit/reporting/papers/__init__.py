"""Papers beside the report: two-page summaries of a group or a project, and the official form by itself."""
