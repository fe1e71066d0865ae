import { Max } from 'class-validator';
import { OneOf, OptionalText, RequiredText, WholeNumber } from '../../../web/fields.js';
import { TIME_ZONES } from '../time-zones.js';

const LONGEST_DAYS = 366;
const days = { message: 'error.number' };

export class SettingsBody {
  @RequiredText(200)
  name: string;

  @OptionalText(40)
  shortName: string | null;

  @OneOf(TIME_ZONES)
  timeZone: string;

  @Max(12, days)
  @WholeNumber()
  fiscalYearStartMonth: number;

  @Max(LONGEST_DAYS, days)
  @WholeNumber()
  dueSoonDays: number;

  @Max(LONGEST_DAYS, days)
  @WholeNumber()
  cadenceShortDays: number;

  @Max(LONGEST_DAYS, days)
  @WholeNumber()
  cadenceMediumDays: number;

  @Max(LONGEST_DAYS, days)
  @WholeNumber()
  cadenceLongDays: number;
}

/** The page's form: the same with the version that the page showed. */
export class SettingsForm extends SettingsBody {
  @WholeNumber()
  version: number;
}
