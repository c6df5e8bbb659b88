// This form may hold nothing classified. A mark of secrecy in a text is a sign that something went wrong.
import type { Cell, Filing, Path } from '../domain/filing.ts'
import type { Remark } from '../domain/remark.ts'

// “机密性” is an ordinary word of this trade; “秘密” alone is an ordinary word of any.
const marks = /绝密|机密(?!性)|(?:秘密|内部)\s*[★☆]|秘密级/

export function classifiedMarks(filing: Filing): Remark[] {
  const remarks: Remark[] = []
  const look = (at: Path, cell: Cell) => {
    const found = typeof cell === 'string' ? marks.exec(cell) : null
    if (found)
      remarks.push({
        code: 'filling.classified',
        severity: 'warning',
        at,
        says: `内容中有“${found[0]}”字样。本表严禁录入涉密信息`,
        fix: '如属涉密内容，请立即删除，并按保密规定另行报送；如不涉密，请说明',
      })
  }
  for (const [id, cell] of Object.entries(filing.answers)) look(id, cell)
  for (const [table, rows] of Object.entries(filing.tables))
    for (const row of rows)
      for (const [column, cell] of Object.entries(row.cells)) look(`${table}/${row.id}/${column}`, cell)
  return remarks
}
