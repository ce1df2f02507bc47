"""Statements about the product."""
