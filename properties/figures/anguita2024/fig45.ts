import { layerSingularValues } from '../../../src/network/initialisations/layerSingularValues.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';

/** Task-specific scores of both representations after training, over λ. */
export function fig45(settings: FigureSettings = figureSettings('anguita2024', 'fig45')): FigureRecord {
  const values = settings.rationals('values').map(value => value.toNumber());
  const [largest, intervals] = [settings.number('largest'), settings.number('intervals')];
  const lambdas = Array.from({ length: intervals + 1 }, (_, k) => largest * ((2 * k) / intervals - 1));
  // Representations and what they are compared with share their vectors: cosines are those of their values.
  const scores = (layer: 's1' | 's2'): number[] =>
    lambdas.map(lambda => {
      const own = values.map(value => layerSingularValues(lambda, value)[layer] ** 2);
      return Math.max(
        cosine(own, values),
        cosine(
          own,
          values.map(value => value ** 2),
        ),
      );
    });
  const [inputs, outputs] = [scores('s1'), scores('s2')];
  const identity = Math.max(
    cosine(
      values.map(() => 1),
      values,
    ),
    cosine(
      values.map(() => 1),
      values.map(value => value ** 2),
    ),
  );
  const least = Math.min(...inputs.slice(intervals / 2));
  return thesisFigure('4.5', settings, {
    title: 'Task-specific scores over λ',
    rows: [
      {
        label: `learned tasks of values ${settings.rationals('values').join(', ')}`,
        panels: [
          panelOver('λ', 'score', [
            curve('closed form', lambdas, inputs, { label: 'inputs' }),
            curve('closed form', lambdas, outputs, { label: 'outputs', variant: 'second' }),
            curve('as printed', [-largest, largest], [identity, identity], { label: 'score of I' }),
          ]),
        ],
      },
    ],
    shows: `Both scores are 1 at λ = 0. For λ > 0 the score of the inputs falls to ${short(least, 4)} and rises to ${short(inputs.at(-1)!, 4)} at λ = ${short(largest)}, that of the outputs falls to ${short(outputs.at(-1)!, 3)}; for λ < 0 they are exchanged. The limit of the larger representation is the score of I, ${short(identity, 3)}.`,
    cannotShow: `Small differences: the score of the smaller representation is hardly ever below ${short(least, 2)}, since S̃ and S̃² are themselves alike, with a cosine of ${short(
      cosine(
        values,
        values.map(value => value ** 2),
      ),
      3,
    )}. Its limit 1 is anguita2024/sec-4.3:scores-tend-to-their-maximum. W2ᵀW2 in equation 4.34 is read as W2W2ᵀ.`,
    agreement: { markers: 0 },
  });
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
}
