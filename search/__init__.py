"""Chinese text and PostgreSQL: everything that folds, cuts, matches or highlights."""
