"""ARTICLES -> ORIGINS: the prints of stories, and which stories go back to one text. Ten copies are one source."""

from onrecord.origins.families import Measured, gather
from onrecord.origins.measure import Measure, measure
from onrecord.origins.prints import StoryPrint, prints
from onrecord.origins.relations import Told

__all__ = ["Measure", "Measured", "StoryPrint", "Told", "gather", "measure", "prints"]
