"""Reading: from an article to its statements."""
