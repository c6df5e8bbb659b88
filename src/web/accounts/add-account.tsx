import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { NewAccount } from '../../contract/units.ts'
import { commissionRoles, isUnitRole, type Role, roleNames, unitRoles } from '../../domain/account.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call, everyRow } from '../api.ts'
import { faultWords } from '../faults.ts'
import { useDeed } from '../parts.tsx'
import { useMe } from '../session.tsx'

/** What each may do, for who has to choose. */
const doings: Readonly<Record<Role, string>> = {
  administrator: '发起自查，管理单位和账号，也可审核',
  reviewer: '查看各单位的报送，写意见、退回、通过',
  observer: '只查看，不能写意见、退回、通过',
  'unit-administrator': '管理本单位账号，填报、封装数据包、报送',
  filler: '填报、封装数据包、上传材料；不能报送',
  approver: '查看、上传材料、报送；不能填报',
}

export function AddAccount({ onClose, onMade }: { onClose(): void; onMade(made: NewAccount): void }) {
  const { account: own, unit } = useMe()
  const offered: readonly Role[] = unit
    ? unitRoles.filter((role) => role !== 'unit-administrator')
    : [...commissionRoles, ...unitRoles]
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>(offered[0] ?? 'filler')
  const [unitCode, setUnitCode] = useState('')
  const choosesUnit = isUnitRole(role) && !own.unitCode
  const units = useQuery({
    queryKey: ['units', 'names'],
    queryFn: () => everyRow((paging) => call(contract.units.list, { query: paging })),
    enabled: choosesUnit,
  })
  const add = useDeed(
    () =>
      call(contract.units.addAccount, {
        body: {
          username,
          name,
          role,
          unitCode: isUnitRole(role) ? (own.unitCode ?? unitCode) : null,
        },
      }),
    { done: (answer) => void onMade(answer), refused: () => true },
  )
  return (
    <Dialog
      open
      title="新建账号"
      onClose={onClose}
      onSubmit={() => add.mutate(undefined)}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button type="submit" busy={add.isPending}>
            建立账号
          </Button>
        </>
      }
    >
      <div className="stack">
        {add.isError && <Banner tone="error" title={faultWords(add.error)} />}
        <TextField id="new-name" label="姓名" value={name} onChange={setName} size={20} />
        <TextField
          id="new-username"
          label="用户名"
          hint="小写字母、数字，也可用 . _ @ -"
          value={username}
          onChange={setUsername}
          size={20}
        />
        <Select
          id="new-role"
          label="角色"
          hint={doings[role]}
          value={role}
          onChange={(next) => setRole(next as Role)}
          options={offered.map((one) => ({ value: one, label: roleNames[one] }))}
        />
        {choosesUnit && (
          <Select
            id="new-unit"
            label="单位"
            value={unitCode}
            onChange={setUnitCode}
            none="请选择"
            options={(units.data ?? []).map(({ unit }) => ({
              value: unit.code,
              label: `${unit.code} ${unit.name}`,
            }))}
          />
        )}
      </div>
    </Dialog>
  )
}
