/** One sample: its labels, its value, and what is added to the metric's name. */
export type Sample = readonly [labels: Record<string, string>, value: number, suffix?: string]
export interface Metric { name: string; type: 'counter' | 'gauge' | 'histogram'; help: string; samples: readonly Sample[] }

export const metric = (name: string, type: Metric['type'], help: string, samples: readonly Sample[]): Metric => ({ name, type, help, samples })

const labelled = (labels: Record<string, string>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (mark) => (mark === '\n' ? '\\n' : `\\${mark}`))}"`)
  return pairs.length ? `{${pairs.join(',')}}` : ''
}

/** Prometheus' text format. */
export const printMetrics = (metrics: Metric[]): string =>
  metrics.map(({ name, type, help, samples }) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map(([labels, value, suffix = '']) => `${name}${suffix}${labelled(labels)} ${value}`)].join('\n')).join('\n') + '\n'
