"""Files that come in and go out besides the documents themselves."""
