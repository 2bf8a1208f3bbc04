"""Appraisal: a Green Book case from the cash and benefit books of paired worlds."""

from sim.analysis.bands import BandedValue, structure
from sim.appraisal.case import Appraisal, appraise
from sim.appraisal.settings import DEFAULTS, Settings, load_settings
from sim.appraisal.vintages import deflator, vintages

__all__ = [
    "DEFAULTS",
    "Appraisal",
    "BandedValue",
    "Settings",
    "appraise",
    "deflator",
    "load_settings",
    "structure",
    "vintages",
]
