"""Who did what and when: written in a chain, read by auditors, proved by `manage.py verify_log`."""
