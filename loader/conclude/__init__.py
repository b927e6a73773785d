"""What needs more than one report: the derived graphs, made of report graphs and of nothing else."""
