"""Lists of people as offices keep them: detect, read, normalise, accept or reject."""
