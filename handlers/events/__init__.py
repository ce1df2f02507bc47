"""Key events: logged, confirmed, disputed, voided (domain.md 3)."""
