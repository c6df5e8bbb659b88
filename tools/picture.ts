// Draws docs/architecture.svg from the real imports: folders of src/ as rooms on floors, arrows pointing down.
// A room stands one floor above the highest room that it uses. `npm run picture`.
import { writeFileSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import config from '../.dependency-cruiser.mjs'

interface Room {
  name: string
  files: number
  /** Imports into each other room. */
  uses: Map<string, number>
  floor: number
  x: number
}

type Side = 'node' | 'browser' | 'anywhere'
const nodeRooms = ['start', 'cli', 'http', 'actions', 'store']
const browserRooms = ['web', 'offline', 'filler', 'ui', 'sheet']
const sideOf = (name: string): Side =>
  nodeRooms.includes(name) ? 'node' : browserRooms.includes(name) ? 'browser' : 'anywhere'

const { width: roomWidth, height: roomHeight, gap, rise } = { width: 118, height: 48, gap: 34, rise: 112 }
const margin = 40

/** `src/web/pages/units.tsx` → `web`; what lies in `src/` itself is where things start. */
const roomOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? 'start'

async function readRooms(): Promise<Map<string, Room>> {
  const { output } = await cruise(
    ['src'],
    { ...config.options, exclude: { path: '\\.test\\.tsx?$' } },
    undefined,
    {
      tsConfig: { options: { jsx: 4, moduleResolution: 99, module: 199 } },
    } as never,
  )
  if (typeof output === 'string') throw new Error(output)
  const rooms = new Map<string, Room>()
  const roomNamed = (name: string) => {
    const room = rooms.get(name) ?? { name, files: 0, uses: new Map<string, number>(), floor: 0, x: 0 }
    rooms.set(name, room)
    return room
  }
  for (const { source, dependencies } of output.modules) {
    if (!source.startsWith('src/')) continue
    const room = roomNamed(roomOf(source))
    room.files += 1
    for (const { resolved } of dependencies) {
      if (!resolved.startsWith('src/') || roomOf(resolved) === room.name) continue
      room.uses.set(roomOf(resolved), (room.uses.get(roomOf(resolved)) ?? 0) + 1)
    }
  }
  return rooms
}

function settle(rooms: Map<string, Room>): void {
  const floorOf = (room: Room): number =>
    Math.max(0, ...[...room.uses.keys()].map((name) => floorOf(rooms.get(name)!) + 1))
  for (const room of rooms.values()) room.floor = floorOf(room)
  const widest = Math.max(...floors(rooms).map((floor) => floor.length))
  const whole = widest * (roomWidth + gap) - gap
  const order: Record<Side, number> = { node: 0, anywhere: 1, browser: 2 }
  for (const floor of floors(rooms)) {
    floor.sort((a, b) => order[sideOf(a.name)] - order[sideOf(b.name)] || a.name.localeCompare(b.name))
    const step = whole / floor.length
    for (const [index, room] of floor.entries()) room.x = margin + step * (index + 0.5) - roomWidth / 2
  }
}

function floors(rooms: Map<string, Room>): Room[][] {
  const highest = Math.max(...[...rooms.values()].map(({ floor }) => floor))
  return Array.from({ length: highest + 1 }, (_, floor) =>
    [...rooms.values()].filter((room) => room.floor === floor),
  )
}

/** Also reached through another room: such an arrow is drawn faintly. */
function isImplied(rooms: Map<string, Room>, from: Room, to: string): boolean {
  const reaches = (name: string): boolean => {
    const { uses } = rooms.get(name)!
    return uses.has(to) || [...uses.keys()].some(reaches)
  }
  return [...from.uses.keys()].some((name) => name !== to && reaches(name))
}

function draw(rooms: Map<string, Room>): string {
  const levels = floors(rooms)
  const width = Math.max(...[...rooms.values()].map(({ x }) => x)) + roomWidth + margin
  const height = margin * 2 + levels.length * rise - (rise - roomHeight) + 40
  const top = ({ floor }: Room) => margin + (levels.length - 1 - floor) * rise
  // Arrows that end at one room come in beside each other, in the order of where they come from.
  const landing = (from: Room, to: string): number => {
    const comers = [...rooms.values()].filter(({ uses }) => uses.has(to)).toSorted((a, b) => a.x - b.x)
    return rooms.get(to)!.x + (roomWidth * (comers.indexOf(from) + 1)) / (comers.length + 1)
  }
  const arrows: string[] = []
  for (const room of rooms.values())
    for (const [name, count] of room.uses) {
      const other = rooms.get(name)!
      const [x1, y1, x2, y2] = [
        room.x + roomWidth / 2,
        top(room) + roomHeight,
        landing(room, name),
        top(other) - 5,
      ]
      const bend = Math.min(70, (y2 - y1) / 2)
      const weight = Math.min(4, 0.8 + Math.log10(count)).toFixed(1)
      const faint = isImplied(rooms, room, name) ? ' class="faint"' : ''
      const path = `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
      arrows.push(
        `<path${faint} d="${path}" stroke-width="${weight}"><title>${room.name} → ${name}: ${count}</title></path>`,
      )
    }
  const boxes = [...rooms.values()].map((room) => {
    const [x, y, middle] = [room.x, top(room), room.x + roomWidth / 2]
    const files = `${room.files} ${room.files === 1 ? 'file' : 'files'}`
    return `<g class="${sideOf(room.name)}"><rect x="${x}" y="${y}" width="${roomWidth}" height="${roomHeight}" rx="6"/><text x="${middle}" y="${y + 21}" class="name">${room.name}</text><text x="${middle}" y="${y + 38}">${files}</text></g>`
  })
  const legend = (['node', 'anywhere', 'browser'] as const).map((side, index) => {
    const x = margin + index * 150
    const y = height - margin
    return `<g class="${side}"><rect x="${x}" y="${y - 11}" width="14" height="14" rx="3"/><text x="${x + 22}" y="${y}" class="key">${side}</text></g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<title>The floors of the house and who uses whom, drawn from the imports</title>
<style>
rect{stroke:#334155;fill:#fff}.node rect{fill:#dbeafe}.browser rect{fill:#fef3c7}.anywhere rect{fill:#dcfce7}
text{text-anchor:middle;fill:#334155}.name{font-size:14px;font-weight:600}.key{text-anchor:start}
path{fill:none;stroke:#475569;marker-end:url(#tip)}path.faint{stroke:#cbd5e1}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#475569;stroke:none;marker-end:none"/></marker></defs>
<rect width="${width}" height="${height}" style="fill:#fff;stroke:none"/>
${arrows.toSorted((a, b) => Number(b.includes('faint')) - Number(a.includes('faint'))).join('\n')}
${boxes.join('\n')}
${legend.join('\n')}
</svg>
`
}

const rooms = await readRooms()
settle(rooms)
writeFileSync('docs/architecture.svg', draw(rooms))
