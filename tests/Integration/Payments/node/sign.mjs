// Signs webhooks with the senders' own libraries. Argument: JSON [{ sender, secret, id?, at (seconds), body }]; prints their headers.

import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';

const sign = {
  stripe: ({ secret, at, body }) => ({
    'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at }),
  }),
  standard: ({ secret, id, at, body }) => ({
    'webhook-id': id, 'webhook-timestamp': `${at}`, 'webhook-signature': new Webhook(secret).sign(id, new Date(at * 1000), body),
  }),
};

console.log(JSON.stringify(JSON.parse(process.argv[2]).map(asked => sign[asked.sender](asked))));
