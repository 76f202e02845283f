"""The steps of the move as data: types, loading, progress, plan."""
