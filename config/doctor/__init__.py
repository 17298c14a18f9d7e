"""What is not as it should be in a deployment, each with what to do about it."""
