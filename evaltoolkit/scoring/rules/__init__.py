"""One rule a module, each with the document it comes from."""
