"""How the page of screens looks: as on a phone, on a narrow page or a wide one, and on paper."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 1200px; padding: 16px; background: #dfe7ec; color: #111;
  font: 16px/1.4 system-ui, "Noto Sans", sans-serif; }
h1, h2, h3 { line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 20px; padding-top: 24px; }
h3 { font-size: 16px; margin-top: 8px; }
a { color: #0b4f7d; }
nav { background: #fff; border-radius: 12px; padding: 4px 16px 16px; }
nav h2 { padding-top: 12px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 14px; list-style: none; margin: 0; padding: 0; }
nav li { padding: 2px 0; }
.screens { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
article { width: 360px; max-width: 100%; scroll-margin-top: 8px; }
article:target .phone, .list div:target { outline: 3px solid #e0a100; outline-offset: 3px;
  border-radius: 12px; }
.name { font-size: 12px; color: #345; text-align: left; overflow-wrap: anywhere; margin-bottom: 4px; }
.name a { font-weight: bold; font-size: 14px; }
.name code { display: block; }
.name ol { margin: 2px 0 6px; padding-left: 24px; }
summary { cursor: pointer; }
.bubble { background: #fff; border-radius: 12px; padding: 10px 12px; white-space: pre-wrap;
  overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1 1 0; min-width: 0; background: #3b5b73; color: #fff; border-radius: 8px; padding: 8px 4px;
  text-align: center; font-size: 15px; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.beside { background: #fff8dc; border-radius: 8px; padding: 6px 10px; margin-bottom: 4px; font-size: 14px;
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
blockquote { margin: 0; border-inline-start: 3px solid #3b5b73; padding-inline-start: 8px;
  unicode-bidi: plaintext; text-align: start; }
.list { overflow-wrap: anywhere; }
.list ul { padding-left: 20px; }
.list dl { margin: 0; }
.list dl div { background: #fff; border-radius: 8px; padding: 6px 10px; margin-bottom: 6px;
  white-space: pre-wrap; }
.list dt { color: #456; font-size: 13px; text-align: left; }
.list dd { margin: 2px 0 0; unicode-bidi: plaintext; text-align: start; }
@media print {
  @page { margin: 12mm; }
  body { background: none; max-width: none; padding: 0; font-size: 11px; }
  nav, details, .addresses { display: none; }
  h2 { break-after: avoid; }
  .screens { display: block; columns: 3; column-gap: 6mm; }
  article { width: auto; break-inside: avoid; margin-bottom: 6mm; }
  .bubble, .row span, .beside, .list dl div { border: 1px solid #888; background: none; color: #000; }
  .row span, .beside { font-size: 10px; }
  .list dl div, .list li { break-inside: avoid; }
}
""".strip()
