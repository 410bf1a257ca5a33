"""The generators that families name: each draws numbers, and computes the answer by a formula whose source it tells."""

from cspo_study.content.generators import forecasting, measuring, ordering

GENERATORS = {**ordering.GENERATORS, **forecasting.GENERATORS, **measuring.GENERATORS}
"""Every generator by the name that content uses."""
