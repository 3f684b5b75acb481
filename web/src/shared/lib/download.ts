/** WeChat's browser neither downloads nor opens new windows; there a file is previewed or its link taken elsewhere. */
export const inWeChat = (agent = navigator.userAgent): boolean => /MicroMessenger/i.test(agent)

/** Fetches a file the server names; the session cookie goes along. */
export function download(path: string, name?: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = name ?? ''
  document.body.append(link)
  link.click()
  link.remove()
}

/** Puts text on the clipboard, also where the page is not on HTTPS; says whether it went. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Refused by the browser: the old way below still works after a click.
    }
  }
  const box = document.createElement('textarea')
  box.value = text
  box.setAttribute('readonly', '')
  box.style.position = 'fixed'
  box.style.opacity = '0'
  document.body.append(box)
  box.select()
  const done = document.execCommand?.('copy') ?? false
  box.remove()
  return done
}
