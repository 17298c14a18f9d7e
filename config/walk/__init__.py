"""One case, walked through every zone over HTTP as signed-in staff: what `make run` shows and the journeys test."""
