import type { ServerEvent } from '../../contract/api/jobs.ts';
import type { EventHub } from './event-hub.ts';

export interface EventStreamOptions {
  readonly hub: EventHub;
  /** Id of the person; each may have a dozen streams. */
  readonly owner: string;
  /** Asked at each heartbeat: whether the session and the right still hold. */
  readonly stillWelcome: () => Promise<boolean>;
  readonly wanted: (event: ServerEvent) => boolean;
  /** Sent at once: what a page that connects late has missed. */
  readonly first: readonly ServerEvent[];
  readonly signal: AbortSignal;
  readonly heartbeatMs?: number;
}

const frame = (event: ServerEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Server-sent events until the caller goes away or the server closes, with a heartbeat so that proxies keep the line. */
export function eventStream({
  hub,
  owner,
  stillWelcome,
  wanted,
  first,
  signal,
  heartbeatMs = 15_000,
}: EventStreamOptions): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      let open = true;
      const end = (): void => {
        if (!open) return;
        stop();
        controller.close();
      };
      const unsubscribe = hub.subscribe(
        owner,
        (event) => {
          if (wanted(event)) send(frame(event));
        },
        end,
      );
      const beat = async (): Promise<void> => {
        const welcome = await stillWelcome().catch(() => true);
        if (!welcome) end();
        else if (open) send(': still here\n\n');
      };
      const heartbeat = setInterval(() => void beat(), heartbeatMs);
      heartbeat.unref();
      stop = () => {
        if (!open) return;
        open = false;
        clearInterval(heartbeat);
        unsubscribe();
        signal.removeEventListener('abort', end);
      };
      signal.addEventListener('abort', end);
      send('retry: 2000\n\n');
      for (const event of first) if (wanted(event)) send(frame(event));
      if (signal.aborted) end();
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
