"""The message of each topic, one module a topic: the title of its picture and the sentence in the text are the same."""
