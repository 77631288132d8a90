/** A signed-in program that sends the forms of the pages, one after the other, over one kept connection. */
import { Agent, request } from 'node:http';

export class Client {
  /** @param {string} url */
  constructor(url) {
    this.url = new URL(url);
    this.cookie = '';
    this.address = '127.0.0.1';
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  /**
   * Sends a form and returns status, body and how long it took in milliseconds.
   * @param {string} name
   * @param {Record<string, string>} fields
   * @returns {Promise<{ status: number, body: any, took: number }>}
   */
  async send(name, fields) {
    const body = new URLSearchParams(fields).toString();
    const begun = performance.now();
    const { status, text, cookies } = await this.exchange(`/sfn/${name}`, body);
    const took = performance.now() - begun;
    for (const cookie of cookies) {
      this.keep(cookie.split(';')[0] ?? '');
    }
    return { status, body: text === '' ? null : JSON.parse(text), took };
  }

  /**
   * Signs in; later requests carry the session.
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    const { status, body } = await this.send('access/sign_in', { email, password });
    if (status !== 200) {
      throw new Error(`signing in was answered with ${status}: ${JSON.stringify(body)}`);
    }
  }

  close() {
    this.agent.destroy();
  }

  /** @param {string} cookie */
  keep(cookie) {
    const name = cookie.split('=')[0] ?? '';
    const others = this.cookie.split('; ').filter((have) => have !== '' && !have.startsWith(`${name}=`));
    this.cookie = [...others, cookie].join('; ');
  }

  /**
   * @param {string} path
   * @param {string} body
   * @returns {Promise<{ status: number, text: string, cookies: string[] }>}
   */
  async exchange(path, body) {
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
      Cookie: this.cookie,
      'X-Forwarded-For': this.address,
    };
    const options = { agent: this.agent, host: '127.0.0.1', port: this.url.port, path, method: 'POST', headers };
    return await new Promise((resolve, reject) => {
      const sent = request(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => (text += part));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, text, cookies: answer.headers['set-cookie'] ?? [] });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
