"""What is handed in beside the page: the same words as Word, made of the finished page itself."""
