import type { Actor } from '../domain/account.ts'
import { readIdentifier } from '../domain/identifiers/read.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import type { Unit } from '../domain/unit.ts'
import { record } from '../store/trail.ts'
import { insertUnits, listUnits, saveUnit, type UnitFilter } from '../store/units.ts'
import type { Deps } from './deps.ts'

export function seeUnits(deps: Deps, actor: Actor, filter: UnitFilter, page: number, size: number) {
  demand(actor, 'unit.list')
  return listUnits(deps.db, filter, page, size)
}

export async function addUnit(deps: Deps, actor: Actor, wanted: Unit): Promise<Unit> {
  demand(actor, 'unit.edit')
  const unit = checkCode(wanted)
  await deps.db.transaction().execute(async (tx) => {
    await insertUnits(tx, [unit], deps.now())
    await record(tx, actor, 'unit.added', { unitCode: unit.code }, { name: unit.name }, deps.now())
  })
  return unit
}

export async function changeUnit(deps: Deps, actor: Actor, wanted: Unit): Promise<Unit> {
  demand(actor, 'unit.edit')
  const unit = checkCode(wanted)
  await deps.db.transaction().execute(async (tx) => {
    await saveUnit(tx, unit)
    await record(tx, actor, 'unit.changed', { unitCode: unit.code }, { ...unit }, deps.now())
  })
  return unit
}

function checkCode(unit: Unit): Unit {
  if (unit.creditCode === null) return unit
  const read = readIdentifier('credit-code', unit.creditCode)
  if ('fault' in read) throw badCreditCode(read.fault)
  return { ...unit, creditCode: read.normal }
}

const badCreditCode = (fault: string) =>
  new Problem('invalid', 'unit.bad-credit-code', `统一社会信用代码有误：${fault}`)
