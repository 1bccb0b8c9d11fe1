import { type Words, words } from '../kit/words.ts'

export interface CategoryPlan { slug: string; name: Words; children?: CategoryPlan[] }

const category = (slug: string, en: string, hant: string, hans: string, children?: CategoryPlan[]): CategoryPlan => ({ slug, name: words(en, hant, hans), children })

export const categories: CategoryPlan[] = [
  category('machines', 'Machine tools', '工具機', '机床', [
    category('cnc-lathes', 'CNC lathes', 'CNC 車床', '数控车床'),
    category('turning-centres', 'Turning centres', '車銑複合機', '车铣复合中心'),
    category('vertical-machining-centres', 'Vertical machining centres', '立式加工中心機', '立式加工中心'),
    category('horizontal-machining-centres', 'Horizontal machining centres', '臥式加工中心機', '卧式加工中心'),
    category('five-axis', '5-axis machining centres', '五軸加工中心機', '五轴加工中心'),
    category('grinding', 'Grinding machines', '磨床', '磨床'),
    category('edm', 'Electrical discharge machines', '放電加工機', '电火花机床'),
    category('drilling', 'Drilling and tapping', '鑽孔攻牙機', '钻攻机床'),
    category('sawing', 'Band saws', '帶鋸床', '带锯床'),
  ]),
  category('tooling', 'Tooling', '刀具與刀把', '刀具与刀柄', [
    category('tool-holders', 'Tool holders', '刀把', '刀柄'),
    category('cutting-tools', 'Cutting tools', '切削刀具', '切削刀具'),
  ]),
  category('workholding', 'Workholding', '夾治具', '工装夹具', [
    category('chucks', 'Chucks', '夾頭', '卡盘'),
    category('vises', 'Vises', '虎鉗', '平口钳'),
    category('rotary-tables', 'Rotary tables', '分度盤', '数控转台'),
  ]),
  category('automation', 'Automation and chip handling', '自動化與排屑', '自动化与排屑', [
    category('bar-feeders', 'Bar feeders', '棒材送料機', '棒料送料机'),
    category('chip-conveyors', 'Chip conveyors', '排屑機', '排屑机'),
    category('coolant-filtration', 'Coolant and filtration', '切削液與過濾設備', '冷却与过滤设备'),
  ]),
  category('measuring', 'Measuring', '量測', '测量', [
    category('probes', 'Probes', '測頭', '测头'),
    category('measuring-instruments', 'Measuring instruments', '量具', '量具'),
  ]),
  category('service', 'Parts and supplies', '備品與耗材', '备件与耗材', [
    category('spindles', 'Spindles', '主軸', '主轴'),
    category('spare-parts', 'Service parts', '維修零件', '维修配件'),
    category('lubricants', 'Lubricants and coolants', '潤滑油與切削液', '润滑油与切削液'),
  ]),
]
