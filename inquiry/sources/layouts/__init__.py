"""回答の様式. Layouts of answers as data, by kind and version, and the one reader of them all; see ../README.md."""
