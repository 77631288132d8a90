/** The table of results, and the numbers in it. */

/**
 * One line: what was measured, what came out, what SQLite alone took, what is aimed at.
 * @typedef {{ what: string, got: string, sql?: string, ratio?: string, target: string, met: boolean | undefined }} Line
 */

/**
 * A time in milliseconds against its target.
 * @param {string} what
 * @param {number} got
 * @param {number} target
 * @param {number} [sql] what SQLite alone took
 * @returns {Line}
 */
export function time(what, got, target, sql) {
  const line = { what, got: milliseconds(got), target: `≤ ${milliseconds(target)}`, met: got <= target };
  return sql === undefined ? line : { ...line, sql: milliseconds(sql), ratio: `${(got / sql).toFixed(1)} ×` };
}

/**
 * Answers per second against their target.
 * @param {string} what
 * @param {number} got
 * @param {number} target
 * @param {number} [sql] how often SQLite alone answers the same on one core
 * @returns {Line}
 */
export function rate(what, got, target, sql) {
  const line = { what, got: `${grouped(got)} /s`, target: `≥ ${grouped(target)} /s`, met: got >= target };
  return sql === undefined ? line : { ...line, sql: `${grouped(sql)} /s`, ratio: `${(got / sql).toFixed(2)} ×` };
}

/**
 * A size in bytes against its target.
 * @param {string} what
 * @param {number} got
 * @param {number} target
 * @param {'kB' | 'MB'} unit
 * @returns {Line}
 */
export function size(what, got, target, unit) {
  const one = unit === 'kB' ? 1_000 : 1_000_000;
  const text = (/** @type {number} */ bytes) => `${(bytes / one).toFixed(unit === 'kB' ? 0 : 1)} ${unit}`;
  return { what, got: text(got), target: `≤ ${text(target)}`, met: got <= target };
}

/** @param {number} value */
export function milliseconds(value) {
  return value >= 100 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(2)} ms`;
}

/** @param {number} value */
export function grouped(value) {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ' ');
}

/**
 * The middle of some numbers.
 * @param {number[]} values
 */
export function median(values) {
  return percentile(values, 50);
}

/**
 * @param {number[]} values
 * @param {number} percent
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

/**
 * Prints the lines as a Markdown table.
 * @param {Line[]} lines
 */
export function print(lines) {
  const cells = [['what', 'Entente', 'SQLite alone', 'ratio', 'target', '']];
  for (const { what, got, sql, ratio, target, met } of lines) {
    cells.push([what, got, sql ?? '–', ratio ?? '–', target, met === undefined ? '' : met ? 'met' : 'MISSED']);
  }
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  for (const row of [cells[0] ?? [], rule, ...cells.slice(1)]) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  }
}
