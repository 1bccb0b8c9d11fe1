import { type Selection, choicesOf } from '../../configurator/selection.ts'
import { options } from './options.ts'

/** What is not the standard. */
const other = {
  moulds: { speed: 's15', spindleCooling: 'oil', throughSpindle: 'bar20', toolCheck: 'radio', functions: 'smooth', memory: 'm8', probe: 'radio', market: 'us', voltage: 'v480', transformer: 'built', language: 'en' },
  jobs: { functions: 'axis4', rotary: 'rt210', tailstock: 'hydraulic', workholding: 'vises2', chips: 'hinge', chipSide: 'left', market: 'us', language: 'en' },
  shop: { speed: 's15', spindleCooling: 'oil', market: 'us', voltage: 'v220', language: 'en' },
  local: { speed: 's15', spindleCooling: 'oil', toolCheck: 'cable', probe: 'infrared', filter: 'paper' },
  // without what makes it dear
  plain: {
    speed: 's20', taper: 'hska63', spindleCooling: 'water', control: 'fanuc31', rotary: 'rt255', functions: 'axis4', mist: 'm800', chipSide: 'left', chips: 'hinge', market: 'ce', voltage: 'v400', transformer: 'built', frequency: 'hz50', roof: 'closed', language: 'de',
  },
  europe: {
    speed: 's20', taper: 'hska63', spindleCooling: 'water', throughSpindle: 'bar70', control: 'heidenhain', screen: 'i15', functions: 'smooth axis5 collision', memory: 'm8', rotary: 'tt170', scales: 'xyz', probe: 'precise',
    thermal: 'spindle', report: 'laser', tank: 'l500', filter: 'paperLarge', mist: 'm800', chips: 'scraper', chipSide: 'left', market: 'ce', voltage: 'v400', transformer: 'stand', frequency: 'hz50', supply: 'kw45', roof: 'closed',
    cabinet: 'aircon', language: 'de',
  },
} satisfies Record<string, Record<string, string>>
export type Solution = keyof typeof other

const standard: Selection = Object.fromEntries(options.map((option) => [option.key, choicesOf(option).filter(({ standard: usual }) => usual).map(({ key }) => key)] as const).filter(([, chosen]) => chosen.length))

/** A whole solution of the machining centre. */
export const solution = (name: Solution): Selection =>
  ({ ...standard, ...Object.fromEntries(Object.entries(other[name]).map(([option, choices]) => [option, choices.split(' ')])) })
