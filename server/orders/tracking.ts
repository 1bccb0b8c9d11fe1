/** Where a parcel can be followed, by its carrier. `{}` stands for the number. */
export const carriers: Record<string, string> = {
  DHL: 'https://www.dhl.com/global-en/home/tracking.html?tracking-id={}',
  FedEx: 'https://www.fedex.com/fedextrack/?trknbr={}',
  UPS: 'https://www.ups.com/track?tracknum={}',
  DPD: 'https://tracking.dpd.de/parcelstatus?query={}',
  GLS: 'https://gls-group.com/track/{}',
  'DB Schenker': 'https://www.dbschenker.com/app/tracking-public/?refNumber={}',
  'SF Express': 'https://www.sf-express.com/we/ow/chn/en/waybill/waybill-detail/{}',
  'T-Cat': 'https://www.t-cat.com.tw/inquire/trace.aspx?no={}',
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The page of a shipment's carrier, as SQL; null where we know none. What a number is made of needs no escaping. */
export const trackingUrl = (row: string): string =>
  `case ${Object.entries(carriers).map(([name, page]) => `when lower(${row}.carrier) like ${literal(`${name.toLowerCase()}%`)} then replace(${literal(page)}, '{}', nullif(regexp_replace(${row}.tracking_number, '[^A-Za-z0-9-]', '', 'g'), ''))`).join(' ')} end`
