"""A study tool for Product Owners. Everything but the version is imported where it is used: start-up is short."""

__version__ = "0.1.0"
