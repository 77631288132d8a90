/**
 * The measurements of the design's table, in its order. Each line is printed beside its target and, where SQLite
 * alone can be asked the same, beside that.
 *
 * To add one: a function that returns a line, and its place in `measure`.
 */
import { cpus } from 'node:os';
import { coldVisit } from './browser.mjs';
import { Client } from './client.mjs';
import { Place } from './place.mjs';
import { Questions } from './questions.mjs';
import { signInsWithoutEnd } from './sign-ins.mjs';
import { grouped, median, print, rate, size, time } from './table.mjs';
import { finishTimes } from './wizard.mjs';
import { wrk } from './wrk.mjs';

const ONE = { clients: 1, seconds: 4 };
const SIXTEEN = { clients: 16, seconds: 8 };

/**
 * @typedef {{ place: Place, account: string, email: string, password: string, client: Client, questions: Questions }} Run
 * @typedef {import('./questions.mjs').Question} Question
 */

const partners = Number(process.argv[2] ?? 100_000);
const { place, seconds, account, email, password } = await Place.load(partners);
try {
  console.log(`${grouped(partners)} partners loaded in ${seconds.toFixed(1)} s\n`);
  await measure();
} finally {
  await place.remove();
}

async function measure() {
  const starts = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await place.stop();
    starts.push(await place.start());
  }
  const client = new Client(place.url);
  await client.signIn(email, password);
  const questions = new Questions(place.database, account);
  /** @type {Run} */
  const run = { place, account, email, password, client, questions };
  const lines = [
    await asked(run, 'directory list, one client, p50', questions.list(), 3),
    await asked(run, 'directory search for one word, p50', questions.search(), 5),
    await asked(run, 'directory filter and sort, p50', questions.filtered(), 3),
    await asked(run, 'directory page 3 000, p50', questions.deep(), 8),
    await many(run, 'list at 16 clients, as data', asData(run, questions.list()), 1_500),
    await many(run, 'list at 16 clients, as full HTML page', asPage(run, questions.list()), 1_000),
  ];
  const cold = await coldVisits(run);
  lines.push(time('first row visible, cold browser', cold.visible, 400));
  lines.push(size('first load, brotli: wasm + js + css', cold.loaded, 350_000, 'kB'));
  lines.push(size('memory after the run', place.memory(), 80_000_000, 'MB'));
  lines.push(time('start to first answer', median(starts), 200));
  lines.push(size('binary', Place.binarySize(), 40_000_000, 'MB'));
  lines.push(time('wizard finish, p50', median(await finishTimes(client, account, 100)), 10));
  lines.push(await heard(run, 'events list, one client, p50', [''], 3));
  lines.push(await heard(run, 'events search for one word, p50', ['q=suspended', 'q=hollow', 'q=contract'], 100));
  lines.push(await besideSignIns(run));
  print(lines);
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  console.log(`\n${processor}; SQLite alone is ${questions.version}, in the process that asks`);
  questions.close();
  client.close();
}

/**
 * One client, one kept connection.
 * @param {Run} run
 * @param {string} what
 * @param {Question[]} questions
 * @param {number} target
 */
async function asked(run, what, questions, target) {
  const { p50, failed } = await wrk(run.place.url, asData(run, questions), ONE);
  refuse(what, failed);
  return time(what, p50, target, run.questions.alone(questions));
}

/**
 * The same of the log, without a figure beside it.
 * @param {Run} run
 * @param {string} what
 * @param {string[]} queries
 * @param {number} target
 */
async function heard(run, what, queries, target) {
  const questions = queries.map((query) => ({ query, statements: [] }));
  const { p50, failed } = await wrk(run.place.url, asData(run, questions, 'events/list'), ONE);
  refuse(what, failed);
  return time(what, p50, target);
}

/**
 * @param {Run} run
 * @param {string} what
 * @param {import('./wrk.mjs').Ask[]} asks
 * @param {number} target
 */
async function many(run, what, asks, target) {
  const { perSecond, failed } = await wrk(run.place.url, asks, SIXTEEN);
  refuse(what, failed);
  return rate(what, perSecond, target, 1000 / run.questions.alone(run.questions.list()));
}

/** @param {Run} run */
async function coldVisits(run) {
  const visits = [];
  for (let turn = 0; turn < 5; turn += 1) {
    visits.push(await coldVisit(run.place.url, `/${run.account}/partners`, run.client.cookie));
  }
  return { visible: median(visits.map(({ visible }) => visible)), loaded: visits[0]?.loaded ?? 0 };
}

/**
 * The directory's slowest answers while people sign in as fast as they can, against those without.
 * @param {Run} run
 */
async function besideSignIns(run) {
  const what = 'p99 of the list while sign-ins run';
  const load = { clients: 2, seconds: 6 };
  const asks = asData(run, run.questions.list());
  const calm = await wrk(run.place.url, asks, load);
  const signIns = signInsWithoutEnd(run.place.url, 'not the right password');
  const busy = await wrk(run.place.url, asks, load);
  const answered = await signIns.stop();
  refuse(what, calm.failed + busy.failed);
  const ratio = busy.p99 / calm.p99;
  return {
    what: `${what} (${grouped(answered / load.seconds)} /s)`,
    got: `${busy.p99.toFixed(2)} ms`,
    sql: `calm: ${calm.p99.toFixed(2)} ms`,
    ratio: `${ratio.toFixed(1)} ×`,
    target: '≤ 2.0 × calm',
    met: ratio <= 2,
  };
}

/**
 * The server function that the hydrated page calls.
 * @param {Run} run
 * @param {Question[]} questions
 * @param {string} [list] which list
 */
function asData({ account, client }, questions, list = 'partners/list') {
  return questions.map(({ query }) => ({
    method: 'POST',
    path: `/sfn/${list}`,
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded', Cookie: client.cookie },
    body: new URLSearchParams({ account, query }).toString(),
  }));
}

/**
 * The page as a browser loads it.
 * @param {Run} run
 * @param {Question[]} questions
 */
function asPage({ account, client }, questions) {
  return questions.map(({ query }) => ({
    path: `/${account}/partners${query === '' ? '' : `?${query}`}`,
    headers: { Accept: 'text/html', Cookie: client.cookie },
  }));
}

/**
 * @param {string} what
 * @param {number} failed
 */
function refuse(what, failed) {
  if (failed > 0) {
    throw new Error(`${what}: ${failed} requests failed`);
  }
}
