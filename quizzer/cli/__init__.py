"""The commands, one file each; the only place that puts the other rooms together."""
