import { Component, type ReactNode } from 'react'

/** Instead of a white page, when the program itself is at fault. */
export class Crash extends Component<{ children: ReactNode }, { fault: string | null }> {
  override state: { fault: string | null } = { fault: null }

  static getDerivedStateFromError(error: unknown) {
    return { fault: String(error) }
  }

  override render() {
    const { fault } = this.state
    if (fault === null) return this.props.children
    return (
      <main className="gate-body">
        <div className="gate-form stack">
          <h1>这个页面出错了</h1>
          <p>已保存的内容不受影响。请刷新页面重试；仍然出错时，请把下面这行告诉管理员。</p>
          <p className="code soft">{fault}</p>
          <a className="button" href="/">
            回到首页
          </a>
        </div>
      </main>
    )
  }
}
