import { Fragment, memo, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Block, ModelCell } from '../documents/form-model.ts'
import { selfInspectionBlocks } from '../documents/self-inspection.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/shell.tsx'
import { useFiling, useFilling } from './use-form.tsx'

/** Cells drawn before the reader asks for more: a large inventory has tens of thousands. */
const cellsAtFirst = 600

/** Rows of a table that paper keeps on one page. */
const fewRows = 8

/** What the Word file will say, from the same model, on paper of the same size. */
export default function PreviewPage() {
  const { form, home } = useFilling()
  const filing = useFiling()
  const { campaign, unit, today } = home
  const [all, setAll] = useState(false)
  const { sheets, isWhole } = useMemo(() => {
    const { questionnaire } = form
    const blocks = selfInspectionBlocks({
      questionnaire,
      filing,
      read: form,
      campaign,
      unit,
      // The code belongs to what has been sealed; this has not.
      shortCode: '预览稿',
      day: today,
    })
    const taken = all ? [...blocks] : beginningOf(blocks)
    return { sheets: sheetsOf(taken), isWhole: blocks.next().done === true }
  }, [form, filing, campaign, unit, today, all])
  // However printing was asked for, all of it goes to paper.
  useEffect(() => {
    const showAll = () => flushSync(() => setAll(true))
    window.addEventListener('beforeprint', showAll)
    return () => window.removeEventListener('beforeprint', showAll)
  }, [])
  return (
    <div className="preview">
      <PageHead
        title="预览自查表"
        lead="内容与导出的 Word 文件相同；页脚的校验码在导出时生成。"
        actions={
          <Button look="plain" icon="print" onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <div className="paper">
        {sheets.map((blocks, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sheets have no names; their order is what they are.
          <Sheet key={index} blocks={blocks} />
        ))}
      </div>
      {!isWhole && (
        <div className="row section-foot no-print">
          <Button look="plain" onClick={() => setAll(true)}>
            显示全部内容
          </Button>
          <span className="soft">清单较长，只显示了开头部分；打印时会包括全部内容。</span>
        </div>
      )}
    </div>
  )
}

/** As many blocks as make a screen or two; the rest is not even made. */
function beginningOf(blocks: Generator<Block>): Block[] {
  const taken: Block[] = []
  let left = cellsAtFirst
  while (left > 0) {
    const { value, done } = blocks.next()
    if (done) break
    taken.push(value)
    left -= value.kind === 'table' ? value.rows.reduce((sum, row) => sum + row.length, 0) : 1
  }
  return taken
}

/** Cut where the paper begins a new page or a new one of its numbered sheets. */
function sheetsOf(blocks: readonly Block[]): Block[][] {
  const sheets: Block[][] = [[]]
  for (const block of blocks) {
    const opens = block.kind === 'page' || (block.kind === 'text' && block.style === 'sheet')
    if (opens) sheets.push([])
    if (block.kind !== 'page') sheets[sheets.length - 1]?.push(block)
  }
  return sheets.filter((sheet) => sheet.length > 0)
}

const Sheet = memo(function Sheet({ blocks }: { blocks: readonly Block[] }) {
  return (
    <article className="sheet-of-paper">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <Fragment key={index}>
          {block.kind === 'table' && <Ruled block={block} />}
          {block.kind === 'text' && <Words style={block.style} text={block.text} />}
        </Fragment>
      ))}
    </article>
  )
})

function Words({ style, text }: { style: string; text: string }) {
  const lines = text.split('\n')
  const className = `paper-${style}`
  if (style === 'coverTitle') return <p className={className}>{text}</p>
  if (style === 'sheet') return <h2 className={className}>{text}</h2>
  if (style === 'part' || style === 'item') return <h3 className={className}>{text}</h3>
  return (
    <>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one paragraph.
        <p className={className} key={index}>
          {line}
        </p>
      ))}
    </>
  )
}

function Ruled({ block: { widths, head, rows } }: { block: Extract<Block, { kind: 'table' }> }) {
  const line = (cells: readonly ModelCell[], index: number) => (
    <tr key={index}>
      {cells.map(({ text, span, down, label, align }, at) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          key={at}
          colSpan={span}
          rowSpan={down}
          className={[label && 'is-label', align === 'center' && 'is-center'].filter(Boolean).join(' ')}
        >
          {text}
        </td>
      ))}
    </tr>
  )
  return (
    <table className="paper-table" data-short={rows.length <= fewRows || undefined}>
      <colgroup>
        {widths.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <col key={index} style={{ width: `${width * 100}%` }} />
        ))}
      </colgroup>
      {head > 0 && <thead>{rows.slice(0, head).map(line)}</thead>}
      <tbody>{rows.slice(head).map(line)}</tbody>
    </table>
  )
}
