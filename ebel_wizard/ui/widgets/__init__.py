"""Parts that every page is made of: theme, inputs, fields, dialogs, preview, printing."""
