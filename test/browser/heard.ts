import type { Page, Request } from 'playwright-core'

/** The page's questions from now on, by operation; `asked('Accounts')` are their variables. */
export function listen(page: Page) {
  const seen: { operationName: string; variables: Record<string, unknown> }[] = []
  const note = (request: Request) => { if (request.url().includes('/graphql/') && request.postData()) seen.push(request.postDataJSON() as (typeof seen)[number]) }
  page.on('request', note)
  return { asked: (name: string) => seen.filter(({ operationName }) => operationName === name).map(({ variables }) => variables), all: () => seen.map(({ operationName }) => operationName) }
}

/** When an operation has been answered. */
export const answered = (page: Page, name: string) => page.waitForResponse((response) => !!response.request().postData()?.includes(`"operationName":"${name}"`)).then((response) => response.finished())
/** A minute later, what was answered before is no longer taken as just asked. */
export const later = (page: Page) => page.evaluate(() => { const now = Date.now; Date.now = () => now() + 60_000 })
