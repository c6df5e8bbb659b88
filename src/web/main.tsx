import '../ui/ui.css'
import './web.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { LiveProvider } from '../ui/live.tsx'
import { SafetyNet } from '../ui/safety-net.tsx'
import { Refused } from './api.ts'
import { App } from './app.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only an unreachable server is asked again.
      retry: (failures, error) => failures < 2 && error instanceof Refused && error.status === 0,
    },
  },
})

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LiveProvider>
        <SafetyNet home="/">
          <App />
        </SafetyNet>
      </LiveProvider>
    </QueryClientProvider>,
  )
