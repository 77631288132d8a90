/** Driving the server with wrk, and reading what it prints. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What is asked: one or several requests, taken in turn.
 * @typedef {{ method?: string, path: string, headers?: Record<string, string>, body?: string }} Ask
 *
 * What came out, times in milliseconds.
 * @typedef {{ p50: number, p99: number, perSecond: number, failed: number }} Result
 */

/**
 * Runs wrk against `url`.
 * @param {string} url
 * @param {Ask[]} asks
 * @param {{ clients: number, seconds: number }} load
 * @returns {Promise<Result>}
 */
export async function wrk(url, asks, { clients, seconds }) {
  const directory = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  const script = join(directory, 'asks.lua');
  writeFileSync(script, lua(asks));
  const threads = Math.min(2, clients);
  const options = ['-t', String(threads), '-c', String(clients), '-d', `${seconds}s`, '--timeout', '10s', '-s', script];
  try {
    return read(await output('wrk', [...options, url]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** @param {Ask[]} asks */
function lua(asks) {
  const formatted = asks.map(({ method = 'GET', path, headers = {}, body }) => {
    const fields = Object.entries(headers).map(([name, value]) => `[${quoted(name)}] = ${quoted(value)}`);
    const content = body === undefined ? 'nil' : quoted(body);
    return `wrk.format(${quoted(method)}, ${quoted(path)}, { ${fields.join(', ')} }, ${content})`;
  });
  return `
local asks, turn = nil, 0
function init() asks = { ${formatted.join(',\n')} } end
function request()
  turn = turn % #asks + 1
  return asks[turn]
end
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("RESULT %f %f %f %d\\n", latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.requests / summary.duration * 1000000, failed))
end
`;
}

/** @param {string} text */
function quoted(text) {
  return `"${text.replace(/[^ !#-[\]-~]/g, (character) => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`)}"`;
}

/** @param {string} text */
function read(text) {
  const found = /^RESULT (\S+) (\S+) (\S+) (\d+)$/m.exec(text);
  if (found === null) {
    throw new Error(`wrk printed no result:\n${text}`);
  }
  const [p50 = 0, p99 = 0, perSecond = 0, failed = 0] = found.slice(1).map(Number);
  return { p50, p99, perSecond, failed };
}

/**
 * Runs a program and returns what it prints.
 * @param {string} program
 * @param {string[]} options
 * @returns {Promise<string>}
 */
export async function output(program, options) {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (text) => (printed += String(text)));
    child.stderr.on('data', (text) => (printed += String(text)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${program} failed:\n${printed}`))));
  });
}
