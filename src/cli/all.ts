import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { check } from './commands/check.ts'
import { demo } from './commands/demo.ts'
import { document } from './commands/document.ts'
import { exportCommand } from './commands/export.ts'
import { packageInspect } from './commands/package-inspect.ts'
import { packageMake } from './commands/package-make.ts'
import { packageOpen } from './commands/package-open.ts'
import { packageVerify } from './commands/package-verify.ts'
import { restore } from './commands/restore.ts'
import { serve } from './commands/serve.ts'
import { user } from './commands/user.ts'

export const commands: readonly Command[] = [
  serve,
  demo,
  backup,
  restore,
  packageInspect,
  packageVerify,
  packageOpen,
  packageMake,
  document,
  check,
  exportCommand,
  user,
]
