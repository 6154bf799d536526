import { describe, expect, it } from 'vitest';
import { AREA_STEPS, INCIDENT_STEPS, offers, pressed } from './steps';

describe('steps from state to state', () => {
  it.each([INCIDENT_STEPS, AREA_STEPS])('every command that is offered leads somewhere', ({ out, to }) => {
    for (const command of Object.values<readonly string[]>(out).flat()) expect(Object.keys(out)).toContain(to[command]);
  });

  it.each([
    ['responding', undefined, ['control']],
    ['responding', 'control', ['control …', 'close', 'respond']],
    ['unverified', 'verify', ['verify …', 'respond']],
  ] as const)('%s while %s waits offers %j', (state, waiting, expected) => {
    const shown = offers(INCIDENT_STEPS, state, waiting).map((o) => (o.waits ? `${o.command} …` : o.command));
    expect(shown).toEqual(expected);
  });

  it.each([
    ['responding', undefined, 'control', 'step'],
    ['responding', undefined, 'verify', 'nothing'],
    ['responding', 'control', 'control', 'nothing'],
    ['responding', 'control', 'respond', 'undo'],
    ['controlled', 'respond', 'control', 'undo'],
    ['unverified', 'verify', 'respond', 'step'],
  ] as const)('%s while %s waits: pressing %s is %s', (state, waiting, command, expected) => {
    expect(pressed(INCIDENT_STEPS, state, waiting, command)).toBe(expected);
  });

  it('an area that was prepared by mistake stands down without a word', () => {
    expect(pressed(AREA_STEPS, 'idle', 'prepare', 'stand-down')).toBe('undo');
    expect(pressed(AREA_STEPS, 'idle', 'prepare', 'clear')).toBe('step');
  });
});
