"""What was ordered: extraction, sectors, tasks, and the listing that is browsing and search in one."""
