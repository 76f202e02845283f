"""A wizard that takes a Turkish municipality through its move to e-Belediye."""

__version__ = "0.1.0"
