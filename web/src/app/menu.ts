import type { IconName } from '@/shared/ui/icons'

/** An entry of the left menu; shown to whoever has the ability. */
export interface MenuEntry {
  name: string
  icon: IconName
  ability: string
  /** Only for institutions, or only for authorities. */
  side?: 'institution' | 'authority'
}

export const menu: MenuEntry[] = [
  { name: 'workbench', icon: 'home', ability: 'READ_WORK', side: 'institution' },
  { name: 'campaigns', icon: 'flag', ability: 'READ_WORK' },
  { name: 'units', icon: 'building', ability: 'READ_REGISTER' },
]

/** Those a person in this post sees. */
export function menuFor(can: (ability: string) => boolean, level: string, kind = ''): MenuEntry[] {
  const institution = ['director', 'quality-officer', 'department-head', 'head-nurse', 'clinician', 'unit-administrator']
  const side = level === 'institution' || institution.includes(kind) ? 'institution' : 'authority'
  return menu.filter((entry) => can(entry.ability) && (!entry.side || entry.side === side))
}
