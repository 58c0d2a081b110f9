import type { FlowCase } from '../../../src/judge/case.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { scaled, times } from '../_exact.ts';
import { type ExactSide, exactly } from '../_exactly.ts';
import { surveyClaim } from './_claim.ts';
import { family, isZero, type M, type Network, networkOf, range, rational } from './_network.ts';
import { networkCases } from './_networkCases.ts';

// Section 2.1.1 is about any F = blk_1(F_1, …, F_h): A takes the place of F, V that of G.

const anyBlocks = networkCases({ assumptions: false });
const twoFamilies = networkCases({ assumptions: false, with: ['V'] });

/** F^k beside what is stated of its blocks, k = 1 … h. */
const powersAre =
  (block: (net: Network, k: number, j: number) => M) =>
  (given: FlowCase): ExactSide[] => {
    const net = networkOf(given);
    return range(1, net.h).map(k => [
      `F^${k}`,
      net.blk(
        k,
        range(1, net.h + 1 - k).map(j => block(net, k, j)),
      ),
      net.power(k),
    ]);
  };

const powers = surveyClaim({
  id: 'sec-2.1.1:powers',
  topic: 'Adjacency form',
  section: '2.1.1',
  title: 'The k-th power of a block shift has the products of k layers as blocks',
  place: 'section 2.1.1, F^k, F^h and the square before them',
  statement: String.raw`F^k=\mathrm{blk}_k(F_{1:k},\dots,F_{h+1-k:h}),\quad k=1,\dots,h`,
  cases: anyBlocks,
  judge: exactly(powersAre((net, k, j) => net.product(j, j + k - 1))),
  wrong: {
    'without the last block': exactly(
      powersAre((net, k, j) => scaled(j === net.h + 1 - k ? 0 : 1, net.product(j, j + k - 1))),
    ),
    'twice the blocks': exactly(powersAre((net, k, j) => net.product(j, j + k - 1).map(entry => entry.add(entry)))),
  },
});

/** Smallest k with F^k = 0. */
const nilpotencyIndex = (net: Network): number => range(1, net.h + 1).find(k => isZero(net.power(k)))!;

const indexIs = (stated: (net: Network) => number) =>
  exactly(given => {
    const net = networkOf(given);
    return [['smallest k with F^k = 0', rational(stated(net)), rational(nilpotencyIndex(net))]];
  });

const index = surveyClaim({
  id: 'sec-2.1.1:nilpotency-index',
  topic: 'Adjacency form',
  section: '2.1.1',
  title: 'The matrix F is nilpotent of nilpotency index h + 1',
  place: 'section 2.1.1, last sentence before the mixed products',
  grade: 'missing hypothesis',
  note: 'F^(h+1) = 0 always; the index is smaller wherever the product of all blocks is 0, at F = 0 above all.',
  statement: String.raw`\min\{k: F^k=0\}=h+1`,
  cases: anyBlocks,
  judge: indexIs(({ h }) => h + 1),
  narrowed: {
    statement: String.raw`F_{1:h}\ne 0\;\Rightarrow\;\min\{k:F^k=0\}=h+1`,
    hypotheses: [
      {
        name: 'product of all blocks not 0',
        meaning: 'F_(1:h) ≠ 0',
        holds: given => {
          const net = networkOf(given);
          return !isZero(net.product(1, net.h));
        },
      },
    ],
  },
  wrong: { h: indexIs(({ h }) => h), 'one more than the number of blocks': indexIs(({ h }) => h + 2) },
});

type Mixed = (net: Network, G: M, V: readonly M[]) => ExactSide[];

const mixed = (sides: Mixed) =>
  exactly(given => {
    const net = networkOf(given);
    const V = family(given, 'V');
    return sides(net, net.blk(1, V), V);
  });

const first =
  (above: (j: number) => number): Mixed =>
  (net, G, V) =>
    range(1, net.h).map(j => [
      `F^(h−${j})GF^${j - 1}`,
      net.blk(net.h, [times(net.product(above(j), net.h), V[j - 1]!, net.product(1, j - 1))]),
      times(net.power(net.h - j), G, net.power(j - 1)),
    ]);

const eq1 = surveyClaim({
  id: 'eq-1',
  topic: 'Adjacency form',
  section: '2.1.1',
  title: 'A product of order h with one factor G',
  place: 'equation 1',
  statement: String.raw`F^{h-j}GF^{j-1}=\mathrm{blk}_h(F_{j+1:h}G_jF_{1:j-1})`,
  cases: twoFamilies,
  judge: mixed(first(j => j + 1)),
  wrong: {
    'F_j stays beside G_j': mixed(first(j => j)),
    'G on the other side': mixed((net, G, V) =>
      first(j => j + 1)(net, G, V).map(([quantity, stated], j) => [
        quantity,
        stated,
        times(net.power(j), G, net.power(net.h - j - 1)),
      ]),
    ),
  },
});

const second =
  (between: (j: number, k: number) => readonly [number, number]): Mixed =>
  (net, G, V) =>
    range(1, net.h - 1).flatMap(j =>
      range(1, net.h - j).map(k => [
        `F^(h−${j}−${k})GF^${j - 1}GF^${k - 1}`,
        net.blk(net.h, [
          times(
            net.product(j + k + 1, net.h),
            V[j + k - 1]!,
            net.product(...between(j, k)),
            V[k - 1]!,
            net.product(1, k - 1),
          ),
        ]),
        times(net.power(net.h - j - k), G, net.power(j - 1), G, net.power(k - 1)),
      ]),
    );

const deeper = networkCases({ assumptions: false, minDepth: 2, with: ['V'] });

const eq2 = surveyClaim({
  id: 'eq-2',
  topic: 'Adjacency form',
  section: '2.1.1',
  title: 'A product of order h with two factors G',
  place: 'equation 2',
  note: 'For j, k ≥ 1 with j + k ≤ h.',
  statement: String.raw`F^{h-j-k}GF^{j-1}GF^{k-1}=\mathrm{blk}_h(F_{j+k+1:h}G_{j+k}F_{k+1:j+k-1}G_kF_{1:k-1})`,
  cases: deeper,
  judge: mixed(second((j, k) => [k + 1, j + k - 1])),
  wrong: {
    'one factor fewer between the two': mixed(second((j, k) => [k + 1, j + k - 2])),
    'half of it': mixed((net, G, V) =>
      second((j, k) => [k + 1, j + k - 1])(net, G, V).map(([quantity, stated, truth]) => [
        quantity,
        stated,
        scaled(2, truth as M),
      ]),
    ),
  },
});

export const sec211Blocks: readonly Claim<FlowCase>[] = [powers, index, eq1, eq2];
