import { Skeleton } from '@mantine/core'

const width = (seed: number) => `${42 + ((seed * 37) % 46)}%`

/** Rows of a table: as high as its rows, with as many cells as it has columns. */
export function SkeletonRows({ rows = 8, columns = 5, height = 48 }: { rows?: number; columns?: number; height?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ display: 'grid', gridTemplateColumns: `repeat(${columns}, 1fr)`, gap: 16, alignItems: 'center', height, borderBottom: '1px solid var(--line)' }}>
          {Array.from({ length: columns }, (_, column) => <Skeleton key={column} h={10} w={width(row * 7 + column * 3)} radius="sm" />)}
        </div>
      ))}
    </div>
  )
}

/** A few lines of text. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return <div aria-hidden>{Array.from({ length: lines }, (_, line) => <Skeleton key={line} h={10} w={width(line * 5)} radius="sm" my={9} />)}</div>
}

/** A record's page: title, facts, lines. */
export function SkeletonRecord() {
  return (
    <div aria-hidden>
      <Skeleton h={24} w={260} radius="sm" mb={20} />
      <Skeleton h={92} radius={12} mb={28} />
      <SkeletonRows rows={5} columns={4} />
    </div>
  )
}
