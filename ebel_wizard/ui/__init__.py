"""The window: shows the case, takes answers, and leaves every decision to the rooms below."""
