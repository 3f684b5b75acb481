import { onScopeDispose, reactive } from 'vue'
import { newKey } from '@/shared/lib/http'
import { RequestFailed, type Problem } from '@/shared/lib/problem'
import { text } from '@/shared/i18n'
import { bytes } from '@/shared/lib/format'
import { sendFile, tooLarge, type Evidence } from '../api'

/** A file on its way, and what it is meant for: fixed when it was chosen, wherever the page has gone since. */
export interface Going<T = unknown> {
  key: string
  meant: T
  file: File
  sent: number
  problem?: Problem
  stop: () => void
}

/** Files on their way, one after the other: a phone's line carries one. What broke off waits to be tried again. */
export function useUploads<T>(arrived: (piece: Evidence, meant: T) => Promise<void>) {
  const going = reactive([]) as Going<T>[]
  let busy = false

  const drop = (one: Going<T>) => {
    one.stop()
    const at = going.findIndex((each) => each.key === one.key)
    if (at >= 0) going.splice(at, 1)
  }

  async function carry(one: Going<T>): Promise<void> {
    const line = new AbortController()
    one.stop = () => line.abort()
    one.sent = 0
    one.problem = undefined
    try {
      const piece = await sendFile(one.file, one.key, line.signal, (sent) => (one.sent = sent))
      await arrived(piece, one.meant)
      drop(one)
    } catch (error) {
      if ((error as Error).name === 'AbortError') return
      if (!(error instanceof RequestFailed)) throw error
      one.problem = error.problem
    }
  }

  async function run(): Promise<void> {
    if (busy) return
    busy = true
    try {
      for (let next = waiting(); next; next = waiting()) await carry(next)
    } finally {
      busy = false
    }
  }
  const started = new Set<string>()
  function waiting(): Going<T> | undefined {
    const next = going.find((each) => !started.has(each.key))
    if (next) started.add(next.key)
    return next
  }

  /** Sends files; what is plainly too large is told before it takes the line. */
  function send(files: File[], meant: T): void {
    for (const file of files) {
      const one: Going<T> = { key: newKey(), meant, file, sent: 0, stop: () => undefined }
      if (tooLarge(file)) {
        started.add(one.key)
        one.problem = { status: 413, code: 'SH-6006', title: text('files.tooLarge', { name: file.name, size: bytes(file.size), max: bytes(file.name.match(/pdf|docx|xlsx$/i) ? 100 << 20 : 20 << 20) }), wayOut: '' }
      }
      going.push(one)
    }
    void run()
  }
  function retry(one: Going<T>): void {
    started.delete(one.key)
    void run()
  }
  onScopeDispose(() => going.forEach((each) => each.stop()))
  return { going, send, retry, drop }
}
