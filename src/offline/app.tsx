import { type FormEvent, type ReactNode, useEffect, useMemo, useState } from 'react'
import { Form } from '../form/form.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ChosenFile } from './chosen-file.ts'
import { Desk } from './desk.tsx'
import { Keeper } from './keeper.ts'
import { takeLock } from './lock.ts'
import { chooseDraft, readCarried } from './opening.ts'
import { type Bundle, type CarriedDraft, readBundle, readCarriedDraft } from './page.ts'
import { clockFor, questionnaireOf, type Tool, todayOf } from './tool.ts'
import { Vault } from './vault.ts'

/** What was found on opening the file, before any passphrase. */
interface Found {
  readonly bundle: Bundle
  readonly carried: CarriedDraft | undefined
  readonly vault: Vault | undefined
  /** Another window of this tool is writing. */
  readonly second: boolean
}

interface Opened {
  readonly tool: Tool
  readonly chosen: ChosenFile
  readonly says: string | undefined
}

export function OfflineApp() {
  const [found, setFound] = useState<Found | undefined>()
  const [opened, setOpened] = useState<Opened | undefined>()
  const [fault, setFault] = useState('')
  const refuse = (error: unknown) =>
    setFault(error instanceof Error ? error.message : '工具没有打开，请刷新页面重试')

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on opening.
  useEffect(() => {
    find().then(async (one) => {
      if (!one.vault?.isLocked && !one.carried?.lock) setOpened(await open(one, undefined))
      setFound(one)
    }, refuse)
  }, [])

  if (fault)
    return (
      <Gate>
        <Banner tone="error" title={fault} />
      </Gate>
    )
  if (opened) return <Desk {...opened} />
  if (!found)
    return (
      <Gate>
        <p>正在打开……</p>
      </Gate>
    )
  return <Unlock found={found} onOpened={setOpened} />
}

const Gate = ({ children }: { children: ReactNode }) => <main className="gate-form stack">{children}</main>

async function find(): Promise<Found> {
  const bundle = readBundle()
  const name = `zicha ${bundle.campaign.id} ${bundle.unit.code}`
  const second = !(await takeLock(name))
  // Private windows and strict settings refuse storage; the tool still works, and says so.
  const vault = await Vault.open(name).catch(() => undefined)
  return { bundle, carried: readCarriedDraft(), vault, second }
}

async function open(found: Found, passphrase: string | undefined): Promise<Opened> {
  const { bundle, carried, vault, second } = found
  if (vault?.isLocked) await vault.unlock(passphrase ?? '')
  const now = clockFor(bundle)
  const draft = await chooseDraft(
    bundle,
    carried && (await readCarried(carried, passphrase)),
    second ? undefined : vault,
  )
  const inBrowser = second ? await vault?.read() : undefined
  const { filing, savedAt } = inBrowser && inBrowser.savedAt > draft.savedAt ? inBrowser : draft
  const form = new Form(questionnaireOf(bundle), filing, { today: todayOf({ now }) })
  const keeper = new Keeper({
    form,
    vault,
    savedAt,
    now,
    ...(second && { refusal: '本工具已在另一个窗口打开，这里只能查看；关闭那个窗口后刷新' }),
  })
  const tool: Tool = { bundle, form, keeper, vault, loose: new Map(), now }
  const chosen = new ChosenFile(tool)
  if (!second) await chosen.start()
  return { tool, chosen, says: draft.says }
}

function Unlock({ found, onOpened }: { found: Found; onOpened(opened: Opened): void }) {
  const [passphrase, setPassphrase] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const where = useMemo(() => (found.vault?.isLocked ? '本机草稿' : '这个文件里的草稿'), [found])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    open(found, passphrase)
      .then(onOpened, (error: unknown) =>
        setFault(error instanceof Error ? error.message : '没有打开，请重试'),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Gate>
      <h1>{found.bundle.campaign.title}</h1>
      <p>
        {found.bundle.unit.name}。{where}加了口令，请输入草稿口令。
      </p>
      <form className="stack" noValidate onSubmit={send}>
        <TextField
          id="unlock"
          label="草稿口令"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          {...(fault && { error: fault })}
        />
        <Button type="submit" busy={busy}>
          打开草稿
        </Button>
      </form>
    </Gate>
  )
}
