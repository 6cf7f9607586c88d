"""Run as a script: then its own folder stands on the search path, not the working folder, and is taken off."""

import sys

if __name__ == "__main__":
    del sys.path[0]
    from evaltoolkit.batch.warm.server import main

    main()
