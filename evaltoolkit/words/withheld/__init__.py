"""What a version of the report withholds, and by which rule."""
