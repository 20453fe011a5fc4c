"""Settings, addresses and the database the project starts: nothing about transcripts."""
