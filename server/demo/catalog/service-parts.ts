import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const servicePartFamilies: Family[] = [
  {
    category: 'spindles', leadTimeDays: 35, cost: 0.55, stock: 4,
    name: words('Replacement spindle {0}, {1} rpm', '替換主軸 {0} {1} rpm', '备用主轴 {0} {1} rpm'),
    text: words(
      'Complete spindle cartridge {0} for {1} rpm, run in for 48 hours, with test report. Fits {2}. The old spindle can be returned for a credit.',
      '{0} 整組主軸，轉速 {1} rpm，經 48 小時跑合並附檢驗報告。適用 {2}；舊主軸可寄回折抵。',
      '{0} 整套主轴单元，转速 {1} rpm，经 48 小时跑合并附检验报告。适用于 {2}；旧主轴可寄回抵扣。'),
    facts: ['taper', 'spindleSpeed', 'fits'],
    items: `
      SP-BT30-20K | 98000 | BT30 | 20000 | DT-500, DT-700
      SP-BT40-12K | 128000 | BT40 | 12000 | VMC-850, VMC-1000
      SP-BT40-15K | 168000 | BT40 | 15000 | VMC-850-15K
      SP-BT50-6K | 218000 | BT50 | 6000 | VMC-1300-B50
      SP-HSK63-18K | 328000 | HSK-A63 | 18000 | FX-500U, FX-650U
      SP-A2-6 | 118000 | A2-6 | 5000 | CL-200, CL-250
      SP-BT40-8K! | 108000 | BT40 | 8000 | VMC-800 = SP-BT40-12K`,
  },
  {
    category: 'spindles', leadTimeDays: 14, cost: 0.48, stock: 26, unit: 'set',
    name: words('Spindle bearing set {0}', '主軸軸承組 {0}', '主轴轴承组 {0}'),
    text: words(
      'Matched set of angular contact bearings {0}, class P4, greased for life, for {1} spindles.',
      '{0} 成對斜角滾珠軸承，P4 級，免潤滑，適用 {1} 主軸。',
      '{0} 成组角接触球轴承，P4 级，终身润滑，适用于 {1} 主轴。'),
    facts: ['material', 'fits'],
    items: `
      SB-7010 | 12800 | 7010C P4 QBC | BT30
      SB-7014 | 18600 | 7014C P4 QBC | BT40
      SB-7020 | 28800 | 7020C P4 QBC | BT50`,
  },
  {
    category: 'spindles', leadTimeDays: 14, cost: 0.46, stock: 40,
    name: words('Drawbar gripper {0}', '拉刀爪 {0}', '拉爪 {0}'),
    text: words(
      'Gripper for {0} spindles with disc spring set. Replace every two million tool changes.',
      '{0} 主軸拉刀爪，附碟形彈簧組，建議每兩百萬次換刀更換。',
      '{0} 主轴拉爪，附碟簧组，建议每两百万次换刀更换。'),
    facts: ['taper'],
    items: `
      DG-BT30 | 3280 | BT30
      DG-BT40 | 3980 | BT40
      DG-BT50 | 5680 | BT50
      DG-HSK63 | 6480 | HSK-A63`,
  },
  {
    category: 'spare-parts', leadTimeDays: 14, cost: 0.45, stock: 60,
    name: words('Way cover {0}', '伸縮護罩 {0}', '伸缩护罩 {0}'),
    text: words(
      'Telescopic steel way cover for the X axis of {0}, with wipers and shock absorbers.',
      '{0} 之 X 軸鋼板伸縮護罩，附刮刷與緩衝裝置。',
      '{0} 的 X 轴钢板伸缩护罩，附刮屑板和缓冲装置。'),
    facts: ['fits'],
    items: `
      WC-VMC650 | 12800 | VMC-650
      WC-VMC850 | 14600 | VMC-850
      WC-VMC1000 | 16800 | VMC-1000
      WC-VMC1300 | 21800 | VMC-1300`,
  },
  {
    category: 'spare-parts', leadTimeDays: 10, cost: 0.45, stock: 85,
    name: words('Coolant pump {0} kW', '切削液泵浦 {0} kW', '冷却泵 {0} kW'),
    text: words(
      'Immersion pump, {0} kW, {1} bar, {2} l/min, with cable and flange. Fits all our tanks.',
      '浸水式泵浦，功率 {0} kW、壓力 {1} bar、流量 {2} l/min，附線與法蘭，適用本公司各式水箱。',
      '浸入式冷却泵，功率 {0} kW、压力 {1} bar、流量 {2} l/min，附电缆和法兰，适用于本公司各式水箱。'),
    facts: ['power', 'pressure', 'flow'],
    items: `
      CP-037 | 4680 | 0.37 | 1.5 | 60
      CP-075 | 6480 | 0.75 | 3 | 80
      CP-150 | 9680 | 1.5 | 6 | 80`,
  },
  {
    category: 'spare-parts', leadTimeDays: 7, cost: 0.4, stock: 220,
    name: words('Filter element {0} µm', '濾芯 {0} µm', '滤芯 {0} µm'),
    text: words(
      'Replacement element {0} µm for the {1} unit. Change every 500 hours.',
      '{1} 用替換濾芯，過濾精度 {0} µm，建議每 500 小時更換。',
      '{1} 用替换滤芯，过滤精度 {0} µm，建议每 500 小时更换。'),
    facts: ['filtration', 'fits'],
    items: `
      FE-10 | 1280 | 10 | HP-70, HP-100
      FE-20 | 1080 | 20 | HP-40
      FE-25 | 980 | 25 | HP-20
      FE-HEPA | 3680 | 0.3 | MC-800, MC-1500`,
  },
  {
    category: 'spare-parts', leadTimeDays: 10, cost: 0.46, stock: 38,
    name: words('Axis servo motor {0} Nm', '伺服馬達 {0} Nm', '伺服电机 {0} Nm'),
    text: words(
      'Servo motor with absolute encoder, {0} Nm, {1} rpm; tested with drive and cable set.',
      '絕對式編碼器伺服馬達，扭力 {0} Nm、轉速 {1} rpm，與驅動器及線組一併測試。',
      '绝对值编码器伺服电机，扭矩 {0} Nm、转速 {1} rpm，与驱动器和线缆一并测试。'),
    facts: ['torque', 'spindleSpeed', 'fits'],
    items: `
      SM-08 | 28600 | 8 | 3000 | DT-500, VMC-650
      SM-12 | 34800 | 12 | 3000 | VMC-850, VMC-1000
      SM-22 | 48600 | 22 | 2000 | VMC-1300, CL-320
      SM-30 | 62800 | 30 | 2000 | VMC-1600, HMC-500`,
  },
  {
    category: 'spare-parts', leadTimeDays: 7, cost: 0.42, stock: 110, unit: 'set',
    name: words('Maintenance kit {0}', '保養套件 {0}', '保养套件 {0}'),
    text: words(
      'Everything for the yearly service of {0}: wipers, filters, belts, batteries and seals, with the checklist.',
      '{0} 年度保養所需全套零件：刮刷、濾網、皮帶、電池與油封，附點檢表。',
      '{0} 年度保养所需全套零件：刮屑板、滤网、皮带、电池和密封件，附点检表。'),
    facts: ['fits'],
    items: `
      MK-VMC | 8600 | VMC-650 – VMC-1300
      MK-HMC | 18600 | HMC-400 – HMC-800
      MK-CL | 7800 | CL-160 – CL-400
      MK-FX | 21800 | FX-320U – FX-800U
      MK-DT | 5800 | DT-500 – DT-1000`,
  },
  {
    category: 'lubricants', leadTimeDays: 5, cost: 0.55, stock: 130, unit: 'drum',
    name: words('{0}', '{1}', '{2}'),
    text: words(
      '{0} for machining centres and lathes, {3} litres. Approved by our service department; the safety data sheet comes with the delivery.',
      '{1}，適用加工中心機與車床，{3} 公升裝。經本公司服務部門認可，隨貨附安全資料表。',
      '{2}，适用于加工中心和车床，{3} 升装。经本公司服务部门认可，随货附安全数据表。'),
    facts: [null, null, null, 'volume', 'viscosity', 'fits'],
    items: `
      LB-WAY68-20 | 2380 | Way oil ISO VG 68, 20 l | 導軌油 ISO VG 68 20 L | 导轨油 ISO VG 68 20 L | 20 | VG 68 | allMachines
      LB-WAY68-200 | 19800 | Way oil ISO VG 68, 200 l | 導軌油 ISO VG 68 200 L | 导轨油 ISO VG 68 200 L | 200 | VG 68 | allMachines
      LB-SPN10-20 | 2880 | Spindle oil ISO VG 10, 20 l | 主軸油 ISO VG 10 20 L | 主轴油 ISO VG 10 20 L | 20 | VG 10 | allMachines
      LB-HYD32-20 | 2280 | Hydraulic oil ISO VG 32, 20 l | 液壓油 ISO VG 32 20 L | 液压油 ISO VG 32 20 L | 20 | VG 32 | allLathes
      LB-HYD32-200 | 18600 | Hydraulic oil ISO VG 32, 200 l | 液壓油 ISO VG 32 200 L | 液压油 ISO VG 32 200 L | 200 | VG 32 | allLathes
      LB-CUT5-20 | 3280 | Semi-synthetic coolant, 20 l | 半合成切削液 20 L | 半合成切削液 20 L | 20 | - | allMachines
      LB-CUT5-200 | 28600 | Semi-synthetic coolant, 200 l | 半合成切削液 200 L | 半合成切削液 200 L | 200 | - | allMachines
      LB-EDM3-200 | 24800 | EDM dielectric, 200 l | 放電加工油 200 L | 电火花油 200 L | 200 | VG 3 | allMachines
      LB-GRS-700 | 580 | Ball screw grease cartridge, 700 g | 滾珠螺桿潤滑脂 700 g | 滚珠丝杠润滑脂 700 g | 0.7 | NLGI 00 | allVmc`,
  },
]
