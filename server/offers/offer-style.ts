import { createHash } from 'node:crypto'

/** The whole look of the pages behind a link: no font, script or picture from anywhere. */
export const style = `
:root { color-scheme: light dark; --canvas: #fff; --rail: #f4f6f8; --line: #dfe4ea; --ink: #1b2430; --muted: #5b6672; --accent: #0d7568; --on: #fff; --soft: #e7f3f1; --bad: #b3261e; --bad-soft: #fbeceb }
@media (prefers-color-scheme: dark) { :root { --canvas: #151a20; --rail: #0c0f13; --line: #2a323c; --ink: #e6eaf0; --muted: #98a2b0; --accent: #4fc4b2; --on: #06231f; --soft: #12302c; --bad: #ff8a80; --bad-soft: #3a1a18 } }
* { box-sizing: border-box } html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--rail); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', 'PingFang TC', 'PingFang SC', 'Microsoft JhengHei', 'Microsoft YaHei', sans-serif }
main { max-width: 760px; margin: 0 auto; padding: 28px 16px 64px } a { color: var(--accent) }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 16px; margin-bottom: 20px; font-weight: 600 } .top img { max-height: 36px; max-width: 180px }
.languages { display: flex; gap: 12px; font-size: 14px; font-weight: 400 } .languages a, .languages b { padding: 6px 2px; text-decoration: none; white-space: nowrap } .languages b { color: var(--muted); font-weight: 400 }
.card { background: var(--canvas); border: 1px solid var(--line); border-radius: 14px; padding: 24px; margin-bottom: 16px } h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; text-wrap: balance } h2 { margin: 0 0 12px; font-size: 17px } h2.large { margin: 0 0 4px; font-size: 22px }
p { margin: 0 0 12px } .muted { color: var(--muted); font-size: 14px } .note { white-space: pre-wrap; overflow-wrap: anywhere }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr)); gap: 14px; margin: 18px 0 0 } dt { color: var(--muted); font-size: 13px } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere } dd a { font-weight: 400; font-size: 14px }
table { width: 100%; border-collapse: collapse; font-size: 15px } th { text-align: start; font-weight: 400; color: var(--muted); font-size: 13px } th, td { padding: 10px 0; border-bottom: 1px solid var(--line); vertical-align: top } td + td, th + th { padding-inline-start: 16px }
.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums } .narrow { display: none } td b { display: block; font-weight: 600; overflow-wrap: anywhere } .sums { margin: 14px 0 10px } .sums div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; padding: 5px 0 } .sums dt { color: inherit; font-size: 15px } .sums dd { margin-inline-start: auto; font-weight: 400; white-space: nowrap; font-variant-numeric: tabular-nums } .sums .sum :is(dt, dd) { font-size: 19px; font-weight: 700 }
label { display: block; margin-bottom: 14px; font-size: 14px; font-weight: 600 } label small { font-weight: 400; color: var(--muted) }
input:not([type=checkbox]), textarea { display: block; width: 100%; margin-top: 4px; padding: 11px 12px; font: inherit; font-size: 16px; font-weight: 400; color: inherit; background: var(--canvas); border: 1px solid var(--line); border-radius: 9px } textarea { min-height: 88px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px } [aria-invalid] { border-color: var(--bad) !important } .fault { display: block; color: var(--bad); font-weight: 400; font-size: 14px; margin-top: 4px }
.tick { display: flex; gap: 10px; align-items: flex-start; font-weight: 400; font-size: 15px } .tick input { width: 20px; height: 20px; margin: 2px 0 0; flex: none; accent-color: var(--accent) } .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px }
button, .button { display: inline-block; min-height: 46px; padding: 11px 22px; font: inherit; font-weight: 600; border: 0; border-radius: 9px; background: var(--accent); color: var(--on); cursor: pointer; text-decoration: none } .quiet { background: transparent; color: var(--ink); border: 1px solid var(--line) }
.made { margin: 4px 0 0; font-size: 14px } .made ul { margin: 0 0 8px; padding-inline-start: 18px } .made p { margin: 0; font-size: 13px } details { margin-bottom: 16px } summary { cursor: pointer; padding: 10px 2px; color: var(--muted) } .said { border-inline-start: 4px solid var(--accent); background: var(--soft) } .refused { border-inline-start: 4px solid var(--bad); background: var(--bad-soft) } code { font-size: 12.5px; overflow-wrap: anywhere }
@media (max-width: 560px) { .card { padding: 18px } .two { grid-template-columns: 1fr } .wide { display: none } .narrow { display: block } td + td, th + th { padding-inline-start: 10px } button, .button { width: 100%; text-align: center } }
@media print { body { background: #fff } form, details:not(.made), .languages { display: none } }`

const allowed = createHash('sha256').update(style).digest('base64')
/** Nothing runs, nothing is loaded, nobody frames it, and its forms go nowhere else. */
export const offerRules = `default-src 'none'; style-src 'sha256-${allowed}'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
