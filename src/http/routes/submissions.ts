import { handInSubmission } from '../../actions/hand-in.ts'
import { keepPiece } from '../../actions/keep-piece.ts'
import { receivePackage } from '../../actions/receive-package.ts'
import {
  acceptSubmission,
  commentOn,
  recallDecision,
  removeComment,
  reopenSubmission,
  returnSubmission,
  seeComments,
  settleComment,
} from '../../actions/review-submission.ts'
import { seeFiling, seeSubmission } from '../../actions/see-submission.ts'
import { seeHistory } from '../../actions/see-trail.ts'
import { submissions } from '../../contract/submissions.ts'
import type { Actor } from '../../domain/account.ts'
import { may } from '../../domain/permission.ts'
import { Problem } from '../../domain/problem.ts'
import type { Routes } from '../mount.ts'
import { Readers } from '../readers.ts'
import { bytesOf } from '../upload.ts'
import { packageView, submissionView } from '../views.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

export const submissionRoutes: Routes = (mount, deps) => {
  const readers = new Readers()
  const see = async (actor: Actor, place: Place) => {
    const seen = await seeSubmission(deps, actor, place)
    const reviews = may(actor, 'submission.review', place)
    const at = `${place.campaignId} ${place.unitCode}`
    return submissionView(actor, seen, reviews ? readers.meet(at, actor, deps.now().getTime()) : [])
  }

  mount.own(submissions.get, ({ actor, params }) => see(actor, params))
  mount.own(submissions.uploadPackage, async ({ actor, params, upload }) => {
    const { mark, fresh, remarks } = await receivePackage(deps, actor, params, upload.source)
    return { package: packageView(mark), fresh, remarks, submission: await see(actor, params) }
  })
  mount.own(submissions.uploadPiece, async ({ actor, params, query, upload }) => {
    await keepPiece(deps, actor, params, loosePiece(params.piece), query.name, await bytesOf(upload))
    return see(actor, params)
  })
  mount.own(submissions.submit, ({ actor, params }) => handInSubmission(deps, actor, params))
  mount.own(submissions.return, async ({ actor, params, body }) => {
    await returnSubmission(deps, actor, params, body.reason)
    return see(actor, params)
  })
  mount.own(submissions.accept, async ({ actor, params, body }) => {
    await acceptSubmission(deps, actor, params, body.note)
    return see(actor, params)
  })
  mount.own(submissions.reopen, async ({ actor, params, body }) => {
    await reopenSubmission(deps, actor, params, body.reason)
    return see(actor, params)
  })
  mount.own(submissions.recall, async ({ actor, params, body }) => {
    await recallDecision(deps, actor, params, body.note)
    return see(actor, params)
  })
  mount.own(submissions.filing, async ({ actor, params }) => {
    const { mark, ...rest } = await seeFiling(deps, actor, params, params.number)
    return { package: packageView(mark), ...rest }
  })
  mount.own(submissions.comments, ({ actor, params }) => seeComments(deps, actor, params))
  mount.own(
    submissions.comment,
    ({ actor, params, body }) => commentOn(deps, actor, params, body.at, body.says),
    {
      status: 201,
    },
  )
  mount.own(submissions.resolve, ({ actor, params, body }) =>
    settleComment(deps, actor, params, params.commentId, body.resolved),
  )
  mount.own(submissions.removeComment, async ({ actor, params }) => {
    await removeComment(deps, actor, params, params.commentId)
    return null
  })
  mount.own(submissions.history, async ({ actor, params }) =>
    (await seeHistory(deps, actor, params.campaignId, params.unitCode)).map(
      ({ happenedAt, doneBy, verb, details }) => ({
        at: happenedAt.toISOString(),
        by: doneBy,
        verb,
        details,
      }),
    ),
  )
}

export function loosePiece(word: string): 'form' | 'summary' | 'letter' {
  if (word === 'form' || word === 'summary' || word === 'letter') return word
  throw new Problem('missing', 'piece.unknown', '没有这一项材料', { piece: word })
}
