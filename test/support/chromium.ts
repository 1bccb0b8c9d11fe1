import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const hasChineseFont = () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')

/** The browser of this computer; CHROMIUM names one that lies elsewhere. */
export const findChromium = () => places.find((file) => file && existsSync(file))

/** Installs Debian's Chromium and the fonts that Chinese needs, where we may. Returns whether there is a browser now. */
export function ensureChromium(): boolean {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (mayInstall && (!findChromium() || !hasChineseFont())) {
    console.log('Installing Chromium for the browser tests …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const script = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk'
    const { status, stderr } = spawnSync('/bin/sh', ['-c', script], { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 })
    if (status !== 0) console.log(`Chromium could not be installed: ${stderr.trim().split('\n').slice(-3).join('\n')}`)
  }
  return findChromium() !== undefined
}

export function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  // Chromium's sandbox does not work for root; the only pages that it opens here are ours
  return chromium.launch({ executablePath: findChromium(), headless: true, args: ['--no-sandbox', ...quiet] })
}
