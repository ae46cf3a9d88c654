"""The bank in the forms of other programs: one view of an item, and a module a family of formats."""
