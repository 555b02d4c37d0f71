import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { address, partnerKey, picture, venueId, visit } from './browser.mjs';

const menu = {
  items: [
    {
      itemId: 'chicken-rice', name: 'Chicken Rice', price: { cents: 450, currency: 'SGD' }, description: 'With soup and chilli.',
      options: [
        { optionId: 'size', name: 'Size', choices: [{ choiceId: 'usual', name: 'Usual' }, { choiceId: 'large', name: 'Large', extra: { cents: 100, currency: 'SGD' } }], least: 1 },
        { optionId: 'extra', name: 'Extra', choices: [{ choiceId: 'egg', name: 'Egg', extra: { cents: 60, currency: 'SGD' } }, { choiceId: 'tofu', name: 'Tofu' }], most: 2 },
      ],
    },
    { itemId: 'soup', name: 'Soup', price: { cents: 200, currency: 'SGD' } },
  ],
};
let key = null;

const put = async (path, body) => {
  const response = await fetch(new URL(`api/v1/venues/${venueId}/${path}`, process.argv[2]), {
    method: 'PUT', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}`, 'If-Match': '*' },
  });
  assert.equal(response.status, 200, await response.text());
};

before(async () => {
  key = await partnerKey();
  await put('menu', menu);
  await put('ordering', { takesOrders: true, portionsPerSlot: 60, lastOrderMinutes: 0 });
});

const order = async (t, options) => {
  const page = await visit(t, `#/venues/${venueId}/order`, options);
  await page.getByText(/Ready about \d\d:\d\d, \d\d:\d\d to \d\d:\d\d/).waitFor();
  await page.getByLabel('How many: Chicken Rice').fill('2');
  await page.getByLabel('Size').selectOption('large');
  await page.getByText('Egg +$0.60').click();
  assert.equal(await page.locator('.total').textContent(), '$12.20');
  return page;
};

const openStall = async t => {
  const stall = await visit(t, `#/venues/${venueId}/orders`);
  await stall.getByLabel('The stall’s API key').fill(key);
  await stall.getByRole('button', { name: 'Open' }).click();
  return stall;
};

test('a diner orders from the stall’s page, is asked to pay, and sees at once what the stall says', async t => {
  const start = await visit(t, `#/venues/${venueId}`);
  await start.getByRole('link', { name: 'Order here and skip the line' }).waitFor();

  const page = await order(t);
  await picture(page, 'order-form');
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByText(/Please pay by \d\d:\d\d/).waitFor();
  assert.match(page.url(), /#\/orders\/[0-9a-f]{32}$/);
  await page.getByText('$12.20').first().waitFor();
  assert.equal(await page.locator('.steps [data-done="true"]').count(), 1);
  await picture(page, 'order-placed');

  const stall = await openStall(t);
  const card = stall.locator('[data-order]').first();
  await card.getByText('2 × Chicken Rice (Large, Egg)').waitFor();
  await picture(stall, 'stall-orders');
  await card.getByRole('combobox').selectOption('tooBusy');
  await card.getByRole('button', { name: 'Reject' }).click();
  await page.locator('.state').getByText('The stall cannot make it. What was paid goes back.').waitFor();
  await page.getByText('Too much to do').waitFor();
  await stall.getByText('No orders to be made.').waitFor();
  await picture(page, 'order-rejected');
});

test('a diner pays by PayNow, and follows the order until it is handed over', async t => {
  const page = await order(t);
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByRole('button', { name: 'PayNow' }).click();
  await page.locator('.code').waitFor();
  await picture(page, 'order-paying');
  const orderId = page.url().split('/').at(-1);
  assert.equal((await fetch(`${address}simulator/payments/${orderId}-1/pay`, { method: 'POST' })).status, 200);
  await page.locator('.state').getByText('Paid', { exact: true }).waitFor();

  const stall = await openStall(t);
  const card = stall.locator(`[data-order="${orderId}"]`);
  for (const [button, state] of [['Accept', 'Accepted'], ['Ready', 'Ready to collect'], ['Handed over', 'Collected']]) {
    await card.getByRole('button', { name: button }).click();
    await page.locator('.state').getByText(state, { exact: true }).waitFor();
  }
  await picture(page, 'order-collected');
});

test('a card is paid with at the provider’s own page, which leads back', async t => {
  const page = await order(t);
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByRole('button', { name: 'Card' }).click();
  const place = page.url();
  await page.getByRole('link', { name: 'Go on to pay' }).click();
  await page.getByLabel('Test card').fill('4000000000000002');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.getByText('RequiresPaymentMethod (generic_decline)').waitFor();
  await page.getByLabel('Test card').fill('4242 4242 4242 4242');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.waitForURL(address);
  await page.goto(place);
  await page.locator('.state').getByText('Paid', { exact: true }).waitFor();
});

test('a price that changed meanwhile is told and not charged', async t => {
  const page = await order(t, { expected: /409/ });
  await put('menu', { items: menu.items.map(item => ({ ...item, price: { ...item.price, cents: item.price.cents + 50 } })) });
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByText('A price has changed: chicken-rice $6.60.').waitFor();
  await picture(page, 'order-price-changed');
  await put('menu', menu);
});

test('a stall that pauses takes no orders until it resumes', async t => {
  const stall = await openStall(t);
  await stall.getByRole('button', { name: '30 minutes' }).click();
  await stall.getByText(/No orders until \d\d:\d\d/).waitFor();
  const page = await visit(t, `#/venues/${venueId}/order`);
  await page.getByText('The stall takes no orders for a while.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Order', exact: true }).isDisabled(), true);
  await stall.getByRole('button', { name: 'Take orders again' }).click();
  await stall.getByText('Take no orders for').waitFor();
});

test('ordering reads in the other languages, on a narrow phone, without scrolling sideways', async t => {
  const page = await visit(t, `#/venues/${venueId}/order`, { prepare: page => page.setViewportSize({ width: 320, height: 640 }) });
  for (const [tag, word] of [['zh-Hans', '下单'], ['ms', 'Pesan'], ['ta', 'ஆர்டர் செய்']]) {
    await page.locator('#language').selectOption(tag);
    await page.getByRole('button', { name: word, exact: true }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), tag);
    await picture(page, `order-form-${tag}`);
  }
});

test('a wrong key shows nothing of a stall', async t => {
  const page = await visit(t, `#/venues/${venueId}/orders`, { expected: /401/ });
  await page.getByLabel('The stall’s API key').fill('qn_0000000000000000_0000000000000000_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('This key is not for this stall.').waitFor();
});
