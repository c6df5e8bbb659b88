import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { demo } from './commands/demo.ts'
import { document } from './commands/document.ts'
import { packageInspect } from './commands/package-inspect.ts'
import { packageMake } from './commands/package-make.ts'
import { packageOpen } from './commands/package-open.ts'
import { packageVerify } from './commands/package-verify.ts'
import { restore } from './commands/restore.ts'
import { serve } from './commands/serve.ts'

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
]
