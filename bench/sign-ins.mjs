/** Many people signing in at once, as a load beside other requests. */
import { Client } from './client.mjs';

/**
 * Signs in over and over, from ever new addresses so that no throttle holds it back, until told to stop.
 * @param {string} url
 * @param {string} password
 * @returns {{ stop: () => Promise<number> }} `stop` says how many attempts were answered
 */
export function signInsWithoutEnd(url, password) {
  let going = true;
  let answered = 0;
  const one = async (/** @type {number} */ worker) => {
    const client = new Client(url);
    for (let turn = 0; going; turn += 1) {
      client.address = `10.${worker}.${(turn >> 8) & 255}.${turn & 255}`;
      const { status } = await client.send('access/sign_in', { email: `nobody-${worker}-${turn}@bench.example`, password });
      if (status >= 500) {
        throw new Error(`a sign-in was answered with ${status}`);
      }
      answered += 1;
    }
    client.close();
  };
  const workers = Array.from({ length: 8 }, (_, worker) => one(worker));
  return {
    stop: async () => {
      going = false;
      await Promise.all(workers);
      return answered;
    },
  };
}
