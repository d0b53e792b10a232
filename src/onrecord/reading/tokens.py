"""A stretch of text -> its words, cut as the treebanks of Universal Dependencies (English EWT, GUM) cut them.

Hyphens, slashes, clitics, currencies and units stand alone (`anti-tank` stays whole: prefixes are not words); numbers,
dates, abbreviations, addresses and telephone numbers stay whole. Every character that is not a space is in exactly one
word. One regular expression, read from left to right, the first alternative that fits; each looks at a bounded stretch.
"""

import re

_PREFIXES = (
    "anti|arch|bi|bio|co|contra|counter|cross|cyber|de|e|eco|ex|extra|hydro|hyper|infra|inter|intra|macro|mega|micro|mid|mini"
    "|mis|mono|multi|nano|neo|non|omni|over|para|poly|post|pre|pro|proto|pseudo|psycho|quasi|re|semi|socio|sub|super|supra"
    "|sur|tele|trans|tri|ultra|un|under|uni"
)
_TITLES = (
    "Adm|Amb|Brig|Capt|Cdr|Cmdr|Cmd|Col|Comdr|Cpl|Dr|Drs|Fr|Ft|Gen|Gov|Hon|Lieut|Lt|Maj|Messrs|Mme|Mr|Mrs|Ms|Mt|Mx|Pres|Prof"
    "|Rep|Reps|Rev|Sec|Sen|Sens|Sgt|Spc|Sr|St|Ste|Supt"
)
_COMMON = (
    "Assn|Ave|Blvd|Bros|Co|Corp|Cos|Dept|Est|Inc|Intl|Jr|Ltd|Univ|al|approx|ca|cf|dept|eds|esp|est|ext|incl|viz|vs|Vs|v|yr|yrs"
    "|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec"
)
_BEFORE_MORE = (
    "App|Apr|Art|Arts|Ariz|Ark|Calif|Colo|Conn|Del|Ed|Fig|Figs|Fla|Fri|Ga|Ill|Ind|Jul|Jun|Kan|Ky|La|Mar|Mass|Md|Mich|Minn"
    "|Miss|Mo|Mon|Mont|Neb|Nev|No|Nos|Okla|Op|Ore|Pa|Para|Penn|Pt|Sat|Stat|Sun|Tenn|Tex|Thu|Thurs|Tue|Tues|Va|Vol|Vt|Wash"
    "|Wed|Wis|Wyo|no|nos|op|p|par|pp|vol|[A-Z]"
)
_UNITS = (
    "a\\.m|p\\.m|am|pm|AM|PM|bn|mn|m|k|K|M|B|b|tn|trn|tr|mln|bln|million|billion|trillion|mm|cm|km|kms|kg|kgs|kt|lb|lbs|oz|ft|sq"
    "|mph|kph|kmh|km/h|mW|kW|MW|GW|TW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz|kb|KB|MB|GB|TB|mg|ml|ha|nm|hrs|hr|hours|days|min|mins"
    "|years|percent|pc|x|h"
)
_DOMAINS = "com|org|net|gov|edu|mil|int|info|io|co|uk|us|eu|ru|ua|de|fr|ir|il|cn|tv|me|pdf|doc|docx|xls|html?|php|jpg|png"
_NO_APOSTROPHE = "ai|are|ca|could|did|do|does|has|have|is|should|was|were|wo|would"
_CURRENCY_CODES = "AED|AUD|CAD|CHF|CNY|DKK|EUR|Euro|GBP|ILS|INR|JPY|KRW|NOK|NZD|PKR|PLN|RMB|Rs|RUB|SAR|SEK|TRY|TWD|UAH|US|USD|ZAR"
_CLITICS = "s|re|ve|ll|d|m"

_APOSTROPHE = "['’`´ʼ]"
_LETTER = "[^\\W\\d_]"
_IN_WORD = "[\\w\\u00ad\\u200b-\\u200d\\u2060\\u0300-\\u036f]"

_WORD = re.compile(
    rf"""
      (?:https?://|ftp://|www\.)[^\s<>"“”‘’«»|]{{0,300}}[\w/=]                         # addresses of pages
    | [\w.+%-]{{1,64}}@(?:[\w-]{{1,63}}\.){{0,6}}[\w-]{{2,63}}                        # addresses of people
    | (?<!\w)[@#]{_LETTER}\w{{0,100}}                                                  # handles and hashtags
    | [a-z]{{2,30}}(?:\.[a-z]{{2,30}}){{2,6}}(?!\w)                                    # groups.of.talk
    | [A-Za-z0-9][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?i:{_DOMAINS})(?![\w-])  # example.org, report.pdf
    | (?:{_LETTER}\.){{2,8}}(?:{_LETTER}(?!\w))?                                       # U.S., a.m., U.S.A
    | {_LETTER}\.{_LETTER}(?![\w.])                                                    # U.S without its last period
    | Ph\.D\.?
    | (?<![\w.])(?:(?i:{_TITLES})|{_COMMON})\.(?!\w)
    | etc\.(?=\s*[\w,;:)])
    | (?<![\w.])(?:{_BEFORE_MORE})\.(?=\s+[\w“"(])
    | (?:\+?\d{{1,3}}[-.])?\d{{3}}[-.]\d{{3}}[-.]\d{{4}}(?![\w-])                      # telephone numbers
    | \d{{4}}-\d\d-\d\d(?!\d) | \d{{1,2}}[-./]\d{{1,2}}[-./](?:\d{{4}}|\d\d)(?!\d)     # dates in figures
    | \d{{1,2}}/\d{{1,2}}(?![\w/])                                                     # 9/11, 1/2
    | (?:(?<![\w.])\.)?\d+(?:[.,:]\d+){{0,20}}(?=(?:{_UNITS}|[A-Za-z]{{3,}})(?!\w))                  # 3.5 of 3.5m
    | (?:(?<![\w.])\.)?\d+(?:[.,:]\d+){{0,20}}(?:\w*)                                  # 1,500; 7:30; 1990s; 4x4
    | (?:US|AU|CA|NZ|HK|A|C|R|S)\$ | (?:{_CURRENCY_CODES})(?=\d)
    | {_APOSTROPHE}(?:\d\ds?|em|til|cause|bout)(?!\w)                                  # '90s, 'em
    | {_APOSTROPHE}(?i:{_CLITICS})(?!\w)
    | [nN]{_APOSTROPHE}[tT](?!\w)
    | (?<!\w)(?i:can(?=not(?!\w))|gon(?=na(?!\w))|wan(?=na(?!\w))|got(?=ta(?!\w)))
    | (?<!\w)(?i:{_NO_APOSTROPHE})(?=(?i:nt)(?!\w)) | (?<!\w)(?i:you|they)(?=(?i:re|ve)(?!\w))
    | (?<!\w)(?i:that|there|what|he|she)(?=s(?!\w)) | (?<!\w)[iI](?=(?:m|ve)(?!\w))  # thats, Ive
    | (?<!\w)(?!(?:UN|US|EU|CO|DE)-)(?i:{_PREFIXES})[-‐‑]\w{_IN_WORD}{{0,60}}
    | [A-Z]{{1,5}}(?:&[A-Z]{{1,5}}){{1,4}}(?!\w)                                       # AT&T
    | {_LETTER}{_IN_WORD}*?(?=[nN]{_APOSTROPHE}[tT](?!\w))                             # do of don't
    | {_LETTER}{_IN_WORD}*(?:{_APOSTROPHE}(?!(?i:{_CLITICS}|t)(?!\w)){_LETTER}{_IN_WORD}*)*  # O'Brien
    | \.{{2,}} | -{{2,}} | [!?]{{2,}} | <{{2,}} | >{{2,}} | ([*=~+#_…$])\1+ | '' | ``
    | (?<!\w)[:;]-?[()DP](?!\w)
    | \S
    """,
    re.VERBOSE,
)  # fmt: skip


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of `text[start:end]` as pairs of offsets into `text`, in order.

    Words are never empty, never overlap and never hold a space; together they cover every character that is none.
    """
    return [match.span() for match in _WORD.finditer(text, start, end)]
