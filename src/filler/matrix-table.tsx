import type { ReactNode } from 'react'
import type { Matrix } from '../domain/questionnaire.ts'

/** The count matrix as it stands on the paper form; what is in a cell is the caller’s. */
export const MatrixTable = ({
  matrix,
  caption,
  corner,
  cell,
}: {
  matrix: Matrix
  caption: string
  corner: string
  cell(question: string): ReactNode
}) => (
  <table className="table">
    <caption className="sr">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{corner}</th>
        {matrix.columns.map((column) => (
          <th key={column} scope="col" className="num">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {matrix.rows.map(({ label, questions }) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          {questions.map((id) => (
            <td key={id} className="num">
              {cell(id)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
