"""The widgets that pages are made of: theme, inputs, fields, dialogs, preview, printing."""
