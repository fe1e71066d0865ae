import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one organisation that works here, and its settings. */
@Entity('organisation')
@Check('chk_organisation_only_one', `id = 1`)
@Check('chk_organisation_name', `btrim(name) <> ''`)
@Check('chk_organisation_fiscal_year', `fiscal_year_start_month BETWEEN 1 AND 12`)
@Check(
  'chk_organisation_days',
  `due_soon_days BETWEEN 1 AND 366 AND cadence_short_days BETWEEN 1 AND 366 AND cadence_medium_days BETWEEN 1 AND 366 AND cadence_long_days BETWEEN 1 AND 366`,
)
export class Organisation {
  @PrimaryColumn('int', { default: 1 })
  id: number;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  shortName: string;

  /** IANA name, `Asia/Karachi`: which day it is, is decided there. */
  @Column('text', { default: 'UTC' })
  timeZone: string;

  /** BCP 47 tags of the languages it publishes in. */
  @Column('text', { array: true, default: '{en}' })
  languages: string[];

  @Column('int', { default: 1 })
  fiscalYearStartMonth: number;

  /** So many days before its due date an item is due soon. */
  @Column('int', { default: 60 })
  dueSoonDays: number;

  /** So many days may an item stand unchecked: immediate and short, medium, long or no term. */
  @Column('int', { default: 30 })
  cadenceShortDays: number;

  @Column('int', { default: 60 })
  cadenceMediumDays: number;

  @Column('int', { default: 90 })
  cadenceLongDays: number;

  @Column('int', { default: 1 })
  version: number;
}
