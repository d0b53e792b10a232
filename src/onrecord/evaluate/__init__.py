"""Gold against claims: how often each field is right, by the definitions under which the gold files were made.

A *pair* is a found and a gold claim of one page with the same act and overlapping words, one to one, closest first. *Core* asks that both
parties agree as sets, that goods agree by half where the act carries goods, and that the status falls in the same group. *Loose* asks only
that a party agrees. A found claim that says again, elsewhere in the page, what a gold claim says is set aside.

Scores are sums over pages (`scores`); pages are drawn anew for intervals (`bootstrap`); hard cases are told apart by stated rules
(`slices`); whether a confidence means what it says is measured (`calibration`); and what is worst is shown with its words (`worst`).
"""

from onrecord.evaluate.gold import Gold, read_gold
from onrecord.evaluate.report import Rate, Rates, Report, Share, report
from onrecord.evaluate.scores import Difference, Found, Scores, Tally, score
from onrecord.evaluate.told import Range, Told, told_in, told_of
from onrecord.evaluate.worst import passage, worst, wrong_fields

__all__ = [
    "Difference", "Found", "Gold", "Range", "Rate", "Rates", "Report", "Scores", "Share", "Tally", "Told", "passage", "read_gold", "report",
    "score", "told_in", "told_of", "worst", "wrong_fields",
]
