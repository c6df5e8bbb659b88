import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Filler } from '../filler/filler.tsx'
import { hashRouter, useHash } from '../filler/hash-route.ts'
import type { Home } from '../filler/home.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { RouterProvider } from '../ui/link.tsx'
import { Banner } from '../ui/notice.tsx'
import { Shell } from '../ui/shell.tsx'
import type { ChosenFile } from './chosen-file.ts'
import { copiedToday } from './copy-note.ts'
import type { Opened } from './opening.ts'
import { AboutPage } from './pages/about.tsx'
import { CopiesPage } from './pages/copies.tsx'
import { ExportPage } from './pages/export.tsx'
import { fileOf, keepFile, saveFile, type Tool, todayOf } from './tool.ts'

const remindAfterMs = 30 * 60_000

/** The filler at work in the offline tool. */
export function Desk({ tool, chosen, says, onCleared }: Opened & { onCleared(): void }) {
  const at = useHash()
  const [told, setTold] = useState(says)
  useEffect(() => tool.keeper.start(), [tool])
  useEffect(() => chosen.keepUp(), [chosen])
  // biome-ignore lint/correctness/useExhaustiveDependencies: onCleared only turns the page.
  const home = useMemo<Home>(() => homeOf(tool, chosen, onCleared), [tool, chosen])
  const { unit, campaign } = tool.bundle
  return (
    <RouterProvider router={hashRouter}>
      <Shell
        product="网络安全自查"
        about={`${unit.name} · 离线工具`}
        home="/"
        banner={tool.second ? <Second /> : <Reminder tool={tool} chosen={chosen} />}
        foot={`${campaign.title}。本工具不连接网络，内容只存在这台电脑的浏览器里。严禁录入涉密信息。`}
      >
        {told && (
          <div className="told">
            <Banner
              tone="info"
              title={told}
              action={
                <Button look="quiet" small onClick={() => setTold(undefined)}>
                  知道了
                </Button>
              }
            />
          </div>
        )}
        <Filler form={tool.form} home={home} at={at} router={hashRouter} />
      </Shell>
    </RouterProvider>
  )
}

function homeOf(tool: Tool, chosen: ChosenFile, onCleared: () => void): Home {
  const { campaign, unit } = tool.bundle
  return {
    kind: 'offline',
    campaign,
    unit,
    today: todayOf(tool),
    comments: tool.bundle.comments ?? [],
    saving: tool.keeper,
    pages: [
      {
        key: 'export',
        title: '导出数据包',
        task: { hint: '生成 .sez 数据包和 Word 自查表，打印承诺书' },
        body: () => <ExportPage tool={tool} />,
      },
      {
        key: 'copies',
        title: '副本与安全',
        task: { hint: '另存带草稿的副本、历史版本、草稿口令、清除本机草稿' },
        body: () => <CopiesPage tool={tool} chosen={chosen} onCleared={onCleared} />,
      },
      {
        key: 'about',
        title: '关于本工具',
        task: { hint: '下载时间、密钥指纹、通知原文' },
        body: () => <AboutPage tool={tool} />,
      },
    ],
    putAttachment: async (file) => ({
      name: file.name,
      mediaType: file.type || 'application/octet-stream',
      size: file.size,
      sha256: await keepFile(tool, file),
    }),
    getAttachment: async (sha256) => new Blob([await fileOf(tool, sha256)]),
    saveFile,
  }
}

const Second = () => (
  <p className="reminder" role="status">
    本工具已在另一个窗口打开，这里只能查看。要在这里填写，请先关闭那个窗口，再刷新本页。
  </p>
)

/** After half an hour's work without a copy anywhere else today. */
function Reminder({ tool, chosen }: { tool: Tool; chosen: ChosenFile }) {
  const [late, setLate] = useState(false)
  const { keeper } = tool
  const worked = useSyncExternalStore(keeper.subscribe, () => keeper.hasWorked)
  const copied = useSyncExternalStore(keeper.subscribe, () => copiedToday(tool))
  const kept = useSyncExternalStore(chosen.subscribe, () => chosen.state === 'kept')
  useEffect(() => {
    if (!worked) return undefined
    const timer = window.setTimeout(() => setLate(true), remindAfterMs)
    return () => window.clearTimeout(timer)
  }, [worked])
  if (!late || kept || copied) return null
  return (
    <p className="reminder" role="status">
      已填写半小时以上，今天还没有另存副本。草稿只在这台电脑的浏览器里，可能被清理软件删除。{' '}
      <ButtonLink small look="plain" href="/x/copies">
        去另存
      </ButtonLink>
    </p>
  )
}
