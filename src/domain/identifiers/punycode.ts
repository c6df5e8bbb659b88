// Punycode, RFC 3492: how a Chinese domain label is written in ASCII.

const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700
const firstBias = 72
const firstNonAscii = 128
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin))
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}

const threshold = (k: number, bias: number): number => (k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias)

/** One label, without the `xn--`. */
export function encodePunycode(label: string): string {
  const points = [...label].map((letter) => letter.codePointAt(0)!)
  const plain = points.filter((point) => point < firstNonAscii)
  let written = String.fromCharCode(...plain)
  let done = plain.length
  if (done > 0) written += '-'
  let next = firstNonAscii
  let delta = 0
  let bias = firstBias
  for (; done < points.length; next++, delta++) {
    const smallest = points.reduce(
      (least, point) => (point >= next && point < least ? point : least),
      Number.MAX_SAFE_INTEGER,
    )
    delta += (smallest - next) * (done + 1)
    next = smallest
    for (const point of points) {
      if (point < next) delta++
      if (point !== next) continue
      let rest = delta
      for (let k = base; ; k += base) {
        const t = threshold(k, bias)
        if (rest < t) break
        written += digits[t + ((rest - t) % (base - t))]
        rest = Math.floor((rest - t) / (base - t))
      }
      written += digits[rest]
      bias = adapt(delta, done + 1, done === plain.length)
      delta = 0
      done++
    }
  }
  return written
}

/** What a label after its `xn--` stands for, or nothing when it is not Punycode. */
export function decodePunycode(written: string): string | undefined {
  const dash = written.lastIndexOf('-')
  const points = [...written.slice(0, Math.max(dash, 0))].map((letter) => letter.charCodeAt(0))
  let at = dash > 0 ? dash + 1 : 0
  let point = firstNonAscii
  let place = 0
  let bias = firstBias
  while (at < written.length) {
    const before = place
    let weight = 1
    for (let k = base; ; k += base) {
      const digit = digits.indexOf(written[at++] ?? ' ')
      if (digit < 0) return undefined
      place += digit * weight
      const t = threshold(k, bias)
      if (digit < t) break
      weight *= base - t
      if (place > 0x7fffffff || weight > 0x7fffffff) return undefined
    }
    const length = points.length + 1
    bias = adapt(place - before, length, before === 0)
    point += Math.floor(place / length)
    place %= length
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined
    points.splice(place++, 0, point)
  }
  return String.fromCodePoint(...points)
}
