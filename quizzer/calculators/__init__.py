"""The right number: one plain function a formula, and beside it the mathematics of its misconceptions.

Sizes are in cells (pixels of the map), boxes in the units of their corners, costs in weights and multiply-adds.
"""
