import { readCreditCode } from './credit-code.ts'
import { readDay } from './day.ts'
import { readDomain } from './domain.ts'
import { readEmail } from './email.ts'
import { readFilingNumber } from './filing-number.ts'
import { readIcp } from './icp.ts'
import { readIpRange } from './ip-range.ts'
import type { IdentifierKind } from './kinds.ts'
import { readMobile } from './mobile.ts'
import { readPhone } from './phone.ts'
import { readPoliceFiling } from './police-filing.ts'
import { readPostcode } from './postcode.ts'
import { bad, type Reading } from './reading.ts'
import { readRegion } from './region.ts'
import { readUrl } from './url.ts'

const readers: Readonly<Record<IdentifierKind, (text: string) => Reading>> = {
  'credit-code': readCreditCode,
  icp: readIcp,
  'police-filing': readPoliceFiling,
  'filing-number': readFilingNumber,
  domain: readDomain,
  url: readUrl,
  'ip-range': readIpRange,
  mobile: readMobile,
  phone: readPhone,
  email: readEmail,
  region: readRegion,
  postcode: readPostcode,
  day: readDay,
}

/** Characters. Longer than any web address; the readers look at a text from many sides. */
const longest = 2000

/** Reads liberally what people write; says in a sentence what cannot be right. */
export const readIdentifier = (kind: IdentifierKind, text: string): Reading =>
  text.length > longest ? bad(`内容长达 ${text.length} 字，不是这一栏要填的，请核对。`) : readers[kind](text)
