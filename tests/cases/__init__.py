"""What-if files with the answers worked out beside the code, and the files that are refused."""
