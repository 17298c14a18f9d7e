"""気になる閲覧. Rules over the trail that point a person's eye somewhere; what they find is no verdict."""
