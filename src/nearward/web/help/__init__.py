"""Help and Safety at home: pages that need no database."""
