import type { Amount, Condition, Part, Rule } from '../../configurator/definition.ts'
import { words } from '../kit/words.ts'

const is = (option: string, ...choices: string[]): Condition => (choices.length === 1 ? { chosen: [option, choices[0]!] } : { any: choices.map((choice) => ({ chosen: [option, choice] as [string, string] })) })
const not = (condition: Condition): Condition => ({ not: condition })
const sum = (attribute: string): Amount => ({ sum: attribute })
const needs = (key: string, when: Condition, must: Condition, ...because: [] | [string, string, string]): Rule => ({ key, if: when, must, ...(because.length ? { because: words(...because) } : {}) })
const apart = (key: string, never: Condition[], ...because: [] | [string, string, string]): Rule => ({ key, never, ...(because.length ? { because: words(...because) } : {}) })

export const rules: Rule[] = [
  needs('gear-taper', is('speed', 's6'), is('taper', 'bt50')),
  needs('taper-gear', is('taper', 'bt50'), is('speed', 's6')),
  needs('built-in-taper', is('speed', 's20', 's24'), is('taper', 'hska63'), 'Above 15,000 rpm only hollow taper shanks hold safely.', '15,000 rpm 以上只有 HSK 刀把能安全夾持。', '15000 rpm 以上只有 HSK 刀柄能可靠夹持。'),
  apart('belt-hollow', [is('speed', 's12'), is('taper', 'hska63')]),
  needs('direct-cooling', is('speed', 's15'), not(is('spindleCooling', 'air'))),
  needs('built-in-cooling', is('speed', 's20', 's24'), is('spindleCooling', 'water'), 'Built-in motors warm the spindle.', '內藏式馬達會使主軸發熱。', '电主轴的电机会使主轴发热。'),
  apart('fast-heavy', [is('speed', 's24'), is('toolExtras', 'heavy')]),
  needs('pressure-filter', is('throughSpindle', 'bar40', 'bar70'), is('filter', 'paper', 'paperLarge'), 'Chips in the coolant would damage the rotary union.', '切削液中的切屑會損壞旋轉接頭。', '冷却液中的切屑会损坏旋转接头。'),
  needs('high-pressure-filter', is('throughSpindle', 'bar70'), is('filter', 'paperLarge')),
  { key: 'coolant', must: { compare: [sum('flow'), '<=', sum('tank')] }, because: words('The tank must hold what runs through the machine at once.', '水箱須容納同時循環的切削液。', '液箱须能容纳同时循环的冷却液。') },
  needs('roof-mist', is('roof', 'closed'), not(is('mist', 'none')), 'A closed machine fills with mist.', '全罩式機台內會充滿油霧。', '全封闭机床内会充满油雾。'),
  needs('pressure-roof', is('throughSpindle', 'bar40', 'bar70'), is('roof', 'closed')),
  needs('flushing-roof', is('washing', 'roofShower'), is('roof', 'closed')),
  needs('flushing-mist', is('washing', 'roofShower'), is('mist', 'm1500')),
  needs('gear-magazine', is('taper', 'bt50'), is('magazine', 't24', 't30'), 'BT50 tools are too heavy for the chain.', 'BT50 刀具對鏈式刀庫過重。', 'BT50 刀具对链式刀库过重。'),
  needs('long-tools', { compare: [{ value: 'toolLength' }, '>=', 325] }, { compare: [{ value: 'column' }, '>=', 100] }, 'Long tools need room to change.', '長刀換刀需要空間。', '长刀换刀需要空间。'),
  needs('longer-tools', { compare: [{ value: 'toolLength' }, '>=', 375] }, { compare: [{ value: 'column' }, '>=', 200] }),
  needs('chain-length', is('magazine', 't40', 't60'), { compare: [{ value: 'toolLength' }, '<=', 350] }),
  apart('arm-identification', [is('toolExtras', 'rfid'), is('magazine', 't24')]),
  needs('laser-air', is('toolCheck', 'laser'), is('toolExtras', 'chips')),
  needs('heavy-arm', is('toolExtras', 'heavy'), is('magazine', 't24', 't30')),

  { key: 'load', must: { compare: [{ plus: [{ value: 'workpiece' }, sum('weight')] }, '<=', sum('load')] }, because: words('Workpiece, fixtures and rotary table together must not be heavier than the table bears.', '工件、夾具與分度盤總重不得超過工作台承重。', '工件、夹具与转台总重不得超过工作台承重。') },
  needs('rotary-axis', not(is('rotary', 'none')), is('functions', 'axis4', 'axis5')),
  needs('tilting-axis', is('rotary', 'tt170', 'tt255'), is('functions', 'axis5')),
  needs('axis-rotary', is('functions', 'axis5'), is('rotary', 'tt170', 'tt255')),
  apart('axes', [is('functions', 'axis4'), is('functions', 'axis5')]),
  needs('five-control', is('functions', 'axis5'), is('control', 'fanuc31', 'heidenhain'), 'Only these controls move five axes at once.', '只有這些控制器支援五軸同動。', '只有这些数控系统支持五轴联动。'),
  needs('five-scales', is('functions', 'axis5'), is('scales', 'xyz')),
  needs('tailstock-rotary', not(is('tailstock', 'none')), is('rotary', 'rt170', 'rt210', 'rt255', 'rt320')),
  needs('tilting-column', is('rotary', 'tt255'), { compare: [{ value: 'column' }, '>=', 100] }),
  apart('pallet-rotary', [is('pallets', 'two'), is('rotary', 'rt320', 'tt255')], 'It would not pass the gate of the pallet changer.', '尺寸無法通過交換台門口。', '尺寸无法通过托盘交换门。'),
  needs('pallet-door', is('pallets', 'two'), is('door', 'auto', 'sideAuto')),
  needs('pallet-table', is('pallets', 'two'), is('table', 't1300', 'reinforced')),
  apart('pallet-chips', [is('pallets', 'two'), is('chipSide', 'front')]),
  needs('robot-door', not(is('robot', 'none')), is('door', 'auto', 'sideAuto')),
  needs('robot-profinet', is('robot', 'profinet'), is('control', 'siemens', 'heidenhain')),
  needs('robot-field', is('robot', 'field'), is('control', 'fanuc0', 'fanuc31', 'mitsubishi')),
  needs('auger-front', is('chips', 'auger'), is('chipSide', 'front')),
  needs('conveyor-side', is('chips', 'hinge', 'hingeWide', 'scraper'), is('chipSide', 'left', 'rear')),

  needs('probe-precise', is('probe', 'precise'), not(is('scales', 'none'))),
  needs('heidenhain-screen', is('control', 'heidenhain'), is('screen', 'i15', 'i19')),
  needs('siemens-screen', is('control', 'siemens'), is('screen', 'i15')),
  needs('dialog-screen', is('functions', 'dialog'), is('screen', 'i15', 'i19')),
  needs('collision-control', is('functions', 'collision'), is('control', 'fanuc31', 'heidenhain')),
  needs('opcua-memory', is('functions', 'opcua'), is('memory', 'card')),
  needs('smooth-memory', is('functions', 'smooth'), is('memory', 'm8', 'card')),
  needs('iso-thermal', is('report', 'laser'), not(is('thermal', 'none'))),

  { key: 'power', must: { compare: [sum('power'), '<=', sum('supply')] }, because: words('What runs at once must not need more than the supply gives.', '同時運轉的用電不得超過電源容量。', '同时运行的用电不得超过电源容量。') },
  needs('us-voltage', is('market', 'us'), is('voltage', 'v220', 'v480')), needs('us-frequency', is('market', 'us'), is('frequency', 'hz60')),
  needs('ce-voltage', is('market', 'ce'), is('voltage', 'v400')), needs('ce-frequency', is('market', 'ce'), is('frequency', 'hz50')), needs('ce-roof', is('market', 'ce'), is('roof', 'closed')),
  needs('cn-voltage', is('market', 'cn'), is('voltage', 'v380')), needs('cn-frequency', is('market', 'cn'), is('frequency', 'hz50')), needs('cn-language', is('market', 'cn'), is('language', 'zhHans')),
  needs('tw-voltage', is('market', 'tw'), is('voltage', 'v220', 'v380')), needs('tw-frequency', is('market', 'tw'), is('frequency', 'hz60')),
  needs('us-language', is('market', 'us'), is('language', 'en', 'fr')), needs('ce-language', is('market', 'ce'), is('language', 'en', 'de', 'fr')),
  needs('voltage-transformer', not(is('voltage', 'v220')), not(is('transformer', 'none')), 'The drives run on 220 V.', '驅動器使用 220 V。', '驱动器使用 220 V。'),
  needs('no-transformer', is('voltage', 'v220'), is('transformer', 'none')),
  needs('strong-transformer', { all: [is('supply', 'kw45'), not(is('voltage', 'v220'))] }, is('transformer', 'stand')),
  needs('hot-cabinet', is('supply', 'kw45'), is('cabinet', 'aircon')),
]

const part = (key: string, sku: string, when?: Condition, quantity?: Amount): Part => ({ key, sku, ...(when ? { if: when } : {}), ...(quantity === undefined ? {} : { quantity }) })
const paper: Condition = { any: [{ part: 'paper' }, { part: 'paper-large' }] }

/** What it is built of. Options without a part of their own are in the machine, at a surcharge. */
export const parts: Part[] = [
  part('machine', 'VMC-1160', is('speed', 's12', 's20', 's24')), part('machine-15k', 'VMC-1160-15K', is('speed', 's15')), part('machine-b50', 'VMC-1160-B50', is('speed', 's6')),
  part('pump-20', 'HP-20', is('throughSpindle', 'bar20')), part('pump-40', 'HP-40', is('throughSpindle', 'bar40')), part('pump-70', 'HP-70', is('throughSpindle', 'bar70')),
  part('paper', 'PF-100', is('filter', 'paper')), part('paper-large', 'PF-200', is('filter', 'paperLarge')), part('mist-800', 'MC-800', is('mist', 'm800')), part('mist-1500', 'MC-1500', is('mist', 'm1500')),
  part('hinge', 'CV-H350V', is('chips', 'hinge')), part('hinge-wide', 'CV-H450V', is('chips', 'hingeWide')), part('scraper', 'CV-S400', is('chips', 'scraper')),
  part('rotary-170', 'RT-170', is('rotary', 'rt170')), part('rotary-210', 'RT-210', is('rotary', 'rt210')), part('rotary-255', 'RT-255', is('rotary', 'rt255')), part('rotary-320', 'RT-320', is('rotary', 'rt320')),
  part('tilting-170', 'TT-170', is('rotary', 'tt170')), part('tilting-255', 'TT-255', is('rotary', 'tt255')), part('vises', 'VS-160', is('workholding', 'vises2'), 2), part('zero-point', 'ZP-4-400', is('workholding', 'zero4')),
  part('setter-cable', 'TS-20C', is('toolCheck', 'cable')), part('setter-radio', 'TS-20R', is('toolCheck', 'radio')), part('setter-laser', 'TS-L200', is('toolCheck', 'laser')),
  part('probe-infrared', 'PB-40I', is('probe', 'infrared')), part('probe-radio', 'PB-40R', is('probe', 'radio')), part('probe-precise', 'PB-60R', is('probe', 'precise')),
  part('styli', 'ST-M4-6-50', not(is('probe', 'none')), 2), part('spare-styli', 'ST-M4-4-50', is('probe', 'precise'), { times: [2, { quantity: 'styli' }] }),
  part('coolant', 'LB-CUT5-20', paper, 2),
]
