import { exportUnits, importUnits, unitTemplate } from '../../actions/import-units.ts'
import {
  addAccount,
  changeAccount,
  reissuePasswords,
  resetPassword,
  seeAccounts,
} from '../../actions/manage-accounts.ts'
import { addUnit, changeUnit, removeUnit, seeUnits } from '../../actions/manage-units.ts'
import { units } from '../../contract/units.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'
import { bytesOf } from '../upload.ts'
import { accountView, pageOf } from '../views.ts'

export const unitRoutes: Routes = (mount, deps) => {
  mount.own(units.list, async ({ actor, query }) => {
    const { page, size } = pageOf(query)
    return { ...(await seeUnits(deps, actor, query, page, size)), page, size }
  })
  mount.own(
    units.add,
    ({ actor, body: { campaign, administrator, ...unit } }) =>
      addUnit(deps, actor, unit, { campaignId: campaign, administrator }),
    { status: 201 },
  )
  mount.own(units.remove, async ({ actor, params }) => {
    await removeUnit(deps, actor, params.unitCode)
    return null
  })
  mount.own(units.change, ({ actor, params, body }) =>
    changeUnit(deps, actor, { ...body, code: params.unitCode }),
  )
  mount.own(units.import, async ({ actor, query, upload }) =>
    importUnits(deps, actor, await bytesOf(upload), { dry: query.dry === '1', campaignId: query.campaign }),
  )
  mount.own(units.template, async ({ actor }) => ({
    name: '单位导入模板.xlsx',
    mediaType: mediaTypes.xlsx,
    bytes: await unitTemplate(actor),
  }))
  mount.own(units.export, async ({ actor }) => ({
    name: '单位名录.xlsx',
    mediaType: mediaTypes.xlsx,
    bytes: await exportUnits(deps, actor),
  }))
  mount.own(units.accounts, async ({ actor, query }) => {
    const { page, size } = pageOf(query)
    const { rows, total } = await seeAccounts(deps, actor, query, page, size)
    return { rows: rows.map(accountView), total, page, size }
  })
  mount.own(units.addAccount, ({ actor, body }) => addAccount(deps, actor, body), { status: 201 })
  mount.own(units.changeAccount, ({ actor, params, body }) =>
    changeAccount(deps, actor, params.accountId, body),
  )
  mount.own(units.reissue, ({ actor }) => reissuePasswords(deps, actor))
  mount.own(units.resetPassword, ({ actor, params }) => resetPassword(deps, actor, params.accountId))
}
