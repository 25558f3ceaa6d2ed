import { parentPort, workerData } from 'node:worker_threads';
import { type Question, type Reply, shown } from './reading-worker.ts';

// What runs in a reading worker: it answers one question after the other, and shows how far it is.

const progress = workerData as Int32Array;
let last = Promise.resolve();
parentPort?.on('message', (question: Question) => {
  last = last.then(async () => parentPort?.postMessage(await answer(question)));
});

async function answer({ number, reader, body, from }: Question): Promise<Reply> {
  Atomics.store(progress, shown.question, number);
  const begin = () => void Atomics.add(progress, shown.parsers, 1);
  try {
    const { [reader.name]: read } = await import(reader.module);
    return { number, reading: JSON.stringify(await read(body, { ...from, begin })) };
  } catch (thrown) {
    return { number, thrown };
  } finally {
    Atomics.store(progress, shown.question, 0);
  }
}
