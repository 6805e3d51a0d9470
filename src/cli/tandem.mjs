#!/usr/bin/env node
// Starts the TypeScript command line. libuv sizes its thread pool when Node reads its first module, so the size
// cannot be set from inside: measured, 4 workers remain. With four, four heavy queries starve every file read
// (DESIGN.md §3.1). So Node starts once more with the size in its environment.
if (process.env.UV_THREADPOOL_SIZE === undefined) {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '16', TANDEM_LEASHED: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`tandem: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else {
  if (process.env.TANDEM_LEASHED === '1') {
    // The channel closes when the first process dies, even by kill -9: no orphan goes on.
    delete process.env.TANDEM_LEASHED;
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel?.unref();
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
}
