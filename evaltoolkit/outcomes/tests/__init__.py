"""The statistics themselves, on plain arrays: tests, intervals, effect sizes, models."""
