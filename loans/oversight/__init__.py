"""気になる閲覧, as far as it needs the cases: computed by the office's worker, told as rows of the trail."""
