import { makeBlankForm } from '../../actions/make-form.ts'
import {
  askUnits,
  changeCampaign,
  createCampaign,
  dropUnit,
  seeCampaign,
  seeCampaigns,
} from '../../actions/run-campaign.ts'
import { campaigns } from '../../contract/campaigns.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'

export const campaignRoutes: Routes = (mount, deps) => {
  mount.own(campaigns.list, ({ actor }) => seeCampaigns(deps, actor))
  mount.own(campaigns.get, ({ actor, params }) => seeCampaign(deps, actor, params.campaignId))
  mount.own(
    campaigns.create,
    ({ actor, body: { unitCodes, ...campaign } }) => createCampaign(deps, actor, campaign, unitCodes),
    { status: 201 },
  )
  mount.own(campaigns.change, ({ actor, params, body }) =>
    changeCampaign(deps, actor, params.campaignId, body),
  )
  mount.own(campaigns.addUnits, ({ actor, params, body }) =>
    askUnits(deps, actor, params.campaignId, body.unitCodes),
  )
  mount.own(campaigns.dropUnit, ({ actor, params }) =>
    dropUnit(deps, actor, params.campaignId, params.unitCode),
  )
  mount.own(campaigns.blankForm, async ({ actor, params }) => ({
    ...(await makeBlankForm(deps, actor, params.campaignId)),
    mediaType: mediaTypes.docx,
  }))
}
