/** The server under measurement: a fresh data directory, the demo account in it, the release binary on a free port. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from './wrk.mjs';

const binary = process.env['ENTENTE_BIN'] ?? fileURLToPath(new URL('../target/release/entente', import.meta.url));

export class Place {
  /** @param {string} directory */
  constructor(directory) {
    this.directory = directory;
    this.database = join(directory, 'entente.db');
    this.url = '';
    /** @type {import('node:child_process').ChildProcess | undefined} */
    this.process = undefined;
  }

  /**
   * Makes the demo account with so many partners.
   * @param {number} partners
   * @returns {Promise<{ place: Place, seconds: number, account: string, email: string, password: string }>}
   */
  static async load(partners) {
    const place = new Place(mkdtempSync(join(tmpdir(), 'entente-bench-')));
    const begun = performance.now();
    const printed = await output(binary, ['demo', '--partners', String(partners), '--load-only', ...place.data()]);
    const seconds = (performance.now() - begun) / 1000;
    const found = /Demo account (\S+): sign in as (\S+) with the password (.+)/.exec(printed);
    if (found === null) {
      throw new Error(`the demo printed no sign-in:\n${printed}`);
    }
    const [account = '', email = '', password = ''] = found.slice(1).map((text) => text.trim());
    return { place, seconds, account, email, password };
  }

  /**
   * Starts the server and returns how long it took to its first answer, in milliseconds.
   * @returns {Promise<number>}
   */
  async start() {
    const port = await freePort();
    this.url = `http://localhost:${port}`;
    const listen = ['--listen', `127.0.0.1:${port}`, '--public-url', this.url, '--trusted-proxy', '127.0.0.1'];
    const begun = performance.now();
    const child = spawn(binary, ['serve', '--log', 'error', ...listen, ...this.data()], { stdio: 'ignore' });
    this.process = child;
    for (;;) {
      if (child.exitCode !== null || performance.now() - begun > 30_000) {
        throw new Error('the server did not start');
      }
      const answer = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => undefined);
      if (answer?.ok === true) {
        return performance.now() - begun;
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async stop() {
    const child = this.process;
    if (child !== undefined) {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      this.process = undefined;
    }
  }

  async remove() {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Resident memory of the server, in bytes. */
  memory() {
    const status = readFileSync(`/proc/${this.process?.pid ?? 0}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  }

  /** Size of the program, in bytes. */
  static binarySize() {
    return statSync(binary).size;
  }

  data() {
    return ['--data-dir', this.directory, '--database', this.database];
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
