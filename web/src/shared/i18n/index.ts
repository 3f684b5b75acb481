import { createI18n } from 'vue-i18n'
import access from './zh/access'
import assessment from './zh/assessment'
import audit from './zh/audit'
import campaign from './zh/campaign'
import dashboard from './zh/dashboard'
import document from './zh/document'
import evidence from './zh/evidence'
import imports from './zh/imports'
import institution from './zh/institution'
import notify from './zh/notify'
import plan from './zh/plan'
import publication from './zh/publication'
import review from './zh/review'
import shared from './zh/shared'
import signoff from './zh/signoff'

/** All texts, Chinese first; a key without Chinese fails the build's test. */
export const messages = { zh: { ...shared, access, assessment, audit, campaign, dashboard, document, evidence, imports, institution, notify, plan, publication, review, signoff } }

export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages, missingWarn: true })

/** A text outside a component. */
export const text = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values)
