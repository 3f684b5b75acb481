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
}

export const menu: MenuEntry[] = [
  { name: 'workbench', icon: 'home', ability: 'READ_WORK' },
  { name: 'progressHome', icon: 'chart', ability: 'READ_WORK', side: 'authority' },
  { name: 'evidence', icon: 'file', ability: 'READ_WORK', side: 'institution' },
  { name: 'sheets', icon: 'sheet', ability: 'READ_WORK', side: 'institution' },
  { name: 'results', icon: 'flag', ability: 'READ_WORK', side: 'institution' },
  { name: 'review', icon: 'sheet', ability: 'REVIEW', side: 'authority' },
  { name: 'publication', icon: 'flag', ability: 'REVIEW', side: 'authority' },
  { name: 'requests', icon: 'edit', ability: 'DECIDE', side: 'authority' },
  { name: 'campaigns', icon: 'list', ability: 'READ_WORK' },
  { name: 'security', icon: 'shield', ability: 'MANAGE_SECURITY' },
  { name: 'accounts', icon: 'lock', ability: ['MANAGE_PEOPLE', 'MANAGE_SECURITY'] },
  { name: 'people', icon: 'people', ability: 'MANAGE_PEOPLE' },
  { name: 'imports', icon: 'upload', ability: 'MANAGE_PEOPLE' },
  { name: 'audit', icon: 'search', ability: 'READ_AUDIT' },
  { name: 'units', icon: 'building', ability: 'READ_REGISTER', lookup: true },
]

/** Posts that exist only inside institutions, whatever unit they sit on. */
const INSIDE = ['director', 'quality-officer', 'department-head', 'head-nurse', 'clinician', 'unit-administrator']

/** Whether the post has one of the abilities. */
export const anyOf = (can: (ability: string) => boolean, ability: string | string[]): boolean => [ability].flat().some(can)

/** Those a person in this post sees. */
export function menuFor(can: (ability: string) => boolean, level: string, kind = ''): MenuEntry[] {
  const side = level === 'institution' || INSIDE.includes(kind) ? 'institution' : 'authority'
  return menu.filter((entry) => anyOf(can, entry.ability) && (!entry.side || entry.side === side))
}
