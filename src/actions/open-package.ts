import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { questionnaire } from '../catalog/all.ts'
import { exportTables } from '../documents/workbook/export-tables.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { Filing } from '../domain/filing.ts'
import { demand } from '../domain/permission.ts'
import type { Unit } from '../domain/unit.ts'
import { Form } from '../form/form.ts'
import type { Blobs } from '../store/blobs.ts'
import { getCampaign } from '../store/campaigns.ts'
import { getContent } from '../store/packages.ts'
import { listPieces } from '../store/pieces.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { fileName } from './keep-piece.ts'
import { makeForm } from './make-form.ts'
import { choosePackage } from './see-submission.ts'
import { type ToldPackage, tellPackage } from './tell-package.ts'

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
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value, null, 2))
  const [campaign, unit, pieces] = await Promise.all([
    getCampaign(deps.db, place.campaignId),
    getUnit(deps.db, place.unitCode),
    mark.submittedAs === null ? [] : listPieces(deps.db, place.campaignId, place.unitCode, mark.submittedAs),
  ])
  const form = pieces.some(({ piece }) => piece === 'form')
    ? []
    : [await makeForm(deps.db, campaign, unit, mark)]
  const entries: Entry[] = [
    ...form,
    ...uniqueNames(pieces, '').map(([name, { sha256 }]) => ({ name, sha256 })),
    { name: workbookName(unit), bytes: await inventories(campaign, filing, mark) },
    ...uniqueNames(Object.values(filing.attachments), 'attachments/').map(([name, { sha256 }]) => ({
      name,
      sha256,
    })),
    { name: 'filing.json', bytes: json(filing) },
    { name: 'remarks.json', bytes: json(remarks) },
    { name: 'package.json', bytes: json(about) },
  ]
  return { name: mark.fileName.replace(/\.sez$/, '.zip'), bytes: zipped(entries, deps.blobs) }
}

/** The inventories as Excel, one sheet each. */
export async function packageWorkbook(deps: Deps, actor: Actor, place: Place, which: string) {
  const mark = await leave(deps, actor, place, which, 'package.exported')
  const [campaign, unit, { filing }] = await Promise.all([
    getCampaign(deps.db, place.campaignId),
    getUnit(deps.db, place.unitCode),
    getContent(deps.db, place.campaignId, place.unitCode, mark.number),
  ])
  return { name: workbookName(unit), bytes: await inventories(campaign, filing, mark) }
}

const workbookName = ({ name }: Unit): string => fileName(`${name}底数清单.xlsx`)

function inventories(campaign: Campaign, filing: Filing, { sealedAt }: ToldPackage): Promise<Uint8Array> {
  const form = questionnaire(campaign.questionnaireId)
  const tables = form.tables.map(({ id }) => id)
  return exportTables(form, filing, tables, new Form(form, filing, { today: dayOf(sealedAt) }))
}

async function leave(deps: Deps, actor: Actor, place: Place, which: string, verb: `package.${string}`) {
  demand(actor, 'submission.export', place)
  const mark = await choosePackage(deps, place.campaignId, place.unitCode, which)
  await record(deps.db, actor, verb, place, { number: mark.number }, deps.now())
  return tellPackage(mark)
}

type Entry = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly sha256: string })

/** One file after the other, so that memory holds no more than a chunk of each that is kept as one. */
async function* zipped(entries: readonly Entry[], blobs: Blobs): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  const drain = function* () {
    yield* ready
    ready = []
  }
  for (const entry of entries) {
    const file = entry.name.endsWith('.json')
      ? new ZipDeflate(entry.name, { level: 6 })
      : new ZipPassThrough(entry.name)
    zip.add(file)
    for await (const chunk of 'bytes' in entry ? [entry.bytes] : blobs.read(entry.sha256)) {
      file.push(chunk)
      yield* drain()
    }
    file.push(new Uint8Array(0), true)
    yield* drain()
  }
  zip.end()
  yield* drain()
}

/** Two files may bear one name; in a folder they cannot. */
function uniqueNames<File extends { readonly name: string }>(
  files: readonly File[],
  folder: string,
): [string, File][] {
  const named = new Map<string, File>()
  for (const file of files) {
    let name = fileName(file.name)
    for (let time = 2; named.has(name); time++) name = `${time}_${fileName(file.name)}`
    named.set(name, file)
  }
  return [...named].map(([name, file]) => [folder + name, file])
}
