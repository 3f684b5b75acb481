import { address, headersOf, type Wish } from './http'
import { RequestFailed, type Problem } from './problem'
import { text } from '../i18n'

const fault = (status: number, code: string, title: string, wayOut: string) =>
  new RequestFailed({ status, code, title: text(title), wayOut: text(wayOut) })

function problemOf(request: XMLHttpRequest): RequestFailed {
  try {
    const body = JSON.parse(request.responseText) as Problem
    if (body.code) return new RequestFailed(body)
  } catch {
    // A proxy's page, or nothing.
  }
  return fault(request.status, `SH-${request.status}`, 'problem.unreadable', 'problem.retry')
}

/**
 * Sends a file as it is and tells how far it has come; `fetch` cannot. The key names the action, so that the same file
 * sent again after a broken line arrives once.
 */
export function upload<T>(
  path: string,
  file: Blob,
  wish: { query: Wish['query']; key: string; signal: AbortSignal; sent: (bytes: number) => void },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address(path, wish.query))
    Object.entries(headersOf('POST', wish.key)).forEach(([name, value]) => request.setRequestHeader(name, value))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => wish.sent(event.loaded)
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve(JSON.parse(request.responseText) as T) : reject(problemOf(request)))
    request.onerror = () => reject(fault(0, 'SH-1204', 'files.offline', 'files.offlineWayOut'))
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    wish.signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
