"""A database backend whose PostgreSQL server is started by the project itself."""
