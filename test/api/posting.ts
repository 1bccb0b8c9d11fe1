import { request } from 'node:http'
import { expect } from 'vitest'
import { errorCodes } from '../../server/kit/errors.ts'
import { type Locale, translate } from '../../server/kit/locale.ts'
import type { App, TestServer } from '../support/server.ts'

export const languages: [Locale, string][] = [['en', 'en-US,en;q=0.9'], ['zh-Hant', 'zh-TW,zh;q=0.9'], ['zh-Hans', 'zh-CN']]

export interface Posted { status: number; text: string; body: any; headers: Record<string, string> }

/** Sends a body to an endpoint as it is, right or wrong. */
export async function post(server: TestServer, app: App, body: string | object, headers: Record<string, string> = {}, { method = 'POST', path = '' } = {}): Promise<Posted> {
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asking = request(`${server.url}/graphql/${app}${path}`, { method, headers: { 'content-type': 'application/json', 'x-csrf': '1', ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        let parsed: any
        try { parsed = JSON.parse(text) } catch { parsed = undefined }
        resolve({ status: response.statusCode!, text, body: parsed, headers: response.headers as Record<string, string> })
      })
    })
    asking.on('error', reject)
    asking.end(method === 'GET' ? undefined : sent)
  })
}

/** A refusal tells a code of the closed list and nothing of the inside. */
export function expectNothingTold({ text, body }: Posted): void {
  expect(text).not.toMatch(/Did you mean|node_modules|at Object|\.ts:\d|select |insert into|relation "|violates|guanxi_(staff|partner|system)|\{\{/)
  for (const { extensions } of body?.errors ?? []) expect(errorCodes).toContain(extensions.code)
  for (const { extensions } of body?.errors ?? []) expect(Object.keys(extensions).filter((key) => !['code', 'field'].includes(key))).toEqual([])
}

/** That a message is a sentence of its code in a language, with its numbers filled in. */
export function expectSentence(message: string, code: string, locale: Locale): void {
  const patterns = [undefined, 'min', 'max', 'between'].map((context) => translate(locale, `errors.${code}`, { context }).split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'))
  expect(message).toMatch(new RegExp(`^(${patterns.join('|')})$`))
}
