// the more particular first: almost everything calls itself Mozilla, Chrome and Safari, too
const browsers: [RegExp, string][] = [
  [/\bMicroMessenger\//, 'WeChat'], [/\bLine\//, 'LINE'], [/\bEdg(A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'], [/\bSafari\//, 'Safari'], [/^curl\//, 'curl'],
]
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bHarmonyOS\b/, 'HarmonyOS'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b/, 'macOS'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux'],
]
const first = (names: [RegExp, string][], agent: string | null): string | null => names.find(([pattern]) => pattern.test(agent ?? ''))?.[1] ?? null

/** A browser's name as its owner knows it, from what it says of itself. */
export const browserOf = (agent: string | null): string | null => first(browsers, agent)

/** What it runs on. */
export const systemOf = (agent: string | null): string | null => first(systems, agent)
