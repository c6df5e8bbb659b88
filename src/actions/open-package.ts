import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { questionnaire } from '../catalog/all.ts'
import { exportTables } from '../documents/workbook/export-tables.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Attachment } from '../domain/filing.ts'
import { demand } from '../domain/permission.ts'
import { Form } from '../form/form.ts'
import type { Blobs } from '../store/blobs.ts'
import { getCampaign } from '../store/campaigns.ts'
import { getContent } from '../store/packages.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { fileName } from './keep-piece.ts'
import { choosePackage } from './see-submission.ts'
import { tellPackage } from './tell-package.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** The package as it came, byte for byte. */
export async function packageFile(deps: Deps, actor: Actor, place: Place, which: string) {
  const mark = await leave(deps, actor, place, which, 'package.downloaded')
  return { name: mark.fileName, bytes: deps.blobs.read(mark.blob) }
}

/** What is in it, readable without any program of ours. */
export async function packageContents(deps: Deps, actor: Actor, place: Place, which: string) {
  const mark = await leave(deps, actor, place, which, 'package.opened')
  const { filing, remarks } = await getContent(deps.db, place.campaignId, place.unitCode, mark.number)
  const about = {
    campaignId: mark.campaignId,
    unitCode: mark.unitCode,
    revision: mark.revision,
    sealedAt: mark.sealedAt,
    receivedAt: mark.receivedAt,
    digest: mark.digest,
    shortCode: mark.shortCode,
    signer: mark.signer,
  }
  const texts = { 'filing.json': filing, 'remarks.json': remarks, 'package.json': about }
  const files = Object.values(filing.attachments)
  return { name: mark.fileName.replace(/\.sez$/, '.zip'), bytes: zipped(texts, files, deps.blobs) }
}

/** The inventories as Excel, one sheet each. */
export async function packageWorkbook(deps: Deps, actor: Actor, place: Place, which: string) {
  const mark = await leave(deps, actor, place, which, 'package.exported')
  const [campaign, unit, { filing }] = await Promise.all([
    getCampaign(deps.db, place.campaignId),
    getUnit(deps.db, place.unitCode),
    getContent(deps.db, place.campaignId, place.unitCode, mark.number),
  ])
  const form = questionnaire(campaign.questionnaireId)
  const tables = form.tables.map(({ id }) => id)
  const bytes = await exportTables(
    form,
    filing,
    tables,
    new Form(form, filing, { today: dayOf(mark.sealedAt) }),
  )
  return { name: `${unit.name}底数清单.xlsx`, bytes }
}

async function leave(deps: Deps, actor: Actor, place: Place, which: string, verb: `package.${string}`) {
  demand(actor, 'submission.export', place)
  const mark = await choosePackage(deps, place.campaignId, place.unitCode, which)
  await record(deps.db, actor, verb, place, { number: mark.number }, deps.now())
  return tellPackage(mark)
}

/** One file after the other, so that memory holds no more than a chunk of each. */
async function* zipped(
  texts: Readonly<Record<string, unknown>>,
  files: readonly Attachment[],
  blobs: Blobs,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  const drain = function* () {
    yield* ready
    ready = []
  }
  for (const [name, value] of Object.entries(texts)) {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    entry.push(new TextEncoder().encode(JSON.stringify(value, null, 2)), true)
    yield* drain()
  }
  for (const [name, { sha256 }] of uniqueNames(files)) {
    const entry = new ZipPassThrough(`attachments/${name}`)
    zip.add(entry)
    for await (const chunk of blobs.read(sha256)) {
      entry.push(chunk)
      yield* drain()
    }
    entry.push(new Uint8Array(0), true)
    yield* drain()
  }
  zip.end()
  yield* drain()
}

/** Two attachments may bear one name; in a folder they cannot. */
function uniqueNames(files: readonly Attachment[]): Map<string, Attachment> {
  const named = new Map<string, Attachment>()
  for (const file of files) {
    let name = fileName(file.name)
    for (let time = 2; named.has(name); time++) name = `${time}_${fileName(file.name)}`
    named.set(name, file)
  }
  return named
}
