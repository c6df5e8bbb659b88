import { type ReactNode, useEffect, useState } from 'react'
import { Banner } from '../ui/notice.tsx'
import { Desk } from './desk.tsx'
import { ChoiceGate, Gate, PassphraseGate } from './gates.tsx'
import { openTool } from './opening.ts'

/** Whatever the opening asks for stands alone on the page; then the desk. */
export function OfflineApp() {
  const [scene, setScene] = useState<ReactNode>(
    <Gate>
      <p role="status">正在打开……</p>
    </Gate>,
  )
  useEffect(() => {
    const ask: Parameters<typeof openTool>[0] = {
      passphrase: (about, attempt) =>
        new Promise((resolve) =>
          setScene(<PassphraseGate key={about.where} {...about} attempt={attempt} onDone={resolve} />),
        ),
      choice: (bundle, candidates) =>
        new Promise((resolve) =>
          setScene(<ChoiceGate bundle={bundle} candidates={candidates} onChoose={resolve} />),
        ),
    }
    openTool(ask).then(
      (opened) => setScene(<Desk {...opened} onCleared={() => setScene(<Cleared />)} />),
      (error: unknown) => setScene(<Fault error={error} />),
    )
  }, [])
  return scene
}

const Fault = ({ error }: { error: unknown }) => (
  <Gate title="工具没有打开">
    <Banner
      tone="error"
      title={
        error instanceof Error && error.name === 'Problem' ? error.message : '打开时出错，请刷新页面重试'
      }
    />
  </Gate>
)

const Cleared = () => (
  <Gate title="已清除">
    <p>本机浏览器里的草稿、附件和历史版本都已删除，现在可以关闭这个窗口。</p>
    <p>要继续填写，请重新打开离线工具，或打开另存的副本。</p>
  </Gate>
)
