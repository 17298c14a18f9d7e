"""模擬接続先. Stand-ins for the networks of the state, for the demo and the tests; see README.md."""
