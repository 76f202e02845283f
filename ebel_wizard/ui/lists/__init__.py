"""Lists of people, units and other rows: model, table, panel, import."""
