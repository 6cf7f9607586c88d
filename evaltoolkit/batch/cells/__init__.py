"""A papermill engine whose cells run in an IPython shell inside a plain process, without sockets or message loop.

Nothing here knows what the notebooks are about; `docs/cell-processes.md` is the page of this package.
"""
