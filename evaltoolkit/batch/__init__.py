"""Many streets at once: what to run, workers, and what each of them left behind."""
