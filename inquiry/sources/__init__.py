"""外部接続. One adapter for each network of the state, typed values out; see README.md."""
