import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import {
  type Account,
  commissionRoles,
  isUnitRole,
  type Role,
  roleNames,
  unitRoles,
} from '../../domain/account.ts'
import { may } from '../../domain/permission.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { faultWords } from '../faults.ts'
import { useDeed } from '../parts.tsx'
import { useMe } from '../session.tsx'

/** Name and role; a person stays on their side of the table. */
export function ChangeAccount({ account, onClose }: { account: Account; onClose(): void }) {
  const { account: own } = useMe()
  const [name, setName] = useState(account.name)
  const [role, setRole] = useState<Role>(account.role)
  const offered = (isUnitRole(account.role) ? unitRoles : commissionRoles).filter((one) =>
    may(own, 'account.manage', { ...account, role: one }),
  )
  const save = useDeed(
    () => call(contract.units.changeAccount, { params: { accountId: account.id }, body: { name, role } }),
    {
      done: () => {
        onClose()
        return '账号已修改'
      },
      refused: () => true,
    },
  )
  return (
    <Dialog
      open
      title={`修改账号 ${account.username}`}
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
        {save.isError && <Banner tone="error" title={faultWords(save.error)} />}
        <TextField id="account-name" label="姓名" value={name} onChange={setName} size={20} />
        <Select
          id="account-role"
          label="角色"
          value={role}
          onChange={(next) => setRole(next as Role)}
          options={offered.map((one) => ({ value: one, label: roleNames[one] }))}
        />
      </div>
    </Dialog>
  )
}
