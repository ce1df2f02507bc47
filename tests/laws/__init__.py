"""Laws of the domain as property tests, named by the section that states them."""
