import '../ui/ui.css'
import './offline.css'
import { createRoot } from 'react-dom/client'
import { SafetyNet } from '../ui/safety-net.tsx'
import { OfflineApp } from './app.tsx'
import { stretchInThread } from './stretching.ts'

stretchInThread()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <SafetyNet home="#/">
      <OfflineApp />
    </SafetyNet>,
  )
