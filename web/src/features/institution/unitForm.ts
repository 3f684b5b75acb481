import type { Correction, Unit } from './api'
import type { UnitForm } from './components/UnitFields.vue'

const FIGURES = ['beds', 'staff', 'medicalStaff', 'population'] as const

export const emptyForm = (): UnitForm => ({ name: '', type: '', code: '', beds: '', staff: '', medicalStaff: '', population: '' })

/** What stands, as a form shows it. */
export function asForm(unit: Unit): UnitForm {
  const form = { ...emptyForm(), name: unit.name, type: unit.type, code: unit.code ?? '' }
  for (const key of FIGURES) form[key] = unit.attributes[key] === undefined ? '' : String(unit.attributes[key])
  return form
}

/** What a form says; attributes it does not show are kept. */
export function asCorrection(form: UnitForm, level: string, standing: Unit['attributes'] = {}): Correction {
  const attributes: Unit['attributes'] = { ...standing }
  if (level === 'institution') {
    for (const key of FIGURES) {
      if (String(form[key]).trim() === '') delete attributes[key]
      else attributes[key] = Number(form[key])
    }
  }
  return { name: form.name.trim(), type: form.type, code: form.code.trim() || undefined, attributes }
}
