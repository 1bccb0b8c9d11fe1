/** The people of the demo whom everybody knows by name: their sign-ins, told at every start. */
export const demoPassword = 'guanxi-demo'
export const demoSignIns: readonly [app: '/crm' | '/partner', email: string, what: string][] = [
  ['/crm', 'rep@guanxi.example', 'sales representative'],
  ['/crm', 'manager@guanxi.example', 'their manager, who approves'],
  ['/crm', 'desk@guanxi.example', 'order desk'],
  ['/crm', 'finance@guanxi.example', 'finance'],
  ['/crm', 'channel@guanxi.example', 'channel manager'],
  ['/crm', 'admin@guanxi.example', 'administrator'],
  ['/partner', 'owner@northstar.example', 'partner administrator'],
  ['/partner', 'manager@northstar.example', 'partner manager'],
  ['/partner', 'seller@northstar.example', 'seller'],
  ['/partner', 'buyer@northstar.example', 'buyer with a spending limit'],
  ['/partner', 'owner@rival.example', 'a rival dealer'],
  ['/partner', 'owner@substar.example', 'a sub-dealer of Northstar'],
]
