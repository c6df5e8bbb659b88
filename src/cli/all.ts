import type { Command } from './command.ts'
import { demo } from './commands/demo.ts'
import { serve } from './commands/serve.ts'

export const commands: readonly Command[] = [serve, demo]
