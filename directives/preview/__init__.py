"""What a file will become, shown and corrected before anything is written."""
