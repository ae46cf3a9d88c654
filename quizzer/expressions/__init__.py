"""What a formula is: the tree, numbers that trace themselves, the safe parser, exact evaluation, printing."""
