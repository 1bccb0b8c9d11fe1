import { words } from '../kit/words.ts'
import type { Family } from './family.ts'

export const automationFamilies: Family[] = [
  {
    category: 'bar-feeders', leadTimeDays: 30, cost: 0.56, stock: 6,
    name: words('Bar feeder {sku}', '棒材送料機 {sku}', '棒料送料机 {sku}'),
    text: words(
      'Magazine bar feeder for bars of {0} mm in diameter and {1} mm in length, with hydrostatic guiding and a remnant of less than 150 mm.',
      '料架式棒材送料機，適用直徑 {0} mm、長度 {1} mm 的棒材；液靜壓支撐，餘料小於 150 mm。',
      '料仓式棒料送料机，适用于直径 {0} mm、长度 {1} mm 的棒料；液体静压支承，余料小于 150 mm。'),
    facts: ['barCapacity', 'barLength', 'weight'],
    items: `
      BF-326 | 268000 | 3–26 | 3200 | 480
      BF-542 | 318000 | 5–42 | 3200 | 620
      BF-865 | 386000 | 8–65 | 3200 | 780
      BF-565S | 248000 | 5–65 | 1200 | 420
      BF-320! | 238000 | 3–20 | 3200 | 420 = BF-326`,
  },
  {
    category: 'bar-feeders', leadTimeDays: 45, cost: 0.6, stock: 3,
    name: words('Gantry loader {sku}', '天車式自動上下料機 {sku}', '桁架机械手 {sku}'),
    text: words(
      'Gantry loader with two grippers for parts up to {0} kg; it serves one lathe or two and stacks finished parts.',
      '天車式雙爪上下料機，適用 {0} kg 以內工件，可服務一至兩台車床，並自動堆疊成品。',
      '双爪桁架机械手，适用于 {0} kg 以内零件，可服务一至两台车床，并自动码放成品。'),
    facts: ['load', 'xTravel', 'weight'],
    items: `
      GL-05 | 586000 | 5 | 4200 | 860
      GL-10 | 698000 | 10 | 5200 | 1120
      GL-20 | 886000 | 20 | 6200 | 1480`,
  },
  {
    category: 'chip-conveyors', leadTimeDays: 25, cost: 0.54, stock: 9,
    name: words('Hinged-belt chip conveyor {sku}', '鏈板式排屑機 {sku}', '链板式排屑机 {sku}'),
    text: words(
      'Hinged-belt conveyor, {0} mm wide, for long and bushy chips, with coolant tank and torque limiter. Made to the discharge height of the machine.',
      '鏈板式排屑機，板寬 {0} mm，適合長捲屑；附水箱與扭力保護器，依機台高度製作。',
      '链板式排屑机，板宽 {0} mm，适合长卷屑；附水箱和扭矩限制器，按机床高度定制。'),
    facts: ['width', 'fits', 'power'],
    items: `
      CV-H230 | 68000 | 230 | CL-160, CL-200 | 0.2
      CV-H300 | 78000 | 300 | CL-250, CL-320 | 0.2
      CV-H400 | 96000 | 400 | CL-400, CL-550 | 0.4
      CV-H350V | 86000 | 350 | VMC-850, VMC-1000 | 0.2
      CV-H450V | 108000 | 450 | VMC-1300, VMC-1600 | 0.4`,
  },
  {
    category: 'chip-conveyors', leadTimeDays: 25, cost: 0.54, stock: 6,
    name: words('Scraper chip conveyor {sku}', '刮板式排屑機 {sku}', '刮板式排屑机 {sku}'),
    text: words(
      'Scraper conveyor with drum filter, {0} mm wide, for short chips of cast iron and aluminium; coolant leaves clean to 50 µm.',
      '刮板式排屑機，板寬 {0} mm，附滾筒過濾器，適合鑄鐵與鋁合金短屑，切削液過濾至 50 µm。',
      '刮板式排屑机，板宽 {0} mm，带滚筒过滤器，适合铸铁和铝合金短屑，切削液过滤至 50 µm。'),
    facts: ['width', 'filtration', 'power'],
    items: `
      CV-S300 | 128000 | 300 | 50 | 0.2
      CV-S400 | 148000 | 400 | 50 | 0.4
      CV-M300+ | 158000 | 300 | 30 | 0.2`,
  },
  {
    category: 'coolant-filtration', leadTimeDays: 25, cost: 0.53, stock: 7,
    name: words('High-pressure coolant unit {sku}', '高壓中心出水機 {sku}', '高压冷却泵站 {sku}'),
    text: words(
      'High-pressure unit for coolant through the spindle: {0} bar, {1} l/min, duplex filter that is changed while the machine runs.',
      '高壓中心出水機，壓力 {0} bar、流量 {1} l/min，雙聯式濾芯可不停機更換。',
      '高压中心出水泵站，压力 {0} bar、流量 {1} l/min，双联过滤器可不停机更换。'),
    facts: ['pressure', 'flow', 'filtration'],
    items: `
      HP-20 | 68000 | 20 | 30 | 25
      HP-40 | 96000 | 40 | 30 | 20
      HP-70 | 138000 | 70 | 30 | 10
      HP-100 | 196000 | 100 | 40 | 10`,
  },
  {
    category: 'coolant-filtration', leadTimeDays: 20, cost: 0.52, stock: 12,
    name: words('Oil mist collector {sku}', '油霧回收機 {sku}', '油雾收集器 {sku}'),
    text: words(
      'Centrifugal mist collector for {0} m³/h, with HEPA stage and noise below 68 dB; the oil runs back into the tank.',
      '離心式油霧回收機，處理風量 {0} m³/h，附 HEPA 濾網，噪音低於 68 dB，回收油可流回水箱。',
      '离心式油雾收集器，处理风量 {0} m³/h，带 HEPA 级过滤，噪声低于 68 dB，油液回流至水箱。'),
    facts: ['airflow', 'power', 'weight'],
    items: `
      MC-800 | 38600 | 800 | 0.75 | 32
      MC-1500 | 52800 | 1500 | 1.5 | 46
      MC-2500 | 78600 | 2500 | 2.2 | 68`,
  },
  {
    category: 'coolant-filtration', leadTimeDays: 20, cost: 0.52, stock: 10,
    name: words('Paper band filter {sku}', '紙帶過濾機 {sku}', '纸带过滤机 {sku}'),
    text: words(
      'Paper band filter for grinding, {0} l/min down to {1} µm, with magnetic pre-separator and automatic advance.',
      '磨床用紙帶過濾機，流量 {0} l/min、過濾精度 {1} µm，附磁性預分離與自動捲紙。',
      '磨床用纸带过滤机，流量 {0} l/min、过滤精度 {1} µm，带磁性预分离和自动走纸。'),
    facts: ['flow', 'filtration', 'weight'],
    items: `
      PF-50 | 46800 | 50 | 20 | 120
      PF-100 | 62800 | 100 | 20 | 160
      PF-200 | 92600 | 200 | 15 | 240`,
  },
]
