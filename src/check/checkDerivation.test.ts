import { expect, it } from 'vitest';
import { checkSurroundings } from '../../cli/checkSurroundings.ts';
import { derivationSteps } from '../formula/derivation.ts';
import { checkDerivation } from './checkDerivation.ts';

const OPTIONS = {
  ...checkSurroundings(),
  seed: 1,
  runs: 20,
  digits: 15,
  version: '',
  workers: 0,
  fileOf: () => 'case.json',
};

const chain = (sign: string) => `title: How the network function moves
claims: derivation
needs: whitened, equal-dimensions
where: Ni == 1
where: Nh == 1
---
R = Syx - W2t*W1t
ddt(W2t*W1t) == dW2t*W1t + W2t*dW1t
             == (R*W1t'*W1t ${sign} W2t*W2t'*R)/tau
             == R*(W1t^2 + W2t^2)/tau
`;

async function followed(text: string) {
  const found: { follows: string; id: string; replay: string | undefined }[] = [];
  for await (const { follows, record } of checkDerivation(derivationSteps(text, 'a/f.txt')!, 'a/f.txt', OPTIONS)) {
    const { id, counterexample } = record.claims[0]!;
    found.push({ follows, id, replay: counterexample?.replay });
  }
  return found;
}

it('follows a derivation to its end, and says which steps are algebra', async () => {
  expect(await followed(chain('+'))).toEqual([
    { follows: 'by algebra', id: 'f:step-1', replay: undefined },
    { follows: 'from the flow', id: 'f:step-2', replay: undefined },
    { follows: 'by algebra', id: 'f:step-3', replay: undefined },
  ]);
});

it('stops at the first step that does not follow, with a case that shows it', async () => {
  expect(await followed(chain('-'))).toEqual([
    { follows: 'by algebra', id: 'f:step-1', replay: undefined },
    { follows: 'not', id: 'f:step-2', replay: 'npx dlo check a/f.txt --step 2 --case case.json' },
  ]);
});
