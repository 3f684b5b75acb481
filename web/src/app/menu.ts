import type { IconName } from '@/shared/ui/icons'

/** An entry of the left menu; shown to whoever has the ability. */
export interface MenuEntry {
  name: string
  icon: IconName
  /** Any of these opens it. */
  ability: string | string[]
  /** Only for institutions, or only for authorities. */
  side?: 'institution' | 'authority'
  /** Stands below the line: looked up now and then rather than worked in. */
  lookup?: boolean
  /** Where its pages live; the entry is lit on each of them. */
  paths: string[]
}

export const menu: MenuEntry[] = [
  { name: 'workbench', icon: 'home', ability: 'READ_WORK', paths: ['/work'] },
  { name: 'progressHome', icon: 'chart', ability: 'READ_WORK', side: 'authority', paths: ['/progress'] },
  { name: 'evidence', icon: 'file', ability: 'READ_WORK', side: 'institution', paths: ['/evidence'] },
  { name: 'sheets', icon: 'sheet', ability: 'READ_WORK', side: 'institution', paths: ['/sheets'] },
  { name: 'results', icon: 'flag', ability: 'READ_WORK', side: 'institution', paths: ['/results', '/cases', '/publication'] },
  { name: 'review', icon: 'sheet', ability: 'REVIEW', side: 'authority', paths: ['/cases'] },
  { name: 'publication', icon: 'flag', ability: 'REVIEW', side: 'authority', paths: ['/publication'] },
  { name: 'signOffs', icon: 'check', ability: ['DECIDE', 'APPLY'], paths: ['/sign-offs'] },
  { name: 'requests', icon: 'edit', ability: 'DECIDE', side: 'authority', paths: ['/na-requests'] },
  { name: 'plans', icon: 'chart', ability: 'RUN_CAMPAIGN', side: 'authority', paths: ['/plans'] },
  { name: 'campaigns', icon: 'list', ability: 'READ_WORK', paths: ['/campaigns'] },
  { name: 'security', icon: 'shield', ability: 'MANAGE_SECURITY', paths: ['/security'] },
  { name: 'accounts', icon: 'lock', ability: ['MANAGE_PEOPLE', 'MANAGE_SECURITY'], paths: ['/accounts'] },
  { name: 'people', icon: 'people', ability: 'MANAGE_PEOPLE', paths: ['/people'] },
  { name: 'imports', icon: 'upload', ability: 'MANAGE_PEOPLE', paths: ['/imports'] },
  { name: 'audit', icon: 'search', ability: 'READ_AUDIT', paths: ['/audit'] },
  { name: 'units', icon: 'building', ability: 'READ_REGISTER', lookup: true, paths: ['/units'] },
]

/** Whether a page belongs to the entry. */
export const lit = (entry: MenuEntry, path: string): boolean => entry.paths.some((at) => path === at || path.startsWith(`${at}/`))

/** Posts that exist only inside institutions, whatever unit they sit on. */
const INSIDE = ['director', 'quality-officer', 'department-head', 'head-nurse', 'clinician', 'unit-administrator']

/** Whether the post has one of the abilities. */
export const anyOf = (can: (ability: string) => boolean, ability: string | string[]): boolean => [ability].flat().some(can)

/** Those a person in this post sees. */
export function menuFor(can: (ability: string) => boolean, level: string, kind = ''): MenuEntry[] {
  const side = level === 'institution' || INSIDE.includes(kind) ? 'institution' : 'authority'
  return menu.filter((entry) => anyOf(can, entry.ability) && (!entry.side || entry.side === side))
}
