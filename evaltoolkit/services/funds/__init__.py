"""The year's money, what was linked from outside it, and what a service costs."""
