"""Key events: logged, confirmed, disputed, taken back."""
