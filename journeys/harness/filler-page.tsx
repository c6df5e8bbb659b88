// The filler alone on a page, with a home that keeps everything in memory.
import { createRoot } from 'react-dom/client'
import { questionnaire } from '../../src/catalog/all.ts'
import { campaign2019 } from '../../src/catalog/campaigns.ts'
import { type Cell, emptyFiling, type Filing, type Row } from '../../src/domain/filing.ts'
import type { Comment } from '../../src/domain/review.ts'
import { Filler } from '../../src/filler/filler.tsx'
import { hashRouter, useHash } from '../../src/filler/hash-route.ts'
import type { Home, Saving } from '../../src/filler/home.ts'
import { Form } from '../../src/form/form.ts'
import { RouterProvider } from '../../src/ui/link.tsx'
import { Shell } from '../../src/ui/shell.tsx'
import '../../src/ui/ui.css'

declare global {
  interface Window {
    form: Form
    saved?: { name: string; file: Blob }
    mountFiller(filled: {
      answers?: Record<string, Cell>
      tables?: Record<string, Row[]>
      systems?: number
      comments?: Comment[]
    }): void
    setSaving(saving: Saving): void
  }
}

const unit = {
  code: 'BJ-0101',
  name: '北京市示范大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: '12110000400685002Q',
} as const

function memoryHome(comments: readonly Comment[]): Home & { say(saving: Saving): void } {
  const files = new Map<string, Blob>()
  const listeners = new Set<() => void>()
  let saving: Saving = { state: 'saved', at: '10:32' }
  return {
    kind: 'offline',
    campaign: campaign2019,
    unit,
    today: '2019-06-03',
    filler: '张老师',
    pages: [],
    comments,
    saving: {
      get: () => saving,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    say(next) {
      saving = next
      for (const listener of listeners) listener()
    },
    async putAttachment(file) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      files.set(sha256, file)
      return { name: file.name, mediaType: file.type, size: file.size, sha256 }
    },
    async getAttachment(sha256) {
      const file = files.get(sha256)
      if (!file) throw new Error('not there')
      return file
    },
    saveFile: (name, file) => {
      window.saved = { name, file }
    },
  }
}

const levels = ['2', '2', '3', '1', '0']
const system = (index: number): Row => ({
  id: `s${index}`,
  cells: {
    systemName: `教务系统 ${index}`,
    runningStatus: 'running',
    securityLevel: levels[index % 5] ?? '2',
  },
})

function Harness({ form, home }: { form: Form; home: Home }) {
  const at = useHash()
  return (
    <RouterProvider router={hashRouter}>
      <Shell product="网络安全自查" about={home.campaign.title} right={<span>{home.unit.name}</span>}>
        <Filler form={form} home={home} at={at} router={hashRouter} />
      </Shell>
    </RouterProvider>
  )
}

window.mountFiller = ({ answers = {}, tables = {}, systems = 0, comments = [] }) => {
  const home = memoryHome(comments)
  const rows = Array.from({ length: systems }, (_, index) => system(index))
  const filing: Filing = {
    ...emptyFiling(home.campaign.id, 'BJEDU2019', unit.code),
    answers,
    tables: { ...(systems > 0 && { systems: rows }), ...tables },
  }
  window.form = new Form(questionnaire('BJEDU2019'), filing, { today: home.today })
  window.setSaving = home.say
  createRoot(document.querySelector('#app')!).render(<Harness form={window.form} home={home} />)
}
