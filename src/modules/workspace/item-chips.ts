import { type Chip, type Option, dayText } from '../../web/components/index.js';
import type { Translate } from '../../web/messages/index.js';
import { FILTER_NAMES, type ItemChoices, type ItemFilter } from '../tracking/index.js';

type Name = (typeof FILTER_NAMES)[number];

/** What a list is filtered by, one chip per value, each with the address of the list without it. */
export function chipsOf(
  filter: ItemFilter,
  choices: ItemChoices,
  t: Translate,
  addressOf: (filter: ItemFilter) => string,
): Chip[] {
  return FILTER_NAMES.flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((one) => ({
      label: t(`items.filter.${name}`),
      value: inWords(name, String(one), choices, t),
      removeHref: addressOf(less(filter, name, one)),
    }));
  });
}

/** The filter without one value. */
function less(filter: ItemFilter, name: Name, value: string | number): ItemFilter {
  const { [name]: given, ...rest } = filter;
  const left = Array.isArray(given) ? given.filter((one) => one !== value) : [];
  return left.length > 0 ? { ...rest, [name]: left } : rest;
}

function inWords(name: Name, value: string, choices: ItemChoices, t: Translate): string {
  // Hidden and missing look the same.
  const named = (options: Option[]) =>
    options.find((option) => option.value === value)?.label ?? t('items.filter.gone');
  switch (name) {
    case 'q':
      return value;
    case 'publication':
      return named(choices.publications);
    case 'actor':
      return value === 'none' ? t('items.noActor') : named(choices.actors);
    case 'team':
      return named(choices.teams);
    case 'owner':
      if (value === 'me') return t('items.owner.me');
      return value === 'none' ? t('items.noOwner') : named(choices.people);
    case 'dueFrom':
    case 'dueTo':
      return dayText(value, t);
    case 'followUp':
      if (/^\d/.test(value)) return named(choices.people);
      return t.dynamic(`items.followUp.${value}`);
    case 'gap':
      return t.dynamic(`gaps.${value}`);
    case 'check':
    case 'open':
      return t.dynamic(`items.${name}.${value}`);
    case 'kind':
    case 'progress':
    case 'claim':
    case 'timeliness':
    case 'term':
    case 'response':
      return t.dynamic(`word.${name}.${value}`);
  }
}
