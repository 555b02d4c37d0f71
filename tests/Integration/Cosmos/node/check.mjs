// Runs the npm package @azure/cosmos against the emulator whose endpoint and key are the arguments. Prints "ok" for
// each thing that held; the first that does not ends the script with an error.
import assert from 'node:assert/strict';
import { CosmosClient, PatchOperationType } from '@azure/cosmos';

const [endpoint, key] = process.argv.slice(2);
const client = new CosmosClient({ endpoint, key });

async function check(what, run) {
  await run();
  console.log(`ok ${what}`);
}

const refused = code => error => {
  assert.equal(error.code, code);
  return true;
};

const { database } = await client.databases.createIfNotExists({ id: 'node' });
const { container } = await database.containers.createIfNotExists({
  id: 'stalls',
  partitionKey: { paths: ['/site'] },
  defaultTtl: -1,
});

await check('items are created, read, replaced, upserted and deleted', async () => {
  const { resource: created } = await container.items.create({ id: '1', site: 'maxwell', wait: 5 });
  const { resource: read } = await container.item('1', 'maxwell').read();
  assert.deepEqual(read, created);
  await container.item('1', 'maxwell').replace({ id: '1', site: 'maxwell', wait: 6 });
  await container.items.upsert({ id: '2', site: 'maxwell', wait: 7 });
  const { statusCode } = await container.item('2', 'maxwell').delete();
  assert.equal(statusCode, 204);
  assert.equal((await container.item('2', 'maxwell').read()).statusCode, 404);
});

await check('conflicts and stale versions are refused', async () => {
  await assert.rejects(container.items.create({ id: '1', site: 'maxwell' }), refused(409));
  await assert.rejects(
    container.item('1', 'maxwell').replace(
      { id: '1', site: 'maxwell' },
      { accessCondition: { type: 'IfMatch', condition: '"stale"' } }),
    refused(412));
});

await check('a patch changes a part', async () => {
  const { resource } = await container.item('1', 'maxwell').patch([{ op: PatchOperationType.incr, path: '/wait', value: 4 }]);
  assert.equal(resource.wait, 10);
});

await check('a batch commits as a whole or not at all', async () => {
  const good = await container.items.batch(
    [
      { operationType: 'Create', resourceBody: { id: 'b1', site: 'maxwell', wait: 1 } },
      { operationType: 'Upsert', resourceBody: { id: 'b2', site: 'maxwell', wait: 2 } },
      { operationType: 'Read', id: 'b1' },
    ],
    'maxwell');
  assert.deepEqual(good.result.map(r => r.statusCode), [201, 201, 200]);
  const bad = await container.items.batch(
    [
      { operationType: 'Create', resourceBody: { id: 'b3', site: 'maxwell' } },
      { operationType: 'Create', resourceBody: { id: 'b1', site: 'maxwell' } },
    ],
    'maxwell');
  assert.deepEqual(bad.result.map(r => r.statusCode), [424, 409]);
  assert.equal((await container.item('b3', 'maxwell').read()).statusCode, 404);
});

await check('queries run in one partition and over all', async () => {
  for (let i = 0; i < 25; i++)
    await container.items.create({ id: `q${i}`, site: `site${i % 5}`, wait: 100 + i });
  const spec = { query: 'SELECT VALUE c.wait FROM c WHERE c.wait >= @min ORDER BY c.wait DESC', parameters: [{ name: '@min', value: 100 }] };
  const all = await container.items.query(spec, { maxItemCount: 7 }).fetchAll();
  assert.deepEqual(all.resources, Array.from({ length: 25 }, (_, i) => 124 - i));
  const one = await container.items.query(spec, { partitionKey: 'site3' }).fetchAll();
  assert.deepEqual(one.resources, [123, 118, 113, 108, 103]);
  const count = await container.items.query('SELECT VALUE COUNT(1) FROM c WHERE c.wait >= 100').fetchAll();
  assert.deepEqual(count.resources, [25]);
  const groups = await container.items.query('SELECT c.site, COUNT(1) AS n FROM c WHERE c.wait >= 100 GROUP BY c.site').fetchAll();
  assert.deepEqual(groups.resources.map(g => g.n), [5, 5, 5, 5, 5]);
});

await check('pages go on by their token', async () => {
  const first = await container.items.query('SELECT * FROM c', { maxItemCount: 10, partitionKey: 'maxwell' }).fetchNext();
  assert.equal(first.resources.length, 3);
  const everything = await container.items.readAll({ maxItemCount: 10 }).fetchAll();
  assert.equal(everything.resources.length, 28);
});

await check('the change feed goes on from its token', async () => {
  const feed = container.items.changeFeed('site1', { startFromBeginning: true });
  const page = await feed.fetchNext();
  assert.equal(page.result.length, 5);
  assert.equal((await feed.fetchNext()).statusCode, 304);
  await container.items.create({ id: 'late', site: 'site1' });
  assert.deepEqual((await feed.fetchNext()).result.map(item => item.id), ['late']);
});

await check('what is not implemented is refused by name', async () => {
  await assert.rejects(
    container.scripts.storedProcedures.create({ id: 'p', body: 'function f() {}' }),
    error => error.code === 501 && /sprocs/.test(error.message));
});

await database.delete();
console.log('done');
