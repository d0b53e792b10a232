"""Gold against claims: how often each field is right, by the definitions under which the gold files were made.

A *pair* is a found and a gold claim of one page with the same act and overlapping words, one to one, closest first. *Core* asks that both
parties agree as sets, that goods agree by half where the act carries goods, and that the status falls in the same group. *Loose* asks only
that a party agrees. A found claim that says again, elsewhere in the page, what a gold claim says is set aside.
"""

from onrecord.evaluate.gold import Gold, read_gold
from onrecord.evaluate.scores import Difference, Found, Scores, Tally, score
from onrecord.evaluate.told import Range, Told, told_in, told_of

__all__ = ["Difference", "Found", "Gold", "Range", "Scores", "Tally", "Told", "read_gold", "score", "told_in", "told_of"]
