import type { IFlattenedRuleSet, IForbiddenRuleType } from 'dependency-cruiser';

/** Folders of the project and npm packages each may use. Node's own modules are ruled by `pure`. */
interface Room {
  readonly path: string;
  readonly mayImport: readonly string[];
  readonly packages?: readonly string[] | 'any';
  /** No files, network, clock or processes: no module of Node's. */
  readonly pure?: boolean;
  /** From outside its own list it may take types, which vanish when it is compiled. */
  readonly typesFromOutside?: boolean;
}

const rooms: Record<string, Room> = {
  contract: { path: 'src/contract', mayImport: [], packages: ['zod'], pure: true },
  stats: {
    path: 'src/stats',
    mayImport: ['src/contract'],
    packages: ['simple-statistics', 'ml-[a-z-]+'],
    pure: true,
  },
  decisions: {
    path: 'src/decisions',
    mayImport: ['src/stats', 'src/contract'],
    packages: ['highs'],
    pure: true,
  },
  metrics: { path: 'src/metrics', mayImport: ['src/contract'], packages: ['zod'], pure: true },
  warehouse: {
    path: 'src/warehouse',
    mayImport: ['src/contract'],
    packages: ['duckdb', '@duckdb/node-api', 'apache-arrow', 'zod'],
  },
  store: {
    path: 'src/store',
    mayImport: ['src/warehouse', 'src/contract'],
    packages: ['zod', '@node-rs/argon2'],
  },
  pipelines: {
    path: 'pipelines',
    mayImport: ['src/warehouse', 'src/store', 'src/stats', 'src/decisions', 'src/metrics', 'src/contract'],
    packages: 'any',
  },
  server: {
    path: 'src/server',
    mayImport: [
      'src/contract',
      'src/stats',
      'src/decisions',
      'src/metrics',
      'src/warehouse',
      'src/store',
      'src/messages',
      'pipelines',
    ],
    packages: 'any',
  },
  web: {
    path: 'src/web',
    mayImport: ['src/contract', 'src/messages'],
    packages: 'any',
    typesFromOutside: true,
  },
  messages: {
    path: 'src/messages',
    mayImport: [],
    packages: ['intl-messageformat', '@formatjs/[a-z-]+'],
    pure: true,
  },
  cli: {
    path: 'src/cli',
    mayImport: [
      'pipelines',
      'src/server',
      'src/contract',
      'src/messages',
      'src/warehouse',
      'src/store',
      'src/metrics',
      'src/stats',
    ],
    packages: 'any',
  },
};

const ownTests = '\\.(test|bench)\\.ts$';
const projectFolder = '^(src|pipelines|notebooks|tests)/';
const started = (paths: readonly string[]): string => `^(${paths.join('|')})/`;

function roomRules([name, room]: [string, Room]): IForbiddenRuleType[] {
  const from = { path: started([room.path]), pathNot: ownTests };
  const inside = [room.path, ...room.mayImport];
  const onlyTypes = room.typesFromOutside === true ? { dependencyTypesNot: ['type-only' as const] } : {};
  const rules: IForbiddenRuleType[] = [
    {
      name: `${name}-imports`,
      severity: 'error',
      from,
      to: { path: projectFolder, pathNot: started(inside), ...onlyTypes },
    },
  ];
  if (room.packages !== undefined && room.packages !== 'any')
    rules.push({
      name: `${name}-packages`,
      severity: 'error',
      from,
      to: { path: 'node_modules/', pathNot: `node_modules/(${room.packages.join('|')})/` },
    });
  if (room.pure === true)
    rules.push({ name: `${name}-is-pure`, severity: 'error', from, to: { dependencyTypes: ['core'] } });
  return rules;
}

/** Who may import whom (DESIGN.md §2); no cycles anywhere; one folder opens the database. */
export const dependencyRules: IFlattenedRuleSet = {
  forbidden: [
    ...Object.entries(rooms).flatMap((room) => roomRules(room)),
    {
      name: 'web-types-only-from',
      severity: 'error',
      from: { path: '^src/web/', pathNot: ownTests },
      to: { path: projectFolder, pathNot: '^src/(web|contract|messages|server|metrics)/' },
    },
    {
      name: 'only-warehouse-opens-duckdb',
      severity: 'error',
      from: { path: '^(src|pipelines|notebooks)/', pathNot: `^src/warehouse/|${ownTests}` },
      to: { path: '(^|node_modules/)(@duckdb/node-api|duckdb)(/|$)' },
    },
    {
      name: 'nothing-imports-tests-or-notebooks',
      severity: 'error',
      from: { path: '^(src|pipelines)/', pathNot: ownTests },
      to: { path: '^(tests|notebooks)/' },
    },
    {
      name: 'code-does-not-import-a-test',
      severity: 'error',
      from: { path: '^(src|pipelines)/', pathNot: ownTests },
      to: { path: ownTests },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^observable:' },
    },
  ],
};
