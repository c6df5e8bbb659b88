// The unit's signing key: made and locked in the browser, kept by the server only in its locked form.
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { contract } from '../contract/all.ts'
import type { SigningKeyView } from '../contract/drafts.ts'
import { lockKey, makeKeyPair, shortFingerprint } from '../sealing/keys.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Details } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { call } from './api.ts'
import { type Fault, faultItems, textAt } from './faults.ts'
import { useDeed } from './parts.tsx'

export const shortestPassphrase = 8

/** The key in force: the newest that is not revoked; `null` before the first. */
export function useSigningKey(campaignId: string, unitCode: string) {
  return useQuery({
    queryKey: ['signing-keys', campaignId, unitCode],
    queryFn: async (): Promise<SigningKeyView | null> => {
      const keys = await call(contract.drafts.keys, { params: { campaignId, unitCode } })
      const inForce = keys.filter(({ revokedAt }) => revokedAt === null)
      return inForce.sort((one, other) => (one.madeAt < other.madeAt ? 1 : -1))[0] ?? null
    },
  })
}

export const onPaper = (key: SigningKeyView): string => shortFingerprint(key.locked.publicKey)

function faultsIn(passphrase: string, again: string): Fault[] {
  if ([...passphrase].length < shortestPassphrase)
    return [{ field: 'passphrase', text: `签名口令至少 ${shortestPassphrase} 个字符` }]
  return passphrase === again
    ? []
    : [{ field: 'passphrase-again', text: '两次输入的签名口令不一致，请重新输入' }]
}

/** Sets the passphrase: makes a key, locks it, registers it. */
export function NewKeyForm({
  campaignId,
  unitCode,
  onMade,
}: {
  campaignId: string
  unitCode: string
  onMade(key: SigningKeyView): void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [suite, setSuite] = useState('1')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [attempt, setAttempt] = useState(0)
  const make = useDeed(
    async () => {
      const pair = await makeKeyPair(suite === '2' ? 2 : 1, 'sign')
      const locked = await lockKey(pair, passphrase)
      return call(contract.drafts.registerKey, {
        params: { campaignId, unitCode },
        body: { locked: { ...locked } },
      })
    },
    {
      done: (key) => {
        onMade(key)
        return '签名口令已设好'
      },
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsIn(passphrase, again)
    setFaults(found)
    setAttempt((before) => before + 1)
    if (found.length === 0) make.mutate(undefined)
  }
  return (
    <form className="stack" noValidate onSubmit={send}>
      <ErrorSummary attempt={attempt} items={faultItems(faults, 'passphrase')} />
      <TextField
        id="passphrase"
        label="签名口令"
        hint={`至少 ${shortestPassphrase} 个字符。导出数据包时要用；平台不保存口令，忘记后只能换新密钥并重新打印承诺书。`}
        type="password"
        error={textAt(faults, 'passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="new-password"
      />
      <TextField
        id="passphrase-again"
        label="再输一次签名口令"
        type="password"
        error={textAt(faults, 'passphrase-again')}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <Details title="加密套件">
        <RadioGroup
          id="suite"
          label="数据包使用的算法"
          value={suite}
          onChange={setSuite}
          options={[
            { value: '1', label: '国际算法（默认）', hint: 'X25519、AES-256-GCM、Ed25519、SHA-256' },
            {
              value: '2',
              label: '国密算法',
              hint: 'SM2、SM3、SM4。按国家标准的算法实现，不是经认证的商用密码产品；较慢。',
            },
          ]}
        />
      </Details>
      <Button type="submit" busy={make.isPending}>
        {make.isPending ? '正在生成密钥……' : '设定口令'}
      </Button>
    </form>
  )
}
