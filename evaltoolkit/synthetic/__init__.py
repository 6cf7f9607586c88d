"""Made streets with planted truths, for the demo, the tests and simulation; nothing here is a real person or figure."""
