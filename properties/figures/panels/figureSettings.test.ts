import { describe, expect, it } from 'vitest';
import { figureSettings, settingsOf } from './figureSettings.ts';
import { taskFixture } from './taskFixture.ts';

const entries = [
  { key: 'eta', name: 'learning rate', value: '0.1', printed: 'B.3' },
  { key: 'sizes', name: 'sizes', value: [1, -2], chosen: 'small' },
  { key: 'A', name: 'A', value: [['1/2', '-1']], chosen: 'exact' },
];

describe('figure settings', () => {
  const settings = settingsOf('sample', entries);

  it('are read exactly, and listed with where they come from', () => {
    expect(settings.exact('eta').toString()).toBe('1/10');
    expect(settings.numbers('sizes')).toEqual([1, -2]);
    expect(settings.rationals('sizes').map(String)).toEqual(['1', '-2']);
    expect(settings.matrix('A').map(String).toRows()).toEqual([['1/2', '-1']]);
    expect(settings.list.map(({ value, origin }) => [value, origin])).toEqual([
      ['0.1', 'printed'],
      ['1, −2', 'chosen'],
      ['[1/2 −1]', 'chosen'],
    ]);
  });

  it('can be changed one at a time, without changing the first ones', () => {
    expect(settings.with('eta', 2).number('eta')).toBe(2);
    expect(settings.number('eta')).toBe(0.1);
  });

  it('are refused with the name of the file and of the setting', () => {
    expect(() => settings.number('tau')).toThrow(/sample must have a setting "tau"/);
    expect(() => settings.with('tau', 1)).toThrow(/"tau"/);
    expect(() => settings.numbers('eta')).toThrow(/sample, eta must be a list of numbers/);
    expect(() => settings.number('A')).toThrow(/sample, A must be a number/);
    expect(() => settingsOf('sample', [{ key: 'a', name: 'a', value: 1 }])).toThrow(
      /a must be either printed or chosen/,
    );
    expect(() => settingsOf('sample', [{ ...entries[0]!, chosen: 'too' }])).toThrow(/either printed or chosen/);
  });

  it('that are printed are the paper’s', () => {
    const [fig1, fig2bc, fig2cd] = (
      [
        ['domine2025', 'fig1'],
        ['domine2025', 'fig2bc'],
        ['braun2022', 'fig2cd'],
      ] as const
    ).map(([paper, name]) => figureSettings(paper, name));
    expect(fig1!.numbers('lambdas')).toEqual([1, 0, -1]);
    expect(fig1!.number('learningRate')).toBe(0.01);
    expect(fig2bc!.number('learningRate')).toBe(0.009);
    expect(fig2bc!.number('largest')).toBe(9);
    expect(fig2bc!.number('sigma') ** 2).toBeCloseTo(3, 12);
    expect(fig2cd!.numbers('learningRates')[0]).toBe(0.05);
    expect(fig2cd!.numbers('learningRates').at(-1)).toBe(0.0005);
  });
});

it('a task that is not in its file is refused by its id', () => {
  expect(() => taskFixture('figure1.ndjson', 'nowhere')).toThrow(/must hold a problem of this id, got "nowhere"/);
});
