import { DloError } from '../errors.ts';
import { type LetterMeaning, type Letters, letterLine } from './letters.ts';

/** How a paper writes things: its letters, and what a header would say besides. */
export interface Notation {
  readonly letters: Letters;
  readonly conventions: readonly string[];
  /** Hypotheses that the paper makes once and for all. */
  readonly needs: readonly string[];
  readonly isDeep: boolean;
  /** What a norm without an index is. */
  readonly norm: 'norm' | 'opnorm' | undefined;
}

/** Both layers and the task of a network with one hidden layer; letters in training stand without (t), too. */
const TWO_LAYERS = `
W_1(t) = W1t
W_2(t) = W2t
W_1 = W1t
W_2 = W2t
W_1(0) = W1
W_2(0) = W2
\\tilde{\\Sigma}^{yx} = Syx
\\tilde{\\Sigma}^{xx} = I(Ni)
\\tilde{U} = U
\\tilde{S} = S
\\tilde{V} = V
\\tilde{U}_\\perp = Uperp
\\tilde{V}_\\perp = Vperp
Q(t) = [W1t'; W2t]
Q = [W1t'; W2t]
Q(0) = [W1'; W2]
Q_0 = [W1'; W2]
N_i = Ni
N_h = Nh
N_o = No
t = t
\\tau = tau
`;

interface NotationText {
  readonly letters: string;
  readonly conventions: string;
  readonly needs: string;
  readonly norm: Notation['norm'];
  readonly isDeep: boolean;
}

const NOTATIONS: Readonly<Record<NotationName, NotationText>> = {
  braun2022: {
    letters: `${TWO_LAYERS}
U = U0
S = S0
V = V0
\\tilde{s}_* = S(*,*)
`,
    conventions: '',
    needs: 'whitened, zero-balanced',
    norm: undefined,
    isDeep: false,
  },
  domine2025: {
    letters: `${TWO_LAYERS}
U = U0
S = S0
V = V0
\\lambda = lambda
\\tilde{s}_* = S(*,*)
`,
    conventions: '',
    needs: 'whitened, lambda-balanced',
    norm: undefined,
    isDeep: false,
  },
  anguita2024: {
    letters: `${TWO_LAYERS}
\\Sigma^{yx} = Syx
\\lambda = lambda
n_i = Ni
n_h = Nh
n_o = No
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
`,
    conventions: '',
    needs: 'whitened, lambda-balanced',
    norm: undefined,
    isDeep: false,
  },
  wendin2025: {
    letters: `
W_* = W{*}t
W_*(t) = W{*}t
W_*(0) = W{*}
W_{*:*} = W(*:*)t
W_{*:*}(t) = W(*:*)t
W_{*:*}(0) = W(*:*)
d_* = d{*}
d_x = d0
d_y = d{h}
\\Sigma = Syx
\\Xi = Syx - W(1:h)t
h = h
\\mathcal{L} = 1/2*norm(Syx - W(1:h)t)^2
\\mathcal{L}(t) = 1/2*norm(Syx - W(1:h)t)^2
C_* = W{*}t*W{*}t' - W{*+1}t'*W{*+1}t
`,
    conventions: '',
    needs: 'whitened',
    norm: undefined,
    isDeep: true,
  },
};

export type NotationName = 'braun2022' | 'domine2025' | 'anguita2024' | 'wendin2025';

export const NOTATION_NAMES = Object.keys(NOTATIONS) as readonly NotationName[];

/** The notation of a paper. UNKNOWN_NAME for another name. */
export function notationOf(name: string): Notation {
  const known = NOTATION_NAMES.find(one => one === name);
  if (known === undefined)
    throw new DloError('UNKNOWN_NAME', 'notation', `must be one of ${NOTATION_NAMES.join(', ')}`, name);
  const { letters, conventions, needs, norm, isDeep } = NOTATIONS[known];
  const words = (list: string): string[] => list.split(/\s*,\s*/).filter(word => word !== '');
  return {
    letters: new Map(linesOf(letters).map(line => letterLine(line, `the notation of ${known}`))),
    conventions: words(conventions),
    needs: words(needs),
    norm,
    isDeep,
  };
}

function linesOf(table: string): string[] {
  return table.split('\n').filter(line => line.trim() !== '');
}

/** The letters of a notation the other way: names in Octave in LaTeX, the first spelling of each. */
export function texOfNames({ letters }: Notation): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, { octave }] of letters as ReadonlyMap<string, LetterMeaning>)
    if (/^\w+$/.test(octave) && !names.has(octave)) names.set(octave, name);
  return names;
}
