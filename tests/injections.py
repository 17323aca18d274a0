"""Injections of the kinds in the OWASP lists. If one worked, most of them would contact a listener."""

URL = "http://127.0.0.1:PORT/x"

_INJECTIONS = (
    f"<script src={URL}></script>",
    "<script>alert(1)</script>",
    f"<img src={URL} onerror=alert(1)>",
    f"<img src=x onerror=fetch('{URL}')>",
    f"<svg onload=fetch('{URL}')>",
    f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{URL}'/><use xlink:href='{URL}#a'/></svg>",
    f"</title><link rel=stylesheet href={URL}>",
    f"<link rel=attachment href={URL}>",
    f"</style><style>@import '{URL}';</style>",
    f"</style><style>body {{ background: url({URL}) }}</style>",
    f"}} body {{ background: url({URL}) }} @font-face {{ font-family: x; src: url({URL})",
    f'" style="background: url({URL})" x="',
    f"' onmouseover='fetch(\"{URL}\")' x='",
    f'"><iframe src={URL}></iframe>',
    f"<object data={URL}></object><embed src={URL}>",
    f"<video src={URL} poster={URL}></video><audio src={URL}></audio>",
    f"<base href={URL}><a href=javascript:alert(1)>x</a>",
    f"<a href={URL}>x</a> <a href=file:///etc/passwd>y</a> <a href=data:text/html,z>z</a>",
    f"<form action={URL}><input autofocus onfocus=alert(1)><button>x</button></form>",
    f"<meta http-equiv=refresh content='0;url={URL}'>",
    "<details open ontoggle=alert(1)><template><plaintext>",
    "</td></tr></table></section></main></body></html>",
    "<!-- <![CDATA[ ]]> --> <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y;",
    "{{ 7*7 }} {% include 'base.css' %} ${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; %3Cscript%3E \\u003cscript\\u003e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e \u2039img\u203a",
    "<p style='position:fixed;inset:0;background:#fff;font-size:0'>hidden</p>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>\x1b]8;;http://127.0.0.1\x07x\x1b]8;;\x07",
    "\u202etxt.exe\u202c \u2066x\u2069 \u200bx\u200f",
    f"javascript:alert(1) {URL} mailto:a@example.org",
)


def injections(port: int) -> list[str]:
    """All the injections, leading to a port on this computer."""
    return [injection.replace("PORT", str(port)) for injection in _INJECTIONS]
