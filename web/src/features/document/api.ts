import { addressOf, get, post, type Schema } from '@/shared/lib/api'
import { upload } from '@/shared/lib/upload'

export type Paper = Schema<'DocumentPaperView'>
export type Copy = Schema<'DocumentCopyView'>
export type Scan = Schema<'DocumentScanView'>
export type Receipt = Schema<'DocumentReceiptView'>
export type OpenStep = Schema<'SignoffOpenStepView'>
export type Form = 'sign-off' | 'application'

/** What a scanner or a phone writes. */
export const ACCEPT = ['.jpg', '.jpeg', '.png', '.pdf']

export const loadPaper = (form: Form, subject: string, signal?: AbortSignal) => get('/api/documents/{form}/{subject}', { path: { form, subject }, signal })
export const print = (form: Form, subject: string) => post('/api/documents/{form}/{subject}/copies', { path: { form, subject } })
export const fileOf = (form: Form, subject: string, version: number, ending: 'pdf' | 'docx'): string =>
  ending === 'pdf'
    ? addressOf('/api/documents/{form}/{subject}/copies/{version}.pdf', { path: { form, subject, version } })
    : addressOf('/api/documents/{form}/{subject}/copies/{version}.docx', { path: { form, subject, version } })
/** The picture of the first page, drawn by the server. */
export const pictureOf = (evidence: string): string => addressOf('/api/evidence/{id}/picture', { path: { id: evidence }, query: { page: 0 } })
export interface Typed { number: string; version: number }
export const bring = (form: Form, subject: string, file: File, typed: Typed | undefined, line: { key: string; signal: AbortSignal; sent: (bytes: number) => void }) =>
  upload<Scan>(addressOf('/api/documents/{form}/{subject}/scans', { path: { form, subject } }), file, { query: { name: file.name, number: typed?.number, version: typed?.version }, ...line })
export const settle = (scan: Scan, fits: boolean, why: string) => post('/api/documents/scans/{id}/settle', { path: { id: scan.id }, version: scan.version, body: { fits, why } })
export const loadSigners = (sheet: string, signal?: AbortSignal) => get('/api/sign-offs/{id}/signers', { path: { id: sheet }, signal })
export type Ink = Schema<'DocumentInkBody'>
/** What is left empty the server names, field by field. */
export const enter = (scan: string, seen: number, signatures: Partial<Ink>[]) => post('/api/documents/scans/{id}/signatures', { path: { id: scan }, version: seen, body: { signatures: signatures as Ink[] } })
export const tick = (form: Form, subject: string, kind: Receipt['kind'], on: string | null) => post('/api/documents/{form}/{subject}/receipts', { path: { form, subject }, body: { kind, on: on as string } })
export const untick = (form: Form, subject: string, kind: Receipt['kind'], why: string) => post('/api/documents/{form}/{subject}/receipts/withdraw', { path: { form, subject }, body: { kind, why } })
