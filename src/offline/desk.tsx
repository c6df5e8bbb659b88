import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Filler } from '../filler/filler.tsx'
import { hashRouter, useHash } from '../filler/hash-route.ts'
import type { Home } from '../filler/home.ts'
import { asBytes } from '../sealing/bytes.ts'
import { ButtonLink } from '../ui/button.tsx'
import { RouterProvider } from '../ui/link.tsx'
import { Banner } from '../ui/notice.tsx'
import { Shell } from '../ui/shell.tsx'
import type { ChosenFile } from './chosen-file.ts'
import { copiedToday } from './copy-note.ts'
import { AboutPage } from './pages/about.tsx'
import { CopiesPage } from './pages/copies.tsx'
import { ExportPage } from './pages/export.tsx'
import { fileOf, keepFile, saveFile, type Tool, todayOf } from './tool.ts'

const remindAfterMs = 30 * 60_000

/** The filler at work in the offline tool. */
export function Desk({ tool, chosen, says }: { tool: Tool; chosen: ChosenFile; says: string | undefined }) {
  const at = useHash()
  const [told, setTold] = useState(says)
  useEffect(() => tool.keeper.start(), [tool])
  useEffect(() => chosen.keepUp(), [chosen])
  const home = useMemo<Home>(() => homeOf(tool, chosen), [tool, chosen])
  const { unit, campaign } = tool.bundle
  return (
    <RouterProvider router={hashRouter}>
      <Shell
        product="网络安全自查"
        about={`${unit.name} · 离线工具`}
        home="/"
        banner={<Reminder tool={tool} chosen={chosen} />}
        foot={`${campaign.title}。本工具不联网。严禁录入涉密信息。`}
      >
        {told && (
          <Banner tone="info" title={told} action={<ButtonClose onClose={() => setTold(undefined)} />} />
        )}
        <Filler form={tool.form} home={home} at={at} router={hashRouter} />
      </Shell>
    </RouterProvider>
  )
}

const ButtonClose = ({ onClose }: { onClose(): void }) => (
  <button type="button" className="link-button" onClick={onClose}>
    知道了
  </button>
)

function homeOf(tool: Tool, chosen: ChosenFile): Home {
  const { campaign, unit } = tool.bundle
  return {
    kind: 'offline',
    campaign,
    unit,
    today: todayOf(tool),
    saving: tool.keeper,
    pages: [
      {
        key: 'export',
        title: '导出数据包',
        task: { hint: '生成 .sez 数据包、Word 自查表，打印承诺书' },
        body: () => <ExportPage tool={tool} />,
      },
      {
        key: 'copies',
        title: '副本与安全',
        task: { hint: '另存带草稿的副本、历史版本、草稿口令、清除本机' },
        body: () => <CopiesPage tool={tool} chosen={chosen} />,
      },
      {
        key: 'about',
        title: '关于本工具',
        task: { hint: '版本、密钥指纹、通知原文' },
        body: () => <AboutPage tool={tool} />,
      },
    ],
    putAttachment: async (file) => ({
      name: file.name,
      mediaType: file.type || 'application/octet-stream',
      size: file.size,
      sha256: await keepFile(tool, file),
    }),
    getAttachment: async (sha256) => new Blob([asBytes(await fileOf(tool, sha256))]),
    saveFile,
  }
}

/** After half an hour's work without a copy anywhere else today. */
function Reminder({ tool, chosen }: { tool: Tool; chosen: ChosenFile }) {
  const [late, setLate] = useState(false)
  const kept = useSyncExternalStore(chosen.subscribe, () => chosen.state === 'kept')
  useSyncExternalStore(tool.keeper.subscribe, tool.keeper.get)
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), remindAfterMs)
    return () => window.clearTimeout(timer)
  }, [])
  if (!late || kept || copiedToday(tool)) return null
  return (
    <p className="reminder" role="status">
      今天还没有另存副本。浏览器里的草稿可能被清理软件删除。{' '}
      <ButtonLink small look="plain" href="/x/copies">
        去另存
      </ButtonLink>
    </p>
  )
}
