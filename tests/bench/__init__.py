"""What things cost, as ratios against a floor of the same run: `make bench`, or `python -m tests.bench [--quick]`."""
