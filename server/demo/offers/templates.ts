/** The texts that the demo's contracts begin with. */
export const templates = [
  { name: 'Dealer agreement', kind: 'DISTRIBUTION', locale: 'en', body: `# 1. Subject

**{{company.name}}** gives **{{partner.name}}**, {{partner.city}}, the right to sell its machine tools and accessories, from {{contract.start}} until {{contract.end}}.

# 2. Duties of the dealer

- keeps people who are trained on the machines
- registers end customers and passes on what they report
- observes the price lists in force and the terms of {{company.name}}

# 3. Term and notice

The agreement is renewed: {{contract.renewal}}, each time by {{contract.renewalMonths}} months, unless one side gives notice {{contract.noticeDays}} days before its end.

# 4. Contact

{{owner.name}}, {{owner.email}}` },
  { name: 'Maintenance contract', kind: 'MAINTENANCE', locale: 'en', body: `# Maintenance

{{company.name}} inspects the machines of **{{account.name}}** in {{account.city}} twice a year and answers calls within one working day.

# Fee

{{contract.value}} a year, payable in advance. Spare parts are charged at list price less ten per cent.

# Term

From {{contract.start}} until {{contract.end}}; renewal: {{contract.renewal}}.` },
  { name: '維護合約', kind: 'MAINTENANCE', locale: 'zh-Hant', body: `# 一、維護範圍

**{{company.name}}** 每年兩次為 **{{account.name}}** 檢查設備，並於一個工作日內回覆報修。

# 二、費用

每年 {{contract.value}}，預先支付。零件按牌價九折計算。

# 三、期間

自 {{contract.start}} 至 {{contract.end}}，續約方式：{{contract.renewal}}；終止須於到期前 {{contract.noticeDays}} 天通知。` },
  { name: 'Confidentiality agreement', kind: 'CONFIDENTIALITY', locale: 'en', body: `# Confidentiality

{{company.name}} and {{buyer.name}} keep to themselves what they learn of each other while they prepare {{contract.title}}, for five years from {{today}}.` },
]

/** What the demo's contracts say where their fields stand. */
export const fill = (body: string, values: Record<string, string>): string => body.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => values[name] ?? '………')
