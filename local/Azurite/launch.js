// Runs Azurite in a session of its own and ends it gracefully when whoever started it goes away.
//
//   node launch.js PID-FILE|- AZURITE-OPTIONS...
//
// Azurite writes its state to disk every few seconds and when it is asked to end, so ending it hard loses messages that
// it has acknowledged. The parent therefore holds our standard input open: the pipe breaks however the parent dies,
// kill -9 of its whole process group included, and that is when Azurite is told to save and end. A session of its own
// also keeps a Ctrl-C in the terminal away from Azurite while the host above it still drains.
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');

const [stage, ...rest] = process.argv.slice(2);
if (stage === 'detached') {
  run(...rest);
} else {
  detach();
}

function detach() {
  const options = { detached: true, stdio: 'inherit' };
  spawn(process.execPath, [__filename, 'detached', ...process.argv.slice(2)], options).unref();
}

function run(pidFile, ...azuriteOptions) {
  // What Azurite prints while it ends may find no reader any more; that must not keep it from saving.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});

  console.log(`pid ${process.pid}`);
  if (pidFile !== '-') {
    fs.writeFileSync(pidFile, String(process.pid));
    process.on('exit', () => fs.rmSync(pidFile, { force: true }));
  }

  process.stdin.on('error', () => {});
  process.stdin.once('close', end).resume();
  // A SIGTERM from elsewhere ends Azurite too: an open standard input does not hold it back.
  process.stdin.unref();

  collectGarbageTogether();
  leaveFlushingToTheSystem();
  findMessagesByIndex();
  const azurite = require.resolve('azurite/dist/src/azurite.js');
  process.argv = [process.execPath, azurite, ...azuriteOptions];
  require(azurite);
}

// In memory every message has an extent of its own. Once a minute Azurite's collector removes the extents of deleted
// messages one by one, each in time proportional to all of them, and answers nobody meanwhile: after a few thousand
// messages for many seconds. Removed together they take milliseconds.
function collectGarbageTogether() {
  const { default: MemoryExtentStore } = require('azurite/dist/src/common/persistence/MemoryExtentStore.js');
  MemoryExtentStore.prototype.deleteExtents = async function (extents) {
    for (const id of extents) this.chunks.delete(this.categoryName, id);
    const { db, EXTENTS_COLLECTION } = this.metadataStore;
    db.getCollection(EXTENTS_COLLECTION).removeWhere((extent) => extents.has(extent.id));
    return extents.size;
  };
}

// Azurite flushes the content of every blob and message to disk before it acknowledges it, but what finds that content again
// only every few seconds. Alone the one is worth nothing after a crash, and the disk would set the pace.
function leaveFlushingToTheSystem() {
  fs.fdatasync = (_, done) => process.nextTick(done, null);
}

// For every message that is received, updated or deleted Azurite looks through all messages of all queues, for the expired ones
// and for its own, and building the indexes anew is how it removes no expired one: thousands of messages that wait take every
// request milliseconds. The collection looks up the first condition in an index, so the one that leaves least comes first.
function findMessagesByIndex() {
  const azurite = require.resolve('azurite/dist/src/azurite.js');
  const { Resultset } = require(require.resolve('lokijs', { paths: [azurite] }));
  const { findAnd } = Resultset.prototype;
  const rank = (condition) => ('messageId' in condition ? 0 : 'queueName' in condition ? 1 : 2);
  Resultset.prototype.findAnd = function (conditions) {
    return findAnd.call(this, [...conditions].sort((a, b) => rank(a) - rank(b)));
  };

  const { default: QueueStore } = require('azurite/dist/src/queue/persistence/LokiQueueMetadataStore.js');
  QueueStore.prototype.clearExpiredMessages = async function (account, queue, context) {
    this.checkQueueExist(account, queue, context);
    const messages = this.db.getCollection(this.MESSAGES_COLLECTION);
    messages.ensureIndex('expirationTime');
    const expired = messages.find({ expirationTime: { $lte: Date.now() } });
    if (expired.length > 0) messages.remove(expired);
  };
}

function end() {
  // Azurite listens for the signal once it has started; until then there is nobody to tell.
  if (!process.emit('SIGTERM')) setTimeout(end, 50);
}
