import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { dependencyRules } from './dependency-rules.ts';

/** One line a breach: `rule: from → to`. Sees `.svelte` files too. */
export async function breaches(
  folders: readonly string[],
  baseDir: string,
): Promise<{ lines: string[]; seen: string[] }> {
  const { output } = await cruise([...folders], {
    baseDir,
    validate: true,
    ruleSet: dependencyRules,
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/.*/node_modules/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.svelte', '.mjs', '.js', '.json', '.sql', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
    },
  });
  const result = output as ICruiseResult;
  return {
    lines: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    seen: result.modules.map((module) => module.source),
  };
}
