import { seeAttachment } from '../../actions/edit-draft.ts'
import { makeLetter } from '../../actions/make-form.ts'
import { packageContents, packageFile, packageWorkbook } from '../../actions/open-package.ts'
import { seePiece } from '../../actions/see-piece.ts'
import { submissions } from '../../contract/submissions.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'
import { loosePiece } from './submissions.ts'

/** What is downloaded about one submission. */
export const fileRoutes: Routes = (mount, deps) => {
  mount.own(submissions.sez, async ({ actor, params }) => ({
    ...(await packageFile(deps, actor, params, params.number)),
    mediaType: mediaTypes.sez,
  }))
  mount.own(submissions.contents, async ({ actor, params }) => ({
    ...(await packageContents(deps, actor, params, params.number)),
    mediaType: mediaTypes.zip,
  }))
  mount.own(submissions.workbook, async ({ actor, params }) => ({
    ...(await packageWorkbook(deps, actor, params, params.number)),
    mediaType: mediaTypes.xlsx,
  }))
  mount.own(submissions.attachment, async ({ actor, params }) => ({
    ...(await seeAttachment(deps, actor, params, params.sha256)),
    mediaType: 'application/octet-stream',
  }))
  mount.own(submissions.piece, ({ actor, params, query }) =>
    seePiece(deps, actor, params, loosePiece(params.piece), query.revision),
  )
  mount.own(submissions.letter, async ({ actor, params }) => ({
    ...(await makeLetter(deps, actor, params)),
    mediaType: mediaTypes.docx,
  }))
}
