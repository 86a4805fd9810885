"""Markup someone might type. Taken as markup, each would set `window.ran` or ask for `/injected`."""

RUN = "window.ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>", f"</p><script>{RUN}</script>", f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>", f"<img src=/injected onerror={RUN}>", f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//", f'"><img src=/injected onerror={RUN}>', f"'><svg onload={RUN}>", f"<body onload={RUN}>",
    "<iframe src=/injected></iframe>", "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<object data=/injected></object>", "<embed src=/injected>", "<link rel=stylesheet href=/injected>",
    "<link rel=prefetch href=/injected>", "<base href=//injected.example/>",
    "<meta http-equiv=refresh content='0;/injected'>",
    "<form action=/injected><input autofocus onfocus=this.form.submit()>", f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>", f"<video src=/injected onerror={RUN}>", "<audio src=/injected autoplay>",
    f"<marquee onstart={RUN}>", f"<math href=javascript:{RUN}>x", f"<a href=javascript:{RUN} autofocus>x</a>",
    "<style>@import '/injected'</style>", "<div style=background:url(/injected)>", "<table background=/injected>",
    "<div hx-get=/injected hx-trigger=load>", "<div data-hx-get=/injected data-hx-trigger=load>",
    f"<div hx-on::load={RUN} hx-on:click={RUN}>", "<div hx-ext=sse sse-connect=/injected>",
    f"<template shadowrootmode=open><img src=/injected onerror={RUN}></template>",
    f"<noscript><p title='</noscript><img src=/injected onerror={RUN}>'>",
    f"\" autofocus onfocus={RUN} x=\"", f"' autofocus onfocus={RUN} x='", f"javascript:{RUN}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"{{% now '{RUN}' %}}", f"${{{RUN}}}", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>", f"<<script>{RUN}//<</script>", "<SCRIPT SRC=/injected></SCRIPT>",
    f"<img src=x:x onerror={RUN}//\u202e>",
    f"<!--><img src=/injected onerror={RUN}>-->", f"]]><script>{RUN}</script>",
)  # fmt: skip


def together(longest: int) -> list[str]:
    """Pack the payloads into as few texts as hold them."""
    texts = [""]
    for payload in PAYLOADS:
        if len(payload) > longest:
            continue
        if len(texts[-1]) + len(payload) + 1 > longest:
            texts.append("")
        texts[-1] = f"{texts[-1]} {payload}".strip()
    return texts
