import { describe, expect, it } from 'vitest';
import { eventHub } from './event-hub.ts';
import { eventStream } from './event-stream.ts';

const open = (hub = eventHub(), owner = 'a', stillWelcome = () => Promise.resolve(true)): Response =>
  eventStream({
    hub,
    owner,
    stillWelcome,
    wanted: () => true,
    first: [],
    signal: new AbortController().signal,
    heartbeatMs: 5,
  });

describe('event streams', () => {
  it('[API-14] a person may have a dozen; one that ends makes room, and others are not touched', async () => {
    const hub = eventHub();
    const streams = Array.from({ length: 12 }, () => open(hub));
    expect(() => open(hub)).toThrow(/too_many_requests/);
    const other = open(hub, 'b');
    await streams[0]?.body?.cancel();
    const again = open(hub);
    hub.close();
    for (const stream of [...streams.slice(1), other, again])
      expect(await stream.text()).toContain('retry: 2000');
  });

  it('[API-14] a stream ends when its session does', async () => {
    const answers = [true, true, false];
    const text = await open(eventHub(), 'a', () => Promise.resolve(answers.shift() ?? false)).text();
    expect(text.match(/still here/g)).toHaveLength(2);
  });
});
