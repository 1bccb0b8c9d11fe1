import { addPerson } from './person.ts'
import type { World } from '../world.ts'

/** Address · name · title · roles · manager · country · language. A person comes after whoever leads them. */
const staff = `
  president   | 林志明 | President | manager | - | TW | zh-Hant
  sales       | Helen Tsai | Head of sales | manager | president | TW | en
  manager     | Mei Lin | Sales manager, Americas | manager | sales | US | en
  europe      | Jürgen Albrecht | Sales manager, Europe | manager | sales | DE | en
  taiwan      | 陳建宏 | 台灣區業務經理 | manager | sales | TW | zh-Hant
  rep         | Sam Okafor | Sales representative | representative | manager | US | en
  whitfield   | Dana Whitfield | Sales representative, West | representative | manager | US | en
  vogt        | Katharina Vogt | Sales representative, West Germany | representative | europe | DE | en
  brandt      | Lukas Brandt | Sales representative, South Germany | representative | europe | DE | en
  chang       | 張雅婷 | 業務代表（中區） | representative | taiwan | TW | zh-Hant
  wang        | 王俊傑 | 業務代表（北區） | representative | taiwan | TW | zh-Hant
  huang       | 黃淑芬 | 業務代表（南區） | representative | taiwan | TW | zh-Hant
  li          | 李承翰 | 直營業務代表 | representative | taiwan | TW | zh-Hant
  desk        | 陳怡君 | Order desk lead | order_desk | sales | TW | en
  desk2       | 許家豪 | 訂單專員 | order_desk | desk | TW | zh-Hant
  finance     | Grace Wu | Finance controller | finance | president | TW | en
  credit      | 吳美玲 | 信用管理專員 | finance | finance | TW | zh-Hant
  channel     | Carlos Mendes | Channel manager, Americas | channel_manager | sales | US | en
  channel-eu  | Anja Richter | Channel manager, Europe | channel_manager | sales | DE | en
  channel-tw  | 蔡宗翰 | 通路經理（台灣） | channel_manager | sales | TW | zh-Hant
  product     | 許文彥 | 產品經理 | product_manager | president | TW | zh-Hant
  marketing   | 劉佳穎 | 行銷專員 | marketer | sales | TW | zh-Hant
  service     | 郭子豪 | 服務工程師 | service_agent | president | TW | zh-Hant
  analyst     | Priya Raman | Business analyst | analyst | sales | TW | en
  admin       | Daniel Chou | System administrator | administrator | president | TW | en`

const phones: Record<string, (extension: number) => string> = {
  TW: (extension) => `+886 4 2359 1180 ext. ${extension}`, US: (extension) => `+1 847 555 0${extension}`, DE: (extension) => `+49 211 5550 ${extension}`,
}

export function buildStaff(world: World): void {
  staff.trim().split('\n').forEach((line, index) => {
    const [address, name, title, role, manager, country, locale] = line.split('|').map((cell) => cell.trim()) as [string, string, string, string, string, string, string]
    world.staff.set(address, addPerson(world, {
      email: `${address}@guanxi.example`, name, title, phone: phones[country]!(101 + index * 7), locale, roles: [role], country,
      managerId: manager === '-' ? null : world.member(manager).id,
    }))
  })
}
