import { average } from '../../claims/anguita2024/_averages.ts';
import { trained } from '../../claims/anguita2024/_trainedUnits.ts';
import type { FigureCurve, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';

const NAMES = ['relu', 'tanh'] as const;
const WORDS = { relu: 'ReLU', tanh: 'tanh' } as const;
const TASKS = [0, 1, 2] as const;

/** λ* and the distance of the balance from λ*I in networks of ReLU and of tanh units, over two tasks. */
export function fig48(settings: FigureSettings = figureSettings('anguita2024', 'fig48')): FigureRecord {
  const [count, seed, stands] = [settings.number('trials'), settings.number('seed'), settings.number('stands')];
  const rows = settings.numbers('lambdas').map(lambda => {
    const found = NAMES.map(name => {
      const trials = Array.from({ length: count }, (_, k) => trained(name, lambda, seed + 2 * k, stands));
      const stood = trials.filter(trial => trial !== undefined);
      const means = (of: 'lambda' | 'distance') => TASKS.map(task => average(stood.map(trial => trial[of][task])));
      return { name, lambda: means('lambda'), distance: means('distance'), missing: count - stood.length };
    });
    return { lambda, found };
  });
  const curves = (found: (typeof rows)[0]['found'], of: 'lambda' | 'distance'): FigureCurve[] =>
    found.flatMap(each => {
      const look = each.name === 'tanh' ? ({ variant: 'second' } as const) : {};
      const errors = [1, -1].map(sign =>
        curve(
          'gradient descent',
          TASKS,
          each[of].map(({ mean, error }) => mean + sign * error),
          look,
        ),
      );
      const mean = curve(
        'gradient descent',
        TASKS,
        each[of].map(({ mean }) => mean),
        { label: WORDS[each.name], ...look },
      );
      return [mean, ...errors];
    });
  const told = (name: 'relu' | 'tanh', of: 'lambda' | 'distance'): string =>
    rows
      .map(({ lambda, found }) => {
        const means = found
          .find(each => each.name === name)!
          [of].map(({ mean }) => short(Math.abs(mean) < 1e-9 ? 0 : mean, 3));
        return `${means.join(' → ')} for λ = ${short(lambda)}`;
      })
      .join(', ');
  const missing = rows.reduce((sum, { found }) => sum + found.reduce((all, each) => all + each.missing, 0), 0);
  return thesisFigure('4.8', settings, {
    title: 'λ* and the distance from λ*I in ReLU and tanh networks',
    rows: rows.map(({ lambda, found }) => ({
      label: `λ = ${short(lambda)}`,
      panels: [
        panelOver('tasks learned', 'λ*', curves(found, 'lambda')),
        panelOver('tasks learned', '‖W2ᵀW2 − W1W1ᵀ − λ*I‖', curves(found, 'distance')),
      ],
    })),
    shows: `Means over ${count} trials, with their standard errors. ReLU networks keep λ* (${told('relu', 'lambda')}), in tanh networks it is lower after training (${told('tanh', 'lambda')}). In both the balance leaves λ*I farther with each task: ReLU ${told('relu', 'distance')}; tanh ${told('tanh', 'distance')}.`,
    cannotShow: `That ReLU networks leave λ*I more slowly: with the first task, but not with the second (anguita2024/fig-4.8:slower-in-relu). That λ* of tanh networks falls all the time: it rises where outputs have to grow (anguita2024/sec-4.5:tanh-lambda-falls). Other widths, data and times; those of the text are not known. ${missing} trials did not stand when the step was halved, and are left out.`,
    agreement: { markers: 0 },
  });
}
