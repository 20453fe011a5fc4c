"""What a person should look at: the review queue, its counts, and the health of the collection."""
