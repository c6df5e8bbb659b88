import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Banner } from './notice.tsx'

/** What is shown instead of an empty window when a page breaks. `home` is where to start over. */
export class SafetyNet extends Component<{ home: string; children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? '不明' }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <main className="page-narrow stack">
        <Banner
          tone="error"
          title="这一页出错了，请重新载入"
          action={
            <>
              <Button small onClick={() => window.location.reload()}>
                重新载入
              </Button>{' '}
              <a
                href={this.props.home}
                onClick={() => {
                  // A change of the hash alone would not load anything.
                  window.setTimeout(() => window.location.reload())
                }}
              >
                从首页重新开始
              </a>
            </>
          }
        >
          <p>已保存的内容不受影响。仍不行，请把这一行告诉管理员：</p>
          <p className="code">{error instanceof Error ? error.message : String(error)}</p>
        </Banner>
      </main>
    )
  }
}
