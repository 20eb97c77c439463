/** What a custom value is compared with: its texts and numbers, alone or in a list. */
export function comparable (value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(comparable)
  if (typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const number = typeof value === 'number' || value.trim() === '' ? NaN : Number(value)
  return Number.isNaN(number) ? [String(value), ...(typeof value === 'number' ? [value] : [])] : [value, number]
}

/** Custom values under names that no field of the store has. */
export function under<Prefix extends string> (
  prefix: Prefix,
  values: object | null
): Partial<Record<`${Prefix}.${string}`, unknown[]>> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [`${prefix}.${name}`, comparable(value)])
  ) as Partial<Record<`${Prefix}.${string}`, unknown[]>>
}
