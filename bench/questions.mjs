/**
 * What the directory is asked, over HTTP and, beside it, of SQLite alone: the rows of the page, the total, and the
 * numbers of every filter, by the same indexes.
 */
import { createRequire } from 'node:module';

const fromTests = createRequire(new URL('../end2end/package.json', import.meta.url));

const ROWS = 25;
const COLUMNS = `p.number, p.partner_id, p.type, p.status, p.name, p.external_id, p.technical_name, p.technical_email,
  p.business_name, p.business_email, p.program_count, p.distribution_count, p.service_count, p.syndication_count,
  p.revision, p.created_at, p.changed_at`;
const COUNTS = 'SELECT status, type, n FROM partner_counts WHERE account_id = ?';

/**
 * The list's part of the URL, and the statements that answer it.
 * @typedef {{ query: string, statements: { sql: string, values: (string | number)[] }[] }} Question
 */

export class Questions {
  /**
   * @param {string} file
   * @param {string} account
   */
  constructor(file, account) {
    const Sqlite = fromTests('libsql');
    this.account = account;
    this.database = new Sqlite(file, { readonly: true });
    for (const pragma of ['cache_size = -8000', 'mmap_size = 268435456', 'temp_store = MEMORY', 'query_only = ON']) {
      this.database.exec(`PRAGMA ${pragma}`);
    }
    /** @type {Map<string, any>} */
    this.prepared = new Map();
  }

  /** The engine that is asked directly. */
  get version() {
    return `SQLite ${this.database.prepare('SELECT sqlite_version() AS version').get().version}`;
  }

  get partners() {
    return Number(this.database.prepare('SELECT count(*) AS n FROM partners').get().n);
  }

  /** The first page, the newest first. */
  list() {
    return [this.page('', 'partners_by_created', 'p.created_at DESC, p.number DESC', 0)];
  }

  /** One word each, from the names that are there. */
  search() {
    const some = this.database.prepare('SELECT name FROM partners WHERE number % 4999 = 17 LIMIT 20').all();
    const words = new Set(some.flatMap((/** @type {{ name: string }} */ row) => row.name.match(/\p{L}{4,}/gu) ?? []));
    return [...words].map((word) => this.matching(word));
  }

  /** One status, sorted by name or by contracts. */
  filtered() {
    return [
      this.page('status=active&sort=name', 'partners_by_name', 'p.name COLLATE NOCASE, p.number', 0, 'active'),
      this.page('status=invited&sort=-program', 'partners_by_program', 'p.program_count DESC, p.number DESC', 0, 'invited'),
      this.page('status=active&sort=-changed', 'partners_by_changed', 'p.changed_at DESC, p.number DESC', 0, 'active'),
    ];
  }

  /** Three quarters down the list: page 3 000 of 100 000 partners. */
  deep() {
    const page = Math.max(1, Math.floor((this.partners * 0.75) / ROWS));
    return [this.page(`sort=name&page=${page}`, 'partners_by_name', 'p.name COLLATE NOCASE, p.number', (page - 1) * ROWS)];
  }

  /**
   * How long SQLite alone takes for one of `questions`, the middle of many, in milliseconds.
   * @param {Question[]} questions
   */
  alone(questions) {
    const times = [];
    const end = performance.now() + 1_500;
    for (let turn = 0; performance.now() < end || turn < 20; turn += 1) {
      const question = questions[turn % questions.length];
      const begun = performance.now();
      for (const { sql, values } of question?.statements ?? []) {
        this.statement(sql).all(...values);
      }
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  }

  close() {
    this.database.close();
  }

  /** @param {string} sql */
  statement(sql) {
    const known = this.prepared.get(sql) ?? this.database.prepare(sql);
    this.prepared.set(sql, known);
    return known;
  }

  /**
   * @param {string} query
   * @param {string} index
   * @param {string} order
   * @param {number} skip
   * @param {string} [status]
   * @returns {Question}
   */
  page(query, index, order, skip, status) {
    const filter = status === undefined ? '' : 'AND p.status = ?';
    const sql = `SELECT ${COLUMNS} FROM (
        SELECT p.number FROM partners p INDEXED BY ${index} WHERE p.account_id = ? ${filter}
        ORDER BY ${order} LIMIT ${ROWS} OFFSET ${skip}
      ) i CROSS JOIN partners p ON p.number = i.number ORDER BY ${order}`;
    const values = status === undefined ? [this.account] : [this.account, status];
    return { query, statements: [{ sql: COUNTS, values: [this.account] }, { sql, values }] };
  }

  /**
   * @param {string} word
   * @returns {Question}
   */
  matching(word) {
    const matches = 'SELECT rowid AS number FROM partners_words WHERE partners_words MATCH ?';
    const from = `FROM (${matches}) s CROSS JOIN partners p ON p.number = s.number WHERE p.account_id = ?`;
    const values = [`"${word}" *`, this.account];
    const counted = `SELECT p.status, p.type, count(*) ${from} GROUP BY p.status, p.type`;
    const found = `SELECT ${COLUMNS} ${from} ORDER BY p.created_at DESC, p.number DESC LIMIT ${ROWS}`;
    const all = { sql: COUNTS, values: [this.account] };
    return { query: `q=${encodeURIComponent(word)}`, statements: [all, { sql: counted, values }, { sql: found, values }] };
  }
}
