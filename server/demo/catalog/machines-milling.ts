import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const millingFamilies: Family[] = [
  {
    category: 'vertical-machining-centres', leadTimeDays: 45, cost: 0.59, stock: 3,
    name: words('Vertical machining centre {sku}', '立式加工中心機 {sku}', '立式加工中心 {sku}'),
    text: words(
      'Vertical machining centre with {0} × {1} × {2} mm of travel for moulds, housings and job-shop work. Meehanite castings, roller guideways and an arm-type tool changer with 1.6 s from tool to tool.',
      '立式加工中心機，行程 {0} × {1} × {2} mm，適合模具、殼體與多樣少量加工。米漢納鑄鐵結構、滾柱線軌，搭配刀臂式換刀系統，刀對刀 1.6 秒。',
      '立式加工中心，行程 {0} × {1} × {2} mm，适合模具、壳体和多品种小批量加工。密烘铸铁结构、滚柱导轨，配机械手刀库，刀对刀 1.6 秒。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'spindleSpeed', 'spindlePower', 'taper', 'magazine', 'weight'], common: [['control', 'Fanuc 0i-MF Plus']],
    items: `
      VMC-650  | 1450000 | 650 | 450 | 480 | 10000 | 7.5 | BT40 | tools20 | 3600
      VMC-850  | 1690000 | 850 | 520 | 540 | 12000 | 11 | BT40 | tools24 | 5200
      VMC-1000 | 1980000 | 1020 | 560 | 600 | 12000 | 11 | BT40 | tools24 | 6100
      VMC-1160 | 2240000 | 1160 | 600 | 600 | 12000 | 15 | BT40 | tools30 | 7000
      VMC-1300 | 2790000 | 1300 | 660 | 660 | 10000 | 15 | BT40 | tools30 | 8600
      VMC-1600 | 3680000 | 1600 | 800 | 750 | 8000 | 18.5 | BT50 | tools24 | 12600
      VMC-2000 | 4980000 | 2000 | 950 | 850 | 6000 | 22 | BT50 | tools30 | 17400
      VMC-750~ | 1560000 | 760 | 450 | 500 | 10000 | 7.5 | BT40 | tools20 | 4300 = VMC-850
      VMC-600! | 1320000 | 600 | 410 | 460 | 8000 | 5.5 | BT40 | tools16 | 3300 = VMC-650
      VMC-800! | 1580000 | 800 | 500 | 500 | 8000 | 7.5 | BT40 | tools20 | 4800 = VMC-850`,
    variants: [
      { suffix: '-15K', of: ['VMC-650', 'VMC-850', 'VMC-1000', 'VMC-1160'], name: words('15,000 rpm direct drive', '15,000 rpm 直結式主軸', '15000 rpm 直联主轴'), price: 1.09, changes: { spindleSpeed: '15000' } },
      { suffix: '-B50', of: ['VMC-1300', 'VMC-1160'], name: words('BT50 gear head', 'BT50 齒輪頭', 'BT50 齿轮主轴头'), price: 1.12, changes: { taper: 'BT50', spindleSpeed: '6000' } },
    ],
  },
  {
    category: 'horizontal-machining-centres', leadTimeDays: 90, cost: 0.62, stock: 1,
    name: words('Horizontal machining centre {sku}', '臥式加工中心機 {sku}', '卧式加工中心 {sku}'),
    text: words(
      'Horizontal machining centre with twin {3} mm pallets for unmanned production. Rapid traverse 60 m/min, pallet change in 9 s, through-spindle coolant at 70 bar as standard.',
      '臥式加工中心機，配備 {3} mm 雙交換台，適合無人化量產。快速進給 60 m/min、交換台交換 9 秒，標配 70 bar 中心出水。',
      '卧式加工中心，配 {3} mm 双托盘，适合无人化量产。快移速度 60 m/min，托盘交换 9 秒，标配 70 bar 中心出水。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'pallet', 'spindleSpeed', 'spindlePower', 'taper', 'magazine', 'weight'], common: [['control', 'Fanuc 31i-B Plus']],
    items: `
      HMC-400 | 5680000 | 560 | 560 | 630 | 400 × 400 | 14000 | 22 | BT40 | tools60 | 9800
      HMC-500 | 6980000 | 730 | 730 | 800 | 500 × 500 | 12000 | 26 | BT40 | tools60 | 13500
      HMC-630 | 8960000 | 1050 | 900 | 1000 | 630 × 630 | 8000 | 30 | BT50 | tools90 | 19800
      HMC-800 | 12400000 | 1400 | 1200 | 1325 | 800 × 800 | 6000 | 37 | BT50 | tools120 | 28500
      HMC-450! | 5920000 | 600 | 600 | 650 | 450 × 450 | 12000 | 18.5 | BT40 | tools40 | 10400 = HMC-500`,
  },
  {
    category: 'five-axis', leadTimeDays: 90, cost: 0.6, stock: 1,
    name: words('5-axis machining centre {sku}', '五軸加工中心機 {sku}', '五轴加工中心 {sku}'),
    text: words(
      'Simultaneous 5-axis machining of parts up to {3} mm in diameter on a cradle table with direct-drive motors in both axes. Kinematics are calibrated with the touch probe at the press of a key.',
      '搖籃式工作台雙軸皆採直驅馬達，可同步五軸加工直徑 {3} mm 以內的工件；一鍵即可用測頭校正五軸幾何。',
      '摇篮式工作台两轴均为直驱电机，可五轴联动加工直径 {3} mm 以内的零件；一键即可用测头标定五轴几何。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'diameter', 'spindleSpeed', 'spindlePower', 'taper', 'magazine', 'weight'], common: [['control', 'Heidenhain TNC7']],
    items: `
      FX-320U | 4860000 | 450 | 420 | 400 | 320 | 18000 | 15 | HSK-A63 | tools30 | 6200
      FX-500U | 6780000 | 600 | 600 | 500 | 500 | 18000 | 22 | HSK-A63 | tools40 | 9800
      FX-650U | 8640000 | 750 | 720 | 600 | 650 | 18000 | 30 | HSK-A63 | tools60 | 13200
      FX-800U | 11200000 | 900 | 900 | 650 | 800 | 15000 | 35 | HSK-A63 | tools60 | 17600
      FX-1000U+ | 14800000 | 1100 | 1100 | 800 | 1000 | 15000 | 40 | HSK-A100 | tools90 | 24800`,
    variants: [{ suffix: '-P2', of: ['FX-320U', 'FX-500U'], name: words('pallet changer', '附自動交換台', '带托盘交换'), price: 1.16, changes: {} }],
  },
  {
    category: 'edm', leadTimeDays: 60, cost: 0.58, stock: 2,
    name: words('Die-sinking EDM {sku}', '雕模放電加工機 {sku}', '电火花成形机 {sku}'),
    text: words(
      'CNC die sinker with {0} × {1} mm of travel for moulds and carbide tools. The generator reaches Ra 0.1 µm and keeps electrode wear below 0.1 per cent in graphite.',
      'CNC 雕模放電加工機，行程 {0} × {1} mm，適用模具與鎢鋼刀具。放電電源可達 Ra 0.1 µm，石墨電極消耗低於 0.1%。',
      '数控电火花成形机，行程 {0} × {1} mm，适用于模具和硬质合金刀具。脉冲电源可达 Ra 0.1 µm，石墨电极损耗低于 0.1%。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'current', 'weight'],
    items: `
      ED-350 | 1680000 | 350 | 250 | 300 | 60 | 1900
      ED-500 | 2240000 | 500 | 400 | 350 | 80 | 3200
      ED-800 | 3460000 | 800 | 600 | 450 | 100 | 6100`,
  },
  {
    category: 'edm', leadTimeDays: 60, cost: 0.58, stock: 2,
    name: words('Wire EDM {sku}', '線切割放電加工機 {sku}', '慢走丝线切割机 {sku}'),
    text: words(
      'Submerged wire-cut machine with {0} × {1} mm of travel. Automatic threading in 12 s, tapers up to ±22°, linear scales on all axes; wire of {3} mm.',
      '浸水式線切割機，行程 {0} × {1} mm。自動穿線 12 秒、錐度可達 ±22°，各軸配光學尺，適用線徑 {3} mm。',
      '浸水式慢走丝线切割机，行程 {0} × {1} mm。自动穿丝 12 秒，锥度可达 ±22°，各轴配光栅尺，适用丝径 {3} mm。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'wire', 'weight'],
    items: `
      EW-350 | 2680000 | 350 | 250 | 220 | 0.1–0.3 | 2400
      EW-450 | 3180000 | 450 | 350 | 300 | 0.1–0.3 | 3300
      EW-640 | 4290000 | 640 | 450 | 350 | 0.15–0.3 | 4800
      EW-300! | 2480000 | 300 | 220 | 200 | 0.15–0.3 | 2100 = EW-350`,
  },
  {
    category: 'drilling', leadTimeDays: 30, cost: 0.6, stock: 4,
    name: words('Drill-tap centre {sku}', '鑽孔攻牙中心機 {sku}', '钻攻中心 {sku}'),
    text: words(
      'Compact BT30 centre with {0} × {1} mm of travel for small parts in high volume: chip-to-chip in 1.4 s, rigid tapping at 6,000 rpm, 60 m/min in all axes.',
      '精巧型 BT30 鑽孔攻牙中心機，行程 {0} × {1} mm，專為小件大量生產：屑對屑 1.4 秒、剛性攻牙 6,000 rpm、三軸快移 60 m/min。',
      '紧凑型 BT30 钻攻中心，行程 {0} × {1} mm，专为小件大批量生产：切到切 1.4 秒，刚性攻丝 6000 rpm，三轴快移 60 m/min。'),
    facts: ['xTravel', 'yTravel', 'zTravel', 'spindleSpeed', 'tapping', 'magazine', 'weight'], common: [['taper', 'BT30'], ['control', 'Fanuc 0i-MF Plus']],
    items: `
      DT-500 | 1080000 | 500 | 400 | 330 | 20000 | M12 | tools16 | 2600
      DT-700 | 1240000 | 700 | 420 | 330 | 20000 | M12 | tools20 | 3000
      DT-1000 | 1490000 | 1000 | 500 | 350 | 15000 | M16 | tools24 | 3800
      DT-400! | 990000 | 400 | 320 | 300 | 15000 | M10 | tools16 | 2200 = DT-500`,
    variants: [{ suffix: '-24K', of: ['DT-500', 'DT-700'], name: words('24,000 rpm', '24,000 rpm', '24000 rpm'), price: 1.07, changes: { spindleSpeed: '24000' } }],
  },
  {
    category: 'drilling', leadTimeDays: 40, cost: 0.61, stock: 1,
    name: words('Deep-hole drilling machine {sku}', '深孔鑽床 {sku}', '深孔钻床 {sku}'),
    text: words(
      'Gun drilling up to {0} mm deep in mould plates and shafts, with 120 bar of coolant, torque watch on every hole and a swivelling head.',
      '槍鑽深孔加工，深度可達 {0} mm，適用模板與軸件；切削液壓力 120 bar，每孔皆有扭力監控，主軸頭可旋轉。',
      '枪钻深孔加工，深度可达 {0} mm，适用于模板和轴类零件；冷却液压力 120 bar，逐孔监控扭矩，主轴头可旋转。'),
    facts: ['drillingDepth', 'spindlePower', 'weight'],
    items: `
      DH-1000 | 4280000 | 1000 | 11 | 11800
      DH-1600 | 5960000 | 1600 | 15 | 17500`,
  },
]
