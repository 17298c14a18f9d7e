"""`make bench`: what the walls cost, each figure beside the same query without them, medians of one run."""
