import type { Progress } from '../facts.js';

/**
 * Colours on white paper; each word in them keeps a contrast of 4.5 : 1. Red stands for past due and for nothing
 * else, so that red always means "look here".
 */
export const palette: Record<Progress, { ink: string; fill: string }> = {
  no_public_evidence: { ink: '#5d6975', fill: '#ffffff' },
  not_started: { ink: '#5d6975', fill: '#b4bcc4' },
  in_progress: { ink: '#1f5fa8', fill: '#4a86c8' },
  partially_implemented: { ink: '#8a5a00', fill: '#e0a52e' },
  implemented: { ink: '#1f6b41', fill: '#2f8a57' },
  reversed: { ink: '#6a3d96', fill: '#8d63b8' },
  not_implemented: { ink: '#435261', fill: '#5a6b7b' },
  superseded: { ink: '#435261', fill: '#7d8b99' },
  no_longer_applicable: { ink: '#435261', fill: '#99a5b0' },
};

/** The same words on a dark ground. */
export const paletteOnDark: Record<Progress, string> = {
  no_public_evidence: '#a9b4bf',
  not_started: '#a9b4bf',
  in_progress: '#7db4ee',
  partially_implemented: '#e6b556',
  implemented: '#6cc393',
  reversed: '#c2a0e6',
  not_implemented: '#b6c2ce',
  superseded: '#b6c2ce',
  no_longer_applicable: '#b6c2ce',
};

export const ink = { text: '#1c2530', quiet: '#56616d', rule: '#cfd5db', wash: '#f3f5f7', alert: '#b3261e' };
export const accent = '#1d4e79';

const ring = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6"/>';
const stroke =
  'fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"';

/** ○ ◔ ◑ ● ✕ and their kin, drawn on 16 × 16: our text fonts do not have them all. */
export const glyphs: Record<Progress, string> = {
  no_public_evidence:
    '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.1 2.6"/>',
  not_started: ring,
  in_progress: `${ring}<path d="M8 8V2A6 6 0 0 1 14 8Z" fill="currentColor"/>`,
  partially_implemented: `${ring}<path d="M8 2A6 6 0 0 1 8 14Z" fill="currentColor"/>`,
  implemented: '<circle cx="8" cy="8" r="6.8" fill="currentColor"/>',
  reversed: `<path d="M3.2 6.2A5.4 5.4 0 1 1 3 9.6M2.6 2.6L3 6.4L6.8 6" ${stroke}/>`,
  not_implemented: `<path d="M3.4 3.4L12.6 12.6M12.6 3.4L3.4 12.6" ${stroke}/>`,
  superseded: `${ring}<path d="M5 8H11M8.8 5.6L11 8L8.8 10.4" ${stroke}/>`,
  no_longer_applicable: `${ring}<path d="M5 8H11" ${stroke}/>`,
};

/** A glyph as a file of its own, in its colour. */
export function glyphSvg(progress: Progress): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" color="${palette[progress].ink}">${glyphs[progress]}</svg>`;
}
