// 《2019 年公安机关网络安全执法检查自查表》 as the Beijing education system fills it in, put together from its parts.
import type { Option, Question, Questionnaire, Table } from '../../domain/questionnaire.ts'
import educationGrades from '../code-lists/education-grades.json' with { type: 'json' }
import filing2007 from '../code-lists/filing-2007.json' with { type: 'json' }
import industries2007 from '../code-lists/industries-2007.json' with { type: 'json' }
import regions from '../code-lists/regions.json' with { type: 'json' }
import form from './bjedu2019/form.json' with { type: 'json' }
import options from './bjedu2019/options.json' with { type: 'json' }
import dataQuestions from './bjedu2019/questions-data.json' with { type: 'json' }
import dutyQuestions from './bjedu2019/questions-duty.json' with { type: 'json' }
import evidenceQuestions from './bjedu2019/questions-evidence.json' with { type: 'json' }
import mlpsQuestions from './bjedu2019/questions-mlps.json' with { type: 'json' }
import networkQuestions from './bjedu2019/questions-network.json' with { type: 'json' }
import planQuestions from './bjedu2019/questions-plan.json' with { type: 'json' }
import resultQuestions from './bjedu2019/questions-results.json' with { type: 'json' }
import totalQuestions from './bjedu2019/questions-totals.json' with { type: 'json' }
import unitQuestions from './bjedu2019/questions-unit.json' with { type: 'json' }
import sections from './bjedu2019/sections.json' with { type: 'json' }
import dataSets from './bjedu2019/table-data-sets.json' with { type: 'json' }
import systems from './bjedu2019/table-systems.json' with { type: 'json' }
import systemAssessment from './bjedu2019/table-systems-assessment.json' with { type: 'json' }
import systemGrading from './bjedu2019/table-systems-grading.json' with { type: 'json' }
import systemProducts from './bjedu2019/table-systems-products.json' with { type: 'json' }
import systemProtection from './bjedu2019/table-systems-protection.json' with { type: 'json' }
import websites from './bjedu2019/table-websites.json' with { type: 'json' }
import websiteProtection from './bjedu2019/table-websites-protection.json' with { type: 'json' }
import internetTables from './bjedu2019/tables-internet.json' with { type: 'json' }
import networkTables from './bjedu2019/tables-network.json' with { type: 'json' }
import supplyTables from './bjedu2019/tables-supply.json' with { type: 'json' }

const educationSystems: Option[] = educationGrades.map(({ code, category, name }) => ({
  code,
  label: `${category}：${name}`,
}))

// JSON reaches TypeScript with widened types; `all.test.ts` proves its shape, key by key.
const questions = [
  ...unitQuestions,
  ...dutyQuestions,
  ...planQuestions,
  ...mlpsQuestions,
  ...evidenceQuestions,
  ...networkQuestions,
  ...totalQuestions,
  ...dataQuestions,
  ...resultQuestions,
] as unknown as readonly Question[]

const tables = [
  {
    ...systems,
    columns: [
      ...systems.columns,
      ...systemGrading,
      ...systemAssessment,
      ...systemProducts,
      ...systemProtection,
    ],
  },
  { ...websites, columns: [...websites.columns, ...websiteProtection] },
  ...networkTables,
  ...internetTables,
  ...supplyTables,
  dataSets,
] as unknown as readonly Table[]

export const bjedu2019: Questionnaire = {
  ...form,
  options: {
    ...(filing2007 as Questionnaire['options']),
    industries2007,
    regions,
    educationSystems,
    ...(options as Questionnaire['options']),
  },
  questions,
  tables,
  sections: sections as unknown as Questionnaire['sections'],
}
