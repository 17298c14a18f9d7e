"""一括照会のファイル. The file adapter: requests as lines, results read back; pure, by a column map that is data."""
