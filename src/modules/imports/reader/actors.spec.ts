import { actorContext, linkActors, splitActors } from './actors.js';

function names(cell: string, others: string[] = []): string[] {
  return splitActors(cell, actorContext([cell, ...others])).actors.map(
    ({ name, qualifier, lead }) => `${lead ? '*' : ''}${name}${qualifier ? ` <${qualifier}>` : ''}`,
  );
}

describe('actors of a cell', () => {
  it.each([
    ['Varnholm, Ostrand; UNESCO / WHO', ['Varnholm', 'Ostrand', 'UNESCO', 'WHO']],
    ['• Town police\n• Fire service', ['Town police', 'Fire service']],
    ['1. Town police 2. Fire service', ['Town police', 'Fire service']],
    ['Ministry of Science and Technology', ['Ministry of Science and Technology']],
    [
      'Ministry of Education, Science and Technology, UNICEF',
      ['Ministry of Education, Science and Technology', 'UNICEF'],
    ],
    [
      'Ministry of Health, Education, and Welfare; WHO',
      ['Ministry of Health, Education, and Welfare', 'WHO'],
    ],
    ['Ministry of Finance, Parliament and UNICEF', ['Ministry of Finance', 'Parliament', 'UNICEF']],
    ['Ministry of Health and Ministry of Education', ['Ministry of Health', 'Ministry of Education']],
    ['Ministry of Women and Child Development', ['Ministry of Women and Child Development']],
    ['Pakistan and China', ['Pakistan', 'China']],
    ['Pakistan, China, and Iran', ['Pakistan', 'China', 'Iran']],
    ['UNICEF & WHO', ['UNICEF', 'WHO']],
    ['FAO and neighbouring countries', ['FAO', 'neighbouring countries']],
    ['Lamp Forces and brigade, Ostrand', ['Lamp Forces and brigade', 'Ostrand']],
    ['Food and Agriculture Organization', ['Food and Agriculture Organization']],
    ['Health & Safety Executive', ['Health & Safety Executive']],
    ["Ostrand's engineers (where feasible), WHO", ["Ostrand's engineers <where feasible>", 'WHO']],
    ['neighbouring towns (Ostrand, Vell), WHO', ['neighbouring towns <Ostrand, Vell>', 'WHO']],
    ['Town council where appropriate; WHO', ['Town council <where appropriate>', 'WHO']],
    ['Ostrand wardens – where funded, WHO', ['Ostrand wardens <where funded>', 'WHO']],
    ['Ministry of Lamps (lead), WHO', ['*Ministry of Lamps', 'WHO']],
    ['Lead: Ministry of Lamps; Support: WHO', ['*Ministry of Lamps', 'WHO <support>']],
    ['Ministry of Lamps – lead, WHO', ['*Ministry of Lamps', 'WHO']],
    ['Ministry of Lamps in collaboration with WHO', ['Ministry of Lamps', 'WHO <in collaboration with>']],
    [
      'Planning, Development & Special Initiatives Division',
      ['Planning, Development & Special Initiatives Division'],
    ],
    ['Health and Family Welfare Department; WHO', ['Health and Family Welfare Department', 'WHO']],
    ['Local Government & Rural Development Department', ['Local Government & Rural Development Department']],
    [
      'Department of Agriculture, Food and the Marine and Heath Foundation',
      ['Department of Agriculture, Food and the Marine', 'Heath Foundation'],
    ],
    [
      'Ministry of Law, Justice and Human Rights and Parliament',
      ['Ministry of Law, Justice and Human Rights', 'Parliament'],
    ],
    [
      'Bureau of Statistics and National Data and Registration Authority (NDRA)',
      ['Bureau of Statistics', 'National Data and Registration Authority'],
    ],
    ['Bosnia and Herzegovina; Trinidad and Tobago', ['Bosnia and Herzegovina', 'Trinidad and Tobago']],
    ['MoFA, MoI & NACTA', ['MoFA', 'MoI', 'NACTA']],
    [
      'Forest office • neighbouring towns, where feasible',
      ['Forest office', 'neighbouring towns <where feasible>'],
    ],
    ['Town council, in consultation with residents', ['Town council', 'residents <in consultation with>']],
    ['Election Commission, with support from UNDP', ['Election Commission', 'UNDP <with support from>']],
    [
      'Lead: Fire Service; Support: Police / Civil Defence',
      ['*Fire Service', 'Police <support>', 'Civil Defence <support>'],
    ],
    ['Primary: Ministry of Water; Secondary: Provinces', ['*Ministry of Water', 'Provinces <secondary>']],
    ['Ministry of Water - lead; PTA - support', ['*Ministry of Water', 'PTA <support>']],
    ['Ministries of Finance and Health', ['Ministry of Finance', 'Ministry of Health']],
    ['Town councils + Ministry of Water', ['Town councils', 'Ministry of Water']],
    ['WHO, WHO', ['WHO']],
    ['N/A', []],
    ['to be determined', []],
    ['', []],
    ['—', []],
  ])('splits %s', (cell, expected) => {
    expect(names(cell)).toEqual(expected);
  });

  it('splits two names that stand apart elsewhere', () => {
    expect(names('Lamplighters and Sweepers')).toEqual(['Lamplighters and Sweepers']);
    expect(names('Lamplighters and Sweepers', ['Sweepers', 'Vell, Lamplighters'])).toEqual([
      'Lamplighters',
      'Sweepers',
    ]);
  });

  it('warns where two names may be one', () => {
    expect(splitActors('Lamp Forces and brigade', actorContext([])).warnings).toEqual([
      '"Lamp Forces and brigade" was kept as one actor; it may be 2.',
    ]);
    expect(splitActors('Ministry of Science and Technology', actorContext([])).warnings).toEqual([]);
  });

  it.each([
    'N/A',
    'Ministries of Finance and Health',
    'Ministry of Defence or Ministry of Interior',
    'Ministry of Commerce and Industries, Production & Special Initiatives',
    'Khyber Pakhtunkhwa and Balochistan',
  ])('says what is doubtful in %s', (cell) => {
    expect(splitActors(cell, actorContext([cell])).warnings).not.toEqual([]);
  });

  it('knows abbreviations, groups without a name, kinds', () => {
    const { actors } = splitActors(
      'Ministry of Foreign Affairs (MoFA), neighbouring countries, China, UNICEF, Town Council',
      actorContext([]),
    );
    expect(actors.map(({ abbreviation }) => abbreviation)).toEqual(['MoFA', null, null, null, null]);
    expect(actors.map(({ unnamed }) => unnamed)).toEqual([false, true, false, false, false]);
    expect(actors.map(({ kind }) => kind)).toEqual(['ministry', 'group', 'state', 'igo', 'agency']);
  });

  it('links names that begin with the name of another', () => {
    const cell = 'VLO, VLO members, VLO lighting bodies, VLOX, Pakistan border posts';
    const { actors } = splitActors(cell, actorContext([cell]));
    linkActors(actors);
    expect(actors.map(({ linkedTo }) => linkedTo)).toEqual([null, 'VLO', 'VLO', null, 'Pakistan']);
  });
});
