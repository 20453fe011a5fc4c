"""What people change by hand: one module an operation, each in one transaction, with a reason, undone by `undo`."""
