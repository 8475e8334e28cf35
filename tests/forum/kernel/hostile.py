"""Hostile text made up for the tests, and a reader that finds what must never be in a post."""

import re
from html.parser import HTMLParser

# Written out here, not imported: whoever widens what a post may hold has to say so twice.
TAGS = set(
    "a b blockquote br code del em h3 h4 h5 h6 hr i img kbd li ol p pre s strong sub sup "
    "table tbody td th thead tr ul".split()
)
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt"},
    "code": {"class"},
    "td": {"align"},
    "th": {"align"},
    "ol": {"start"},
}
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]")

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script in script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "script in capitals": "<ScRiPt/x>alert(1)</sCrIpT>",
    "doubled bracket": "<<script>alert(1);//<</script>",
    "never closed": "<script src=//e.example/x <b>x</b>",
    "picture that fails": "<img src=x onerror=alert(1)>",
    "picture with quotes": '<img """><script>alert(1)</script>">',
    "picture from elsewhere": '<img src="https://e.example/spy.png">',
    "picture climbing out": '<img src="/uploads/../logout">',
    "svg": "<svg/onload=alert(1)><animate onbegin=alert(1)></svg>",
    "svg link": '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
    "svg style": "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "math link": '<math href="javascript:alert(1)">x</math>',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template": "<template><img src=x onerror=alert(1)></template>",
    "textarea": '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    "title": "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "xmp": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "comment with a bang": "<!-- --!><img src=x onerror=alert(1)>-->",
    "cdata": "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "instruction": "<?xml version='1.0'?><?php echo 1 ?>",
    "plain javascript link": '<a href="javascript:alert(1)">x</a>',
    "tab in the scheme": '<a href="jav&#x09;ascript:alert(1)">x</a>',
    "entity colon": '<a href="javascript&colon;alert(1)">x</a>',
    "control before": '<a href="&#1;javascript:alert(1)">x</a>',
    "invisible space": '<a href="javascript\u200b:alert(1)">x</a>',
    "number for a script": '<a href="javascript:123">x</a> <a href="vbscript&#58;8">y</a>',
    "data link": '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "vbscript": '<a href="vbscript:msgbox(1)">x</a>',
    "handler": '<p onclick="alert(1)" style="background:url(javascript:x)">x</p>',
    "handler behind a slash": "<b/onmouseover=alert(1)>x</b>",
    "clobbering": '<form><input name=attributes></form><a id="cookie" name="cookie">x</a>',
    "form": '<form action="https://e.example"><button formaction="javascript:alert(1)">x',
    "select": "<select><option><img src=x onerror=alert(1)></select>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>" src="javascript:alert(1)"></iframe>',
    "object": '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    "base": '<base href="https://e.example/"><link rel=stylesheet href=//e.example/x.css>',
    "refresh": '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    "style": "<style>@import 'https://e.example/x.css';</style>",
    "details": "<details open ontoggle=alert(1)>x</details>",
    "class": '<p class="btn btn-bad" id="main">x</p><code class="language-x onload">y</code>',
    "table background": '<table background="javascript:alert(1)"><td align="x" bgcolor=red>y',
    "list start": '<ol start="1;alert(1)"><li value=7 type=a>x</ol>',
    "broken quoting": '<a href="https://e.example"" onclick=alert(1)>x</a>',
    "Markdown link": "[x](javascript:alert(1)) [y](data:text/html,x) [z](vbscript:x)",
    "Markdown link in brackets": '[x](<javascript:alert(1)> "t") <javascript:alert(1)>',
    "Markdown entity": "[x](&#106;avascript:alert(1)) [y](java&#10;script:alert(1))",
    "Markdown reference": "[x][1]\n\n[1]: javascript:alert(1)",
    "Markdown picture": "![x](javascript:alert(1)) ![y](https://e.example/spy.png)",
    "Markdown picture climbing out": "![x](/uploads/../logout) ![y](/uploads/%2e%2e/logout)",
    "Markdown title": "[x](https://e.example 'a\" onclick=\"alert(1)')",
    "Markdown fence": '```x" onmouseover="alert(1)\ncode\n```',
    "Markdown table": "|a|\n|:-:|\n|<img src=x onerror=alert(1)>|",
}


def forbidden(html: str) -> list[str]:
    """What a browser could act on, or what is not on the list of a post; empty when all is well."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()) or not is_fine(name, value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_comment(self, data):
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl):
        self.found.append(f"<!{decl}")

    def unknown_decl(self, data):
        self.found.append(f"<![{data}")

    def handle_pi(self, data):
        self.found.append(f"<?{data}")


def is_fine(name: str, value: str) -> bool:
    """Whether the value of an attribute is one a post may have."""
    if name == "href":
        scheme = SCHEME.match(INVISIBLE.sub("", value))
        return scheme is None or scheme[1].lower() in {"http", "https", "mailto"}
    if name == "src":
        return value.startswith("/uploads/") and ".." not in value and "%" not in value
    if name == "rel":
        return value == "nofollow ugc noopener"
    return name != "class" or re.fullmatch(r"language-[a-z0-9+-]{1,20}", value) is not None
