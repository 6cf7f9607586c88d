"""Commands of the program that stand in modules of their own; each adds itself to it."""
