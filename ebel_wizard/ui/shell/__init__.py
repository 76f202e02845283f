"""The window around the pages: rail, task list, step, search, history."""
