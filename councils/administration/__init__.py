"""職員の管理. Who works here and in which post: invited, moved, suspended; what gives a right is two people's."""
