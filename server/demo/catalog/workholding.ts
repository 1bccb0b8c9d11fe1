import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const workholdingFamilies: Family[] = [
  {
    category: 'chucks', leadTimeDays: 21, cost: 0.52, stock: 24,
    name: words('3-jaw power chuck {sku}', '三爪油壓夾頭 {sku}', '三爪液压卡盘 {sku}'),
    text: words(
      'Power chuck of {0} mm with a {1} mm through-hole and {3} kN of clamping force at 2.4 MPa. Case-hardened wedge, balanced body, jaws to the 1.5 × 60° standard.',
      '中空油壓夾頭，外徑 {0} mm、通孔 {1} mm，最大夾持力 {3} kN。滲碳淬火楔形機構，本體動平衡，齒距 1.5 × 60°。',
      '中空液压卡盘，外径 {0} mm、通孔 {1} mm，最大夹紧力 {3} kN。渗碳淬火楔式机构，本体动平衡，齿距 1.5 × 60°。'),
    facts: ['diameter', 'throughHole', 'spindleSpeed', 'clampingForce'], common: [['jaws', '3']],
    items: `
      CH-305 | 18600 | 135 | 33 | 7000 | 36
      CH-306 | 21800 | 169 | 45 | 6000 | 57
      CH-308 | 26800 | 210 | 52 | 5000 | 86
      CH-310 | 34600 | 254 | 75 | 4200 | 111
      CH-312 | 48800 | 304 | 91 | 3300 | 144
      CH-315 | 86500 | 381 | 117.5 | 2500 | 180
      CH-208! | 23600 | 210 | 46 | 4500 | 74 = CH-308`,
    variants: [{ suffix: '-2J', of: ['CH-306', 'CH-308', 'CH-310'], name: words('2 jaws', '二爪', '两爪'), price: 1.04, changes: { jaws: '2' } }],
  },
  {
    category: 'chucks', leadTimeDays: 21, cost: 0.5, stock: 18,
    name: words('Collet chuck {sku}', '筒夾夾頭 {sku}', '弹簧夹头卡盘 {sku}'),
    text: words(
      'Draw-back collet chuck for bars up to {0} mm: vulcanised clamping heads change in seconds and hold the bar without marks at {1} rpm.',
      '後拉式筒夾夾頭，適用 {0} mm 以內棒材；橡膠硫化夾頭數秒更換，{1} rpm 高速夾持不傷料。',
      '后拉式弹簧夹头卡盘，适用于 {0} mm 以内棒料；硫化夹头数秒更换，{1} rpm 高速夹持不伤料。'),
    facts: ['barCapacity', 'spindleSpeed', 'clampingForce'],
    items: `
      CC-42 | 42800 | 42 | 7000 | 80
      CC-52 | 48600 | 52 | 6000 | 94
      CC-65 | 54800 | 65 | 6000 | 105
      CC-80 | 68200 | 80 | 5000 | 118`,
  },
  {
    category: 'chucks', leadTimeDays: 10, cost: 0.42, stock: 140, unit: 'set',
    name: words('Soft jaws for {0}', '生爪 {0} 用', '软爪 {0} 用'),
    text: words(
      'Set of three soft jaws of forged steel for {0} chucks, height {1} mm, ready for boring.',
      '鍛造鋼生爪一組三只，適用 {0} 夾頭，高度 {1} mm，可直接搪爪。',
      '锻钢软爪一组三件，适用于 {0} 卡盘，高度 {1} mm，可直接镗爪。'),
    facts: ['fits', 'height'], common: [['pack', '3']],
    items: `
      SJ-06 | 980 | CH-306 | 40
      SJ-08 | 1180 | CH-308 | 45
      SJ-10 | 1580 | CH-310 | 50
      SJ-12 | 2180 | CH-312 | 60`,
  },
  {
    category: 'vises', leadTimeDays: 14, cost: 0.5, stock: 45,
    name: words('Precision vise {sku}', '精密虎鉗 {sku}', '精密平口钳 {sku}'),
    text: words(
      'Machine vise with {0} mm jaws and {1} mm opening. The angular pull-down keeps the work on its seat; bed and jaws hardened to HRC 45 and ground to 10 µm.',
      '精密加工虎鉗，鉗口寬 {0} mm、開口 {1} mm。角固式下壓設計，工件不浮起；床面與鉗口硬化 HRC 45，研磨精度 10 µm。',
      '精密机用平口钳，钳口宽 {0} mm、开口 {1} mm。角固式下压结构，工件不上浮；床面和钳口淬硬 HRC 45，磨削精度 10 µm。'),
    facts: ['jawWidth', 'opening', 'clampingForce', 'weight'],
    items: `
      VS-100 | 12800 | 100 | 150 | 25 | 14
      VS-130 | 15600 | 130 | 200 | 35 | 26
      VS-160 | 18900 | 160 | 300 | 40 | 42
      VS-200 | 28600 | 200 | 300 | 50 | 68
      VS-150! | 16800 | 150 | 250 | 35 | 36 = VS-160`,
    variants: [{ suffix: '-HY', of: ['VS-130', 'VS-160', 'VS-200'], name: words('hydraulic', '油壓式', '液压式'), price: 1.32, changes: {} }],
  },
  {
    category: 'vises', leadTimeDays: 21, cost: 0.52, stock: 26,
    name: words('5-axis self-centring vise {sku}', '五軸自定心虎鉗 {sku}', '五轴自定心平口钳 {sku}'),
    text: words(
      'Self-centring vise for 5-axis work: {0} mm jaws, {1} mm opening, centring within 10 µm, 3 mm of grip is enough.',
      '五軸加工專用自定心虎鉗，鉗口寬 {0} mm、開口 {1} mm，定心精度 10 µm，夾持 3 mm 即可加工。',
      '五轴加工专用自定心平口钳，钳口宽 {0} mm、开口 {1} mm，定心精度 10 µm，夹持 3 mm 即可加工。'),
    facts: ['jawWidth', 'opening', 'clampingForce', 'weight'],
    items: `
      SC-80 | 24600 | 80 | 100 | 20 | 9
      SC-125 | 32800 | 125 | 160 | 35 | 19
      SC-125L | 36400 | 125 | 220 | 35 | 23`,
  },
  {
    category: 'vises', leadTimeDays: 21, cost: 0.5, stock: 20,
    name: words('Zero-point plate {sku}', '零點定位盤 {sku}', '零点定位盘 {sku}'),
    text: words(
      'Zero-point clamping plate with {0} stations, repeatable within 5 µm; fixtures change in under a minute.',
      '零點定位盤，{0} 個定位座，重複精度 5 µm 以內，一分鐘內完成治具更換。',
      '零点定位盘，{0} 个定位单元，重复精度 5 µm 以内，一分钟内完成工装更换。'),
    facts: ['stations', 'clampingForce', 'weight'], common: [['repeatability', '5']],
    items: `
      ZP-1-138 | 28600 | 1 | 20 | 6
      ZP-2-400 | 62800 | 2 | 40 | 22
      ZP-4-400 | 98600 | 4 | 80 | 38`,
  },
  {
    category: 'rotary-tables', leadTimeDays: 30, cost: 0.55, stock: 8,
    name: words('CNC rotary table {sku}', 'CNC 分度盤 {sku}', '数控转台 {sku}'),
    text: words(
      'Fourth axis with a {0} mm table: dual-lead worm, {1}″ indexing accuracy, pneumatic brake; cable and macro for Fanuc, Siemens and Heidenhain.',
      'CNC 第四軸分度盤，盤面直徑 {0} mm，雙導程蝸桿，分度精度 {1}″，氣壓煞車；附 Fanuc、Siemens、Heidenhain 線組與巨集。',
      '数控第四轴转台，台面直径 {0} mm，双导程蜗杆，分度精度 {1}″，气压刹车；附 Fanuc、Siemens、Heidenhain 线缆和宏程序。'),
    facts: ['diameter', 'indexing', 'spindleSpeed', 'load', 'weight'],
    items: `
      RT-125 | 138000 | 125 | 30 | 44 | 60 | 28
      RT-170 | 162000 | 170 | 20 | 33 | 110 | 48
      RT-210 | 184000 | 210 | 20 | 33 | 160 | 78
      RT-255 | 218000 | 255 | 20 | 22 | 250 | 112
      RT-320 | 298000 | 320 | 15 | 16 | 400 | 182
      RT-400 | 418000 | 400 | 15 | 11 | 600 | 280`,
    variants: [{ suffix: '-DD', of: ['RT-170', 'RT-210', 'RT-255'], name: words('direct drive', '直驅式', '直驱式'), price: 1.48, changes: { indexing: '8', spindleSpeed: '150' } }],
  },
  {
    category: 'rotary-tables', leadTimeDays: 45, cost: 0.56, stock: 4,
    name: words('Tilting rotary table {sku}', '五軸傾斜分度盤 {sku}', '五轴倾斜转台 {sku}'),
    text: words(
      'Makes a vertical machining centre a 5-axis one: {0} mm table, tilt from −20° to 110°, {3} kg of load.',
      '讓立式加工中心機升級為五軸：盤面直徑 {0} mm，傾斜 −20°～110°，荷重 {3} kg。',
      '让立式加工中心升级为五轴：台面直径 {0} mm，倾斜 −20°～110°，承重 {3} kg。'),
    facts: ['diameter', 'indexing', 'spindleSpeed', 'load', 'weight'],
    items: `
      TT-120 | 328000 | 120 | 30 | 33 | 35 | 98
      TT-170 | 398000 | 170 | 20 | 33 | 60 | 146
      TT-255 | 568000 | 255 | 15 | 22 | 120 | 310`,
  },
]
