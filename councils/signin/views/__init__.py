"""サインインの画面. Those of the library that are used as they are stand in config/urls/common.py."""
