"""The look of the annotated view: CSS alone, with variables that the page around it may set."""

from collections.abc import Iterable

from readout.vocabulary import VOICES

_UNDERLINES = "".join(
    f".readout-view .{voice}{{--voice:{sign.colour};--line:{sign.mark}}}" for voice, sign in VOICES.items()
)

STYLE = (
    """
.readout-view{color:inherit;font:inherit;line-height:2;max-width:41rem;overflow-wrap:anywhere}
.readout-view .body{position:relative}
.readout-view .body p{margin:0 0 1.1em;white-space:pre-line}
.readout-view u.claim{text-decoration:underline var(--line) var(--voice) 2px;text-underline-offset:.22em;
  text-decoration-skip-ink:none}
.readout-view u.deep1{text-underline-offset:.42em}
.readout-view u.deep2{text-underline-offset:.62em}
.readout-view u.deep3{text-underline-offset:.82em}
.readout-view a.number{display:inline-block;font-size:.68em;line-height:1.3;font-weight:600;min-width:1.3em;
  text-align:center;padding:0 .25em;margin-right:.3em;vertical-align:.35em;border:1.5px solid var(--voice);
  border-radius:.7em;color:inherit;text-decoration:none}
.readout-view a.number:focus-visible{outline:3px solid var(--readout-focus,#E69F00);outline-offset:2px}
.readout-view a.number:target{outline:3px solid var(--readout-focus,#E69F00);outline-offset:2px}
.readout-view .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.readout-view .source{border:1px solid currentColor;border-radius:.2em;padding:0 .2em}
.readout-view .cue{font-variant:small-caps;font-style:italic;letter-spacing:.02em}
.readout-view .condition::before{content:"⟨";font-weight:700}
.readout-view .condition::after{content:"⟩";font-weight:700}
.readout-view .condition{background:repeating-linear-gradient(135deg,rgba(230,159,0,.24) 0 2px,transparent 2px 8px)}
.readout-view .unnamed{font-size:.65em;line-height:1.3;border:1.5px dashed currentColor;padding:0 .35em;
  margin-right:.4em;vertical-align:.35em;white-space:nowrap;display:inline-block;text-decoration:none}
.readout-view .reference{font-size:.8em;opacity:.75;margin-right:.3em}
.readout-view .legend{border:1px solid var(--readout-line,rgba(128,128,128,.45));border-radius:.4em;margin:0 0 1.2em;
  padding:.3em .8em .5em;display:flex;flex-wrap:wrap;gap:.1em 1.3em;font-size:.9em}
.readout-view .legend legend{padding:0 .4em;font-size:.9em;width:auto;border:0;margin:0}
.readout-view .legend label{white-space:nowrap;cursor:pointer;font-weight:400;margin:0}
.readout-view .card{display:none;position:absolute;left:0;right:0;max-width:34rem;z-index:20;margin-top:.4em;
  padding:.55em .8em;border:1px solid rgba(128,128,128,.6);border-radius:.4em;font-size:.875rem;line-height:1.45;
  background:var(--readout-paper,var(--jp-layout-color1,Canvas));
  color:var(--readout-ink,var(--jp-content-font-color1,CanvasText));
  box-shadow:0 4px 14px rgba(0,0,0,.25);text-decoration:none;font-variant:normal;font-style:normal;text-align:left;
  white-space:normal}
.readout-view u.claim:hover:not(:has(u.claim:hover))>.card,.readout-view a.number:focus~.card{display:block}
.readout-view u.claim:hover:not(:has(u.claim:hover)){background:rgba(128,128,128,.22)}
.readout-view .again{display:inline-block;font-size:.62em;opacity:.75;vertical-align:.45em;margin-right:.25em}
.readout-view .card .line{display:block}
.readout-view .card b{font-weight:600}
.readout-view .list{line-height:1.45;font-size:.875rem}
.readout-view .list summary{cursor:pointer}
.readout-view .list .scroll{overflow-x:auto}
.readout-view .list table{border-collapse:collapse;font-size:inherit;color:inherit}
.readout-view .list table th,.readout-view .list table td{text-align:left;vertical-align:top;white-space:normal;
  padding:.3rem .7rem .3rem 0;border:0;border-bottom:1px solid var(--readout-line,rgba(128,128,128,.35));
  max-width:26em;min-width:2em}
.readout-view .list tbody tr,.readout-view .list tbody tr:hover{background:none}
.readout-view .list tr:target{outline:2px solid var(--readout-focus,#E69F00)}
.readout-view .list tr th[scope=row]{border-left:4px solid var(--voice);padding-left:.5rem}
@media print{.readout-view .card{display:none!important}.readout-view .legend input{display:none}
  .readout-view *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (forced-colors:active){.readout-view u.claim{text-decoration-color:LinkText}}
.readout-view:has(input[value=marks]:not(:checked)) .body :is(.source,.cue,.condition){border-color:transparent;
  font-variant:normal;font-style:normal;background:none}
.readout-view:has(input[value=marks]:not(:checked)) .body .condition::before,
.readout-view:has(input[value=marks]:not(:checked)) .body .condition::after{content:none}
""".replace("\n", "")
    + _UNDERLINES
)


def filter_rules(voices: Iterable[str]) -> str:
    """Return the rules by which the boxes of the legend hide the claims of a voice: underline, number and row."""
    rules = ""
    for voice in voices:
        off = f".readout-view:has(input[value={voice}]:not(:checked))"
        rules += f"{off} .body u.{voice}{{text-decoration-line:none}}"
        rules += f"{off} .body a.number.{voice},{off} .body a.number.{voice}+.unnamed,{off} tr.{voice}{{display:none}}"
    return rules
