import { defaultFreshness, type FreshnessLimits } from '../freshness.ts';
import type { Workspace } from '../workspace.ts';
import { readSystem } from './read-system.ts';

/**
 * The limits of an object of a source: what tandem.yaml says of the source, else what system.yaml says of the object,
 * else of the system, else 7 and 31 days. Each number falls back by itself.
 */
export function freshnessLimits(workspace: Workspace): (source: string, object: string) => FreshnessLimits {
  const known = new Map(
    workspace.config.sources.map((source) => [
      source.id,
      { own: source.freshness, system: readSystem(workspace, source.system) },
    ]),
  );
  return (source, object) => {
    const { own, system } = known.get(source) ?? {};
    const told = [own, system?.objects[object]?.freshness, system?.freshness];
    const warn = told.find((each) => each?.warn_after_days !== undefined)?.warn_after_days;
    const error = told.find((each) => each?.error_after_days !== undefined)?.error_after_days;
    return { warn: warn ?? defaultFreshness.warn, error: error ?? defaultFreshness.error };
  };
}
