import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { NewAccount } from '../../contract/units.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { type Unit, unitKinds } from '../../domain/unit.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { faultWords } from '../faults.ts'
import { useDeed } from '../parts.tsx'
import { JoinCampaign } from './join-campaign.tsx'

/** A new unit gets what an import would give it: its place in the campaign, and its administrator. */
export function EditUnit({
  unit,
  campaigns,
  onClose,
  onMade,
}: {
  unit: Unit | null
  campaigns: readonly Campaign[]
  onClose(): void
  onMade(unit: Unit, made: NewAccount): void
}) {
  const [code, setCode] = useState(unit?.code ?? '')
  const [name, setName] = useState(unit?.name ?? '')
  const [kind, setKind] = useState<string>(unit?.kind ?? unitKinds[0])
  const [schoolClass, setSchoolClass] = useState<string>(unit?.schoolClass ?? '')
  const [creditCode, setCreditCode] = useState(unit?.creditCode ?? '')
  const [joined, setJoined] = useState(campaigns[0]?.id ?? '')
  const [administrator, setAdministrator] = useState('')
  const save = useDeed(
    async () => {
      const body = {
        name,
        kind,
        schoolClass: (schoolClass || null) as Unit['schoolClass'],
        creditCode: creditCode.trim().toUpperCase() || null,
      }
      if (unit) {
        await call(contract.units.change, { params: { unitCode: unit.code }, body })
        return null
      }
      const added = {
        ...body,
        code: code.trim().toUpperCase(),
        administrator: { name: administrator.trim() || '单位管理员', username: code.trim().toLowerCase() },
        ...(joined && { campaign: joined }),
      }
      return call(contract.units.add, { body: added })
    },
    {
      done: (added) => {
        onClose()
        if (added?.account) onMade(added.unit, added.account)
        return '单位已保存'
      },
      refused: () => true,
    },
  )
  return (
    <Dialog
      open
      title={unit ? '修改单位' : '新增单位'}
      onClose={onClose}
      onSubmit={() => save.mutate(undefined)}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button type="submit" busy={save.isPending}>
            保存
          </Button>
        </>
      }
    >
      <div className="stack">
        {save.isError && <Banner tone="error" title={faultWords(save.error, { name: '单位名称' })} />}
        {!unit && (
          <TextField
            id="unit-code"
            label="单位代码"
            hint="2–20 位大写字母、数字或 -；建立后不能改，也是管理员的用户名"
            value={code}
            onChange={setCode}
            size={10}
          />
        )}
        <TextField id="unit-name" label="单位名称" hint="与公章一致" value={name} onChange={setName} />
        <Select
          id="unit-kind"
          label="单位类别"
          value={kind}
          onChange={setKind}
          options={unitKinds.map((one) => ({ value: one, label: one }))}
        />
        <Select
          id="unit-class"
          label="学校类别"
          hint="教育行业定级工作指南的 I、II、III 类，用于提示建议等级"
          value={schoolClass}
          onChange={setSchoolClass}
          none="不适用"
          options={['I', 'II', 'III'].map((one) => ({ value: one, label: `${one} 类` }))}
        />
        <TextField
          id="unit-credit"
          label="统一社会信用代码"
          optional
          value={creditCode}
          onChange={setCreditCode}
          size={20}
        />
        {!unit && (
          <TextField
            id="unit-administrator"
            label="管理员姓名"
            optional
            value={administrator}
            onChange={setAdministrator}
            size={20}
          />
        )}
        {!unit && campaigns.length > 0 && (
          <JoinCampaign campaigns={campaigns} value={joined} onChange={setJoined} />
        )}
      </div>
    </Dialog>
  )
}
