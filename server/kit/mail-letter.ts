/** A mail as it is sent: the same in both forms. */
export interface Letter { subject: string; text: string; html: string; files?: { filename: string; content: Buffer }[] }

export interface Content {
  locale: string
  /** Whose name stands above. */
  company: string
  subject: string
  paragraphs: string[]
  button?: { label: string; url: string }
  /** Said small at the end. */
  closing: string[]
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text as HTML that says exactly this and does nothing. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!)

/** A subject is one line, whatever stands in somebody's name. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const font = `font-family:system-ui,-apple-system,'Segoe UI','PingFang TC','PingFang SC','Microsoft JhengHei','Microsoft YaHei',sans-serif`

/** Writes a letter as plain text and as HTML without pictures, scripts or anything from elsewhere. */
export function letter({ locale, company, subject, paragraphs, button, closing }: Content): Letter {
  const text = [company, ...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : []), ...closing].join('\n\n')
  const said = (line: string, style: string) => `<p style="margin:0 0 16px;${style}">${escapeHtml(line)}</p>`
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f4f6f8;${font}">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#fff;border:1px solid #dfe4ea;border-radius:12px;color:#1b2430;font-size:15px;line-height:1.55">
<p style="margin:0 0 24px;font-size:13px;font-weight:600;color:#0d7568">${escapeHtml(company)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraphs.map((line) => said(line, '')).join('\n')}
${button ? `<p style="margin:24px 0"><a href="${escapeHtml(button.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#0d7568;color:#fff;font-weight:600;text-decoration:none">${escapeHtml(button.label)}</a></p>` : ''}
${closing.map((line) => said(line, 'font-size:13px;color:#5b6672')).join('\n')}
</div></body></html>`
  return { subject: oneLine(subject), text: `${text}\n`, html }
}
