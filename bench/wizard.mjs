/** The wizard through HTTP: filling drafts in, and timing the step that makes everything. */

/**
 * Finishes `count` drafts one after the other and returns how long each finish took, in milliseconds.
 * @param {import('./client.mjs').Client} client
 * @param {string} account
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function finishTimes(client, account, count) {
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const draft = await fillIn(client, account, `Benchmark Partner ${Date.now()} ${number}`);
    times.push((await post(client, 'wizard/finish', { account, draft })).took);
  }
  return times;
}

/**
 * @param {import('./client.mjs').Client} client
 * @param {string} account
 * @param {string} name
 */
async function fillIn(client, account, name) {
  const { body } = await post(client, 'wizard/start', { account });
  const draft = /DR-[\d-]+/.exec(body.go)?.[0] ?? '';
  const form = { account, draft };
  await post(client, 'wizard/save_details', { ...form, kind: 'vendor', name, new_agreement: 'true', similar_seen: 'true' });
  const text = { title: `${name} Agreement`, description: `Agreement with ${name}`, source: 'none' };
  await post(client, 'wizard/save_agreement', { ...form, ...text });
  const { marketplaces } = (await post(client, 'wizard/find', form)).body;
  await post(client, 'wizard/save_marketplace', { ...form, marketplace: marketplaces[0].value, auto_accept: 'true' });
  await post(client, 'wizard/save_action', { ...form, action: 'link', expiry_days: '14' });
  return draft;
}

/**
 * @param {import('./client.mjs').Client} client
 * @param {string} name
 * @param {Record<string, string>} fields
 */
async function post(client, name, fields) {
  const answer = await client.send(name, fields);
  if (answer.status !== 200) {
    throw new Error(`${name} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}
