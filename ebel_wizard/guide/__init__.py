"""The steps of the move as data: what is asked, by whom, and how far one has come."""
