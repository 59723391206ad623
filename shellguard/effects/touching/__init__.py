"""What is done to files and to data: read, written over, removed, gathered, sent."""
