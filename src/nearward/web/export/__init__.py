"""Export: everything of one person's, to take along as a file."""
