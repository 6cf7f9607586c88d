"""The words of the report's body: short tables and sentences, each question answered once."""
