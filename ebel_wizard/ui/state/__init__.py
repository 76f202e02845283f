"""The open workspace as the window sees it: session, background work, checks; no widgets."""
