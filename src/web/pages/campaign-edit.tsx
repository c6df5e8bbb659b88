import { type FormEvent, useState } from 'react'
import { questionnaires } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import { contract } from '../../contract/all.ts'
import type { CampaignView } from '../../contract/campaigns.ts'
import { dayOf } from '../../domain/calendar.ts'
import type { Contact } from '../../domain/campaign.ts'
import { Button, ButtonLink, LinkButton } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { useRouter } from '../../ui/link.tsx'
import { Banner } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { NumberField, TextArea, TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { faultItems, faultsOf, inPageOrder, textAt } from '../faults.ts'
import { useCampaigns } from '../frame.tsx'
import { FailedPage, Loading, useDeed, useTitle } from '../parts.tsx'
import { useMe, useNow } from '../session.tsx'
import { useCampaign } from './campaign.tsx'

/** Opens a campaign, or changes one. */
export default function CampaignEdit({ campaignId }: { campaignId?: string }) {
  return campaignId ? <Change campaignId={campaignId} /> : <New />
}

function Change({ campaignId }: { campaignId: string }) {
  useTitle('修改自查')
  const view = useCampaign(campaignId)
  const { go } = useRouter()
  if (view.isPending) return <Loading />
  if (view.isError) return <FailedPage error={view.error} retry={view.refetch} />
  return (
    <CampaignForm
      heading="修改自查"
      start={view.data.campaign}
      save={(values) => call(contract.campaigns.change, { params: { campaignId }, body: values })}
      saved={() => go(`/campaigns/${campaignId}`)}
      back={`/campaigns/${campaignId}`}
    />
  )
}

function New() {
  useTitle('发起自查')
  const { authority } = useMe()
  const { go } = useRouter()
  // The form is that of the year, so it is most likely its campaign; a second one needs a number of its own.
  const taken = (useCampaigns().data ?? []).some(({ campaign }) => campaign.id === String(campaign2019.year))
  const [id, setId] = useState(taken ? '' : String(campaign2019.year))
  const [year, setYear] = useState(taken ? '' : String(campaign2019.year))
  const [questionnaireId, setQuestionnaireId] = useState(Object.keys(questionnaires)[0] ?? '')
  return (
    <CampaignForm
      heading="发起自查"
      start={{ ...campaign2019, authority, contacts: campaign2019.contacts }}
      save={(values) =>
        call(contract.campaigns.create, {
          body: { ...values, id: id.trim(), year: Number(year), questionnaireId },
        })
      }
      saved={({ campaign }) => go(`/campaigns/${campaign.id}/progress`)}
      back="/"
    >
      <Panel title="编号与表单">
        <div className="stack">
          <TextField
            id="id"
            label="编号"
            hint="字母、数字和 -，印在回执编号里，建立后不能改。如 2019"
            value={id}
            onChange={setId}
            size={10}
          />
          <NumberField id="year" label="年度" value={year} onChange={setYear} size={4} />
          <Select
            id="questionnaire"
            label="表单"
            value={questionnaireId}
            onChange={setQuestionnaireId}
            options={Object.values(questionnaires).map(({ id: value, title }) => ({ value, label: title }))}
          />
          <p className="soft">名单中的全部单位都会加入，之后可再增加。</p>
        </div>
      </Panel>
    </CampaignForm>
  )
}

interface Values {
  title: string
  authority: string
  notice: string
  requirements: string[]
  opensOn: string
  dueOn: string
  closesOn: string
  majorEvent: string
  contacts: Contact[]
}

function CampaignForm({
  heading,
  start,
  save,
  saved,
  back,
  children,
}: {
  heading: string
  start: Omit<Values, 'contacts' | 'requirements'> & {
    contacts: readonly Contact[]
    requirements?: readonly string[]
  }
  save(values: Values): Promise<CampaignView>
  saved(view: CampaignView): void
  back: string
  children?: React.ReactNode
}) {
  const [values, setValues] = useState<Values>(() => ({
    title: start.title,
    authority: start.authority,
    notice: start.notice,
    requirements: [...(start.requirements ?? [])],
    opensOn: start.opensOn,
    dueOn: start.dueOn,
    closesOn: start.closesOn,
    majorEvent: start.majorEvent,
    contacts: [...start.contacts],
  }))
  const [attempt, setAttempt] = useState(0)
  const today = dayOf(new Date(useNow()))
  const set = <Key extends keyof Values>(key: Key, value: Values[Key]) =>
    setValues((before) => ({ ...before, [key]: value }))
  // What is empty is left out only on saving: while one types, the newest line or contact is empty.
  const requirements = values.requirements.map((line) => line.trim()).filter(Boolean)
  const contacts = values.contacts.filter(({ office, name, phone }) => `${office}${name}${phone}`.trim())
  const keep = useDeed(() => save({ ...values, requirements, contacts }), {
    done: (view) => {
      saved(view)
      return '已保存'
    },
    refused: () => {
      setAttempt((before) => before + 1)
      return true
    },
  })
  const faults = keep.isError ? faultsOf(keep.error, { authority: '发起单位' }) : []
  const faultAt = (id: string) => textAt(faults, id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    // Refusals number the contacts as they were sent.
    set('contacts', contacts)
    keep.mutate(undefined)
  }
  const setContact = (index: number, change: Partial<Contact>) =>
    set(
      'contacts',
      values.contacts.map((contact, at) => (at === index ? { ...contact, ...change } : contact)),
    )
  const text = (key: 'title' | 'authority' | 'majorEvent', label: string, hint?: string) => (
    <TextField
      id={key}
      label={label}
      hint={hint}
      error={faultAt(key)}
      value={values[key]}
      onChange={(value) => set(key, value)}
    />
  )
  const date = (key: 'opensOn' | 'dueOn' | 'closesOn', label: string, hint?: string) => (
    <DateField
      id={key}
      label={label}
      hint={hint}
      error={faultAt(key)}
      today={today}
      value={values[key]}
      onChange={(value) => set(key, value)}
    />
  )
  return (
    <form className="page-narrow stack" noValidate onSubmit={send}>
      <PageHead title={heading} />
      <ErrorSummary attempt={attempt} items={faultItems(inPageOrder(faults), 'title')} />
      {children}
      <Panel title="名称与日期">
        <div className="stack">
          {text('title', '名称')}
          {text('authority', '发起单位')}
          {date('opensOn', '自查开始')}
          {date('dueOn', '报送截止', '此日之后首次报送记为迟报，仍然接收')}
          {date('closesOn', '活动结束', '此日之后只接收被退回单位的更正')}
          {/^\d{4}-\d\d-\d\d$/.test(values.closesOn) && values.closesOn < today ? (
            <Banner tone="warn" title={`活动结束日早于今天（${today}），各单位不能报送`} />
          ) : (
            /^\d{4}-\d\d-\d\d$/.test(values.dueOn) &&
            values.dueOn < today && (
              <Banner tone="warn" title={`报送截止日早于今天（${today}），还没有报送的单位都显示为“未报”`} />
            )
          )}
          {text('majorEvent', '本年重大活动', '印在“重大活动安保准备”一题和总结提纲里')}
        </div>
      </Panel>
      <Panel title="联系人">
        <div className="stack">
          {values.contacts.map((contact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a contact has no other identity while it is typed.
            <fieldset key={index} className="row contact">
              <legend className="sr">联系人 {index + 1}</legend>
              <TextField
                id={`contacts-${index}-office`}
                error={faultAt(`contacts-${index}-office`)}
                label="处室"
                value={contact.office}
                onChange={(office) => setContact(index, { office })}
                size={10}
              />
              <TextField
                id={`contacts-${index}-name`}
                error={faultAt(`contacts-${index}-name`)}
                label="姓名"
                value={contact.name}
                onChange={(name) => setContact(index, { name })}
                size={10}
              />
              <TextField
                id={`contacts-${index}-phone`}
                error={faultAt(`contacts-${index}-phone`)}
                label="电话"
                value={contact.phone}
                onChange={(phone) => setContact(index, { phone })}
                size={10}
              />
              <LinkButton
                onClick={() =>
                  set(
                    'contacts',
                    values.contacts.filter((_, at) => at !== index),
                  )
                }
              >
                移除<span className="sr">联系人 {index + 1}</span>
              </LinkButton>
            </fieldset>
          ))}
          <Button
            look="plain"
            small
            onClick={() => set('contacts', [...values.contacts, { office: '', name: '', phone: '' }])}
          >
            增加联系人
          </Button>
        </div>
      </Panel>
      <Panel title="通知与要求">
        <div className="stack">
          <TextArea
            id="requirements"
            label="报送要求"
            hint="每行一条"
            rows={4}
            value={values.requirements.join('\n')}
            onChange={(value) => set('requirements', value.split('\n'))}
          />
          <TextArea
            id="notice"
            label="通知全文"
            hint="段落之间空一行"
            rows={14}
            value={values.notice}
            onChange={(value) => set('notice', value)}
          />
        </div>
      </Panel>
      <div className="row">
        <Button type="submit" busy={keep.isPending}>
          保存
        </Button>
        <ButtonLink look="plain" href={back}>
          取消
        </ButtonLink>
      </div>
    </form>
  )
}
