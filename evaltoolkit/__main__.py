"""The commands as ``python -m evaltoolkit``, where no script of the environment is on the path."""

from evaltoolkit.cli import main

if __name__ == "__main__":
    main()
