import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { isUnitRole } from '../domain/account.ts'
import { type Router, RouterProvider } from '../ui/link.tsx'
import { Shell } from '../ui/shell.tsx'
import { Frame } from './frame.tsx'
import { AccountPage } from './pages/account.tsx'
import { CommissionHome } from './pages/commission-home.tsx'
import { Missing } from './pages/missing.tsx'
import { SetUp } from './pages/set-up.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { UnitHome } from './pages/unit-home.tsx'
import { FailedPage, Loading } from './parts.tsx'
import { MeProvider, useMeQuery } from './session.tsx'

// Each of these is a chunk of its own, so that signing in stays light.
const Filling = lazy(() => import('./pages/filling.tsx'))
const Campaign = lazy(() => import('./pages/campaign.tsx'))
const CampaignEdit = lazy(() => import('./pages/campaign-edit.tsx'))
const Progress = lazy(() => import('./pages/progress.tsx'))
const Totals = lazy(() => import('./pages/totals.tsx'))
const Review = lazy(() => import('./pages/review.tsx'))
const Units = lazy(() => import('./pages/units.tsx'))
const Accounts = lazy(() => import('./pages/accounts.tsx'))
const Trail = lazy(() => import('./pages/trail.tsx'))
const Materials = lazy(() => import('./pages/materials.tsx'))
const Aside = lazy(() => import('./pages/aside.tsx'))
const Tool = lazy(() => import('./pages/tool.tsx'))
const Receipt = lazy(() => import('./pages/receipt.tsx'))

export function App() {
  const [, go] = useLocation()
  const router = useMemo<Router>(() => ({ href: (path) => path, go }), [go])
  return (
    <RouterProvider router={router}>
      <Gate />
    </RouterProvider>
  )
}

function Gate() {
  const [path] = useLocation()
  const me = useMeQuery()
  // A new page begins at its top, and is read from its heading.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason to scroll.
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    window.scrollTo(0, 0)
  }, [path])
  if (path.startsWith('/setup')) return <SetUp />
  if (me.isPending) return <Loading />
  if (me.isError)
    return (
      <Shell product="网络安全自查">
        <FailedPage error={me.error} retry={() => me.refetch()} />
      </Shell>
    )
  if (!me.data) return <SignIn />
  return (
    <MeProvider me={me.data}>
      {me.data.account.mustChangePassword ? (
        <Frame>
          <AccountPage mustChange />
        </Frame>
      ) : (
        <Pages unit={isUnitRole(me.data.account.role)} />
      )}
    </MeProvider>
  )
}

function Pages({ unit }: { unit: boolean }) {
  const framed = (page: ReactNode) => (
    <Frame>
      <Suspense fallback={<Loading />}>{page}</Suspense>
    </Frame>
  )
  return (
    <Switch>
      <Route path="/">{framed(unit ? <UnitHome /> : <CommissionHome />)}</Route>
      <Route path="/account">{framed(<AccountPage />)}</Route>
      <Route path="/accounts">{framed(<Accounts />)}</Route>
      <Route path="/campaigns/new">{framed(<CampaignEdit />)}</Route>
      <Route path="/campaigns/:campaignId">
        {({ campaignId }) => framed(<Campaign campaignId={campaignId} />)}
      </Route>
      <Route path="/campaigns/:campaignId/edit">
        {({ campaignId }) => framed(<CampaignEdit campaignId={campaignId} />)}
      </Route>
      <Route path="/campaigns/:campaignId/progress">
        {({ campaignId }) => framed(<Progress campaignId={campaignId} />)}
      </Route>
      <Route path="/campaigns/:campaignId/totals">
        {({ campaignId }) => framed(<Totals campaignId={campaignId} />)}
      </Route>
      <Route path="/campaigns/:campaignId/units/:unitCode/review/*?">
        {({ campaignId, unitCode }) => framed(<Review campaignId={campaignId} unitCode={unitCode} />)}
      </Route>
      <Route path="/campaigns/:campaignId/units/:unitCode/receipts/:number">
        {(params) => framed(<Receipt {...params} />)}
      </Route>
      <Route path="/campaigns/:campaignId/fill/*?">
        {({ campaignId }) => (
          <Suspense fallback={<Loading />}>
            <Filling campaignId={campaignId} />
          </Suspense>
        )}
      </Route>
      <Route path="/campaigns/:campaignId/drafts-aside/:version">
        {(params) => framed(<Aside key={params.version} {...params} />)}
      </Route>
      <Route path="/campaigns/:campaignId/materials">
        {({ campaignId }) => framed(<Materials campaignId={campaignId} />)}
      </Route>
      <Route path="/campaigns/:campaignId/tool">
        {({ campaignId }) => framed(<Tool campaignId={campaignId} />)}
      </Route>
      <Route path="/units">{framed(<Units />)}</Route>
      <Route path="/trail">{framed(<Trail />)}</Route>
      <Route>{framed(<Missing />)}</Route>
    </Switch>
  )
}
