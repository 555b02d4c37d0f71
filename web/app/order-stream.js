// Follows an order by its server-sent events. An EventSource cannot say who asks, so the stream is read by hand.

import { asDiner } from './account.js';

const patience = 3000;

/** Calls back with the order whenever it has changed, until it is over or the signal ends it. */
export async function followOrder(orderId, { changed, connection, signal }) {
  let last = 0;
  let over = false;
  while (!signal.aborted && !over) {
    try {
      const answer = await asDiner(`orders/${orderId}/stream`, { signal, cache: 'no-store', headers: { 'Last-Event-ID': `${last}` } });
      connection(true);
      for await (const event of eventsOf(answer.body)) {
        last = event.id;
        const order = JSON.parse(event.data);
        over = order.endedAt !== null;
        changed(order);
      }
    } catch (problem) {
      if (signal.aborted)
        return;
      if (problem.status === 404)
        throw problem;
      connection(false);
    }
    if (!over)
      await new Promise(resolve => setTimeout(resolve, patience));
  }
}

async function* eventsOf(body) {
  let text = '';
  for await (const part of chunksOf(body.pipeThrough(new TextDecoderStream()).getReader())) {
    text += part;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(text.slice(0, end).split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      text = text.slice(end + 2);
      if (fields.data)
        yield fields;
    }
  }
}

// Not every browser lets a stream be looped over.
async function* chunksOf(reader) {
  for (let part = await reader.read(); !part.done; part = await reader.read())
    yield part.value;
}
