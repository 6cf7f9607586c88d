"""Jupyter kernels that start in a few hundredths of a second: forked from a process that has everything imported.

Nothing here knows what the notebooks are about; `docs/warm-kernels.md` is the page of this package.
"""
