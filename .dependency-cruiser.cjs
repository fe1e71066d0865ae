/** Each module may import only to its left; between modules only index.ts may be imported. */
const layers = [
  ['history'],
  ['settings'],
  ['access'],
  ['actors', 'publications'],
  ['tracking'],
  ['recommendations'],
  ['action-matrix'],
  ['evidence', 'benchmarks'],
  ['imports', 'briefs', 'search', 'notifications'],
  ['workspace', 'portal'],
];

const toTheRight = layers.flatMap((layer, i) =>
  layer.map((name) => ({
    name: `layers: ${name}`,
    comment: `${name} may import only modules further left in docs/architecture.md`,
    severity: 'error',
    from: { path: `^src/modules/${name}/` },
    to: {
      path: `^src/modules/(${[...layers.slice(i + 1).flat(), ...layer.filter((n) => n !== name)].join('|') || 'none'})/`,
    },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'through-the-index',
      comment: 'Other modules may import only src/modules/<name>/index.ts',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'shared-is-pure',
      comment: 'src/shared imports no module, no framework page, no database',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(modules|web|database|config)/' },
    },
    {
      name: 'web-knows-no-module',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/modules/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...toTheRight,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
