import { isEvasive, systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const remoteOperationIsControlled: Check = {
  id: 'remote-operation-is-controlled',
  rule: 'L-45',
  title: '远程运维有审批和审计',
  severity: 'warning',
  cites: ['evaluation.remote-operation'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.text('opsMode') === 'remote' && isEvasive(system.text('opsRemoteControl')))
      .map((system) => ({
        at: system.at('opsRemoteControl'),
        says: `${system.name}由第三方远程运维，审批和审计措施却填为“${system.text('opsRemoteControl')}”`,
        fix: '远程运维应有审批、访问控制、监测、审计；落实后如实填写',
      })),
}
