import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const turningFamilies: Family[] = [
  {
    category: 'cnc-lathes', leadTimeDays: 45, cost: 0.6, stock: 3,
    name: words('CNC lathe {sku}', 'CNC 車床 {sku}', '数控车床 {sku}'),
    text: words(
      'Slant-bed lathe for shafts and flanges up to {0} mm in diameter and {1} mm in length. The 30° one-piece bed carries roller guideways and a servo turret that indexes in 0.2 s; coolant and chips fall straight onto the conveyor.',
      '30° 一體鑄造斜背床身，可車削直徑 {0} mm、長度 {1} mm 以內的軸類與法蘭件。採用滾柱線軌與伺服刀塔，換刀僅 0.2 秒，切屑與切削液直接落入排屑機。',
      '30° 整体铸造斜床身，可加工直径 {0} mm、长度 {1} mm 以内的轴类和盘类零件。配滚柱直线导轨和伺服刀塔，换刀仅 0.2 秒，切屑与切削液直接落入排屑机。'),
    facts: ['maxTurningDiameter', 'maxTurningLength', 'barCapacity', 'spindleSpeed', 'spindlePower', 'magazine', 'weight'], common: [['control', 'Fanuc 0i-TF Plus']],
    items: `
      CL-160   | 1180000 | 160 | 260 | 42 | 6000 | 7.5 | turret8 | 2600
      CL-200   | 1390000 | 220 | 320 | 51 | 5000 | 11 | turret8 | 3300
      CL-200L  | 1520000 | 220 | 560 | 51 | 5000 | 11 | turret8 | 3700
      CL-250   | 1840000 | 300 | 550 | 65 | 4200 | 15 | turret10 | 4400
      CL-250L  | 2060000 | 300 | 1050 | 65 | 4200 | 15 | turret10 | 5300
      CL-320   | 2480000 | 400 | 700 | 77 | 3500 | 18.5 | turret12 | 6200
      CL-320L  | 2790000 | 400 | 1300 | 77 | 3500 | 18.5 | turret12 | 7400
      CL-400   | 3380000 | 520 | 1000 | 91 | 2800 | 22 | turret12 | 9100
      CL-400XL | 4150000 | 520 | 2100 | 91 | 2800 | 22 | turret12 | 12500
      CL-550   | 5480000 | 700 | 1600 | 132 | 1800 | 37 | turret12 | 16800
      CL-180~  | 1260000 | 180 | 300 | 45 | 5500 | 9 | turret8 | 2900 = CL-200
      CL-150!  | 1090000 | 150 | 250 | 38 | 6000 | 5.5 | turret8 | 2400 = CL-160`,
    variants: [
      { suffix: '-M', of: ['CL-200', 'CL-250', 'CL-320', 'CL-400'], name: words('driven tools', '附動力刀塔', '带动力刀塔'), price: 1.17, changes: {} },
      { suffix: '-BIG', of: ['CL-250', 'CL-320'], name: words('big bore', '大孔徑主軸', '大通孔主轴'), price: 1.09, changes: { barCapacity: '102' } },
    ],
  },
  {
    category: 'turning-centres', leadTimeDays: 75, cost: 0.61, stock: 1,
    name: words('Turning centre {sku}', '車銑複合機 {sku}', '车铣复合中心 {sku}'),
    text: words(
      'Complete machining in one set-up: main and sub spindle, Y axis and driven tools finish parts up to {0} mm in diameter front and back. Thermal compensation holds the diameter within 5 µm over a shift.',
      '一次裝夾完成全部加工：主、副主軸搭配 Y 軸與動力刀具，可將直徑 {0} mm 以內的工件正反兩面一次完成。熱補償功能讓整班次的直徑變化控制在 5 µm 以內。',
      '一次装夹完成全部加工：主、副主轴配合 Y 轴与动力刀具，直径 {0} mm 以内的零件正反两面一次加工到位。热补偿功能可将整班的直径变化控制在 5 µm 以内。'),
    facts: ['maxTurningDiameter', 'maxTurningLength', 'barCapacity', 'spindleSpeed', 'spindlePower', 'magazine', 'weight'], common: [['control', 'Fanuc 31i-B5 Plus']],
    items: `
      TC-42S   | 3280000 | 180 | 420 | 42 | 6000 | 11 | turret12 | 5800
      TC-52SY  | 4160000 | 220 | 520 | 52 | 5000 | 15 | turret12 | 6900
      TC-65SY  | 4920000 | 260 | 600 | 65 | 4500 | 18.5 | turret12 | 7800
      TC-65TT  | 6350000 | 260 | 800 | 65 | 4500 | 18.5 | turret24 | 9600
      TC-80SY  | 5980000 | 320 | 900 | 80 | 3800 | 22 | turret12 | 9900
      TC-80TT  | 7640000 | 320 | 1100 | 80 | 3800 | 22 | turret24 | 12400
      TM-300B  | 9850000 | 500 | 1050 | 77 | 4000 | 26 | tools40 | 15200
      TM-400B  | 12600000 | 640 | 1550 | 91 | 3300 | 30 | tools60 | 19800
      TC-38S!  | 2950000 | 160 | 380 | 38 | 6000 | 9 | turret10 | 5200 = TC-42S`,
  },
  {
    category: 'grinding', leadTimeDays: 60, cost: 0.6, stock: 2,
    name: words('Cylindrical grinder {sku}', '外圓磨床 {sku}', '外圆磨床 {sku}'),
    text: words(
      'CNC cylindrical grinder for shafts up to {0} mm in diameter and {1} mm between centres. Hydrostatic wheel spindle, in-process gauging and automatic dressing; roundness better than 0.4 µm.',
      'CNC 外圓磨床，可研磨直徑 {0} mm、頂心間距 {1} mm 以內的軸件。液靜壓砂輪主軸，配線上量測與自動修砂，真圓度優於 0.4 µm。',
      '数控外圆磨床，可磨削直径 {0} mm、顶尖距 {1} mm 以内的轴类零件。静压砂轮主轴，配在线测量和自动修整，圆度优于 0.4 µm。'),
    facts: ['grindingDiameter', 'maxTurningLength', 'wheel', 'spindlePower', 'weight'], common: [['control', 'Fanuc 0i-TF Plus']],
    items: `
      GC-2030 | 2260000 | 200 | 300 | 405 × 50 | 5.5 | 3800
      GC-3250 | 2780000 | 320 | 500 | 405 × 75 | 7.5 | 4900
      GC-32100 | 3240000 | 320 | 1000 | 510 × 75 | 7.5 | 5900
      GC-40150 | 4380000 | 400 | 1500 | 610 × 80 | 11 | 8200
      GC-2025! | 2090000 | 200 | 250 | 355 × 50 | 3.7 | 3500 = GC-2030`,
  },
  {
    category: 'grinding', leadTimeDays: 50, cost: 0.59, stock: 2,
    name: words('Surface grinder {sku}', '平面磨床 {sku}', '平面磨床 {sku}'),
    text: words(
      'Column-type surface grinder with a {0} mm table for moulds, plates and fixtures. Hand-scraped cross ways, precision ball screws and a closed-loop down-feed of 0.1 µm.',
      '動柱式平面磨床，工作台 {0} mm，適合模具、板件與治具。滑道手工鏟花，配精密滾珠螺桿與 0.1 µm 全閉迴路進刀。',
      '立柱移动式平面磨床，工作台 {0} mm，适合模具、板类和工装。滑轨手工刮研，配精密滚珠丝杠和 0.1 µm 全闭环进给。'),
    facts: ['table', 'wheel', 'spindlePower', 'weight'],
    items: `
      GS-618 | 980000 | 150 × 460 | 180 × 13 | 1.5 | 1500
      GS-1224 | 1480000 | 300 × 600 | 355 × 40 | 3.7 | 2700
      GS-1640 | 1960000 | 400 × 1000 | 355 × 50 | 5.5 | 4600
      GS-2460 | 2890000 | 600 × 1500 | 405 × 50 | 7.5 | 7900`,
  },
  {
    category: 'sawing', leadTimeDays: 30, cost: 0.62, stock: 4,
    name: words('Automatic band saw {sku}', '全自動帶鋸床 {sku}', '全自动带锯床 {sku}'),
    text: words(
      'Double-column band saw that cuts round stock up to {0} mm from the bar, unattended. Servo feed within ±0.1 mm, blade deviation watch and a chip brush with its own drive.',
      '雙柱式全自動帶鋸床，可無人連續鋸切直徑 {0} mm 以內的棒材。伺服送料精度 ±0.1 mm，具鋸帶偏擺偵測與獨立驅動切屑刷。',
      '双柱式全自动带锯床，可无人连续锯切直径 {0} mm 以内的棒料。伺服送料精度 ±0.1 mm，带锯带偏移检测和独立驱动的除屑刷。'),
    facts: ['cutRound', 'blade', 'spindlePower', 'weight'],
    items: `
      BS-260A | 560000 | 260 | 3505 × 27 × 0.9 | 2.2 | 1250
      BS-330A | 720000 | 330 | 4240 × 34 × 1.1 | 3.7 | 1900
      BS-420A | 1080000 | 420 | 5450 × 41 × 1.3 | 5.5 | 3100
      BS-530A | 1540000 | 530 | 6650 × 54 × 1.6 | 7.5 | 4700
      BS-250M! | 380000 | 250 | 3320 × 27 × 0.9 | 1.5 | 780 = BS-260A`,
  },
]
