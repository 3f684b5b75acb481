/** Where a matter is read and signed: on its own page. */
export const signOffTarget = (row: { kind: string; subject: string }) => ({ name: row.kind.endsWith('campaign') ? 'campaign' : 'desk', params: { id: row.subject } })
