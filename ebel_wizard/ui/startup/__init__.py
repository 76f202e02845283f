"""From the program's start to the open window: opener, unlock, single instance."""
