import type { MoveGroup } from '../numbers/signedPermutation.ts';
import { call, transposed } from './editNodes.ts';
import type { FormulaNode, RelationNode } from './tree.ts';

// A == B up to something: there is an element of a group that makes B the left side. Of the orthogonal groups the invariants decide it, which are
// equations in the language themselves: A = O·B for some orthogonal O exactly where AᵀA = BᵀB, and so on. Of the finite ones the judge
// takes the element that brings B nearest to A (numbers/signedPermutation.ts).

/** Up to what two sides of an equation can be claimed to be equal, with the meaning of each. */
export const UP_TO = {
  sign: 'A = B or A = −B',
  'signs of rows': 'A = DB for a diagonal D of 1 and −1',
  'signs of columns': 'A = BD for a diagonal D of 1 and −1',
  'order of rows': 'A = PB for a permutation P',
  'order of columns': 'A = BP for a permutation P',
  'signs and order of rows': 'A = DPB for a diagonal D of 1 and −1 and a permutation P',
  'signs and order of columns': 'A = BPD for a permutation P and a diagonal D of 1 and −1',
  'order of modes': 'A = PBPᵀ for a permutation P: square matrices, as diagonal ones of values in another order',
  'orthogonal on the left': 'A = OB for an orthogonal O, which is where AᵀA = BᵀB',
  'orthogonal on the right': 'A = BO for an orthogonal O, which is where AAᵀ = BBᵀ',
  'orthogonal on both sides': 'A = OBR for orthogonal O and R, which is where their singular values are the same',
  'orthogonal similarity': 'A = OBOᵀ for an orthogonal O: symmetric matrices with the same eigenvalues',
} as const;

export type UpTo = keyof typeof UP_TO;

/** The finite groups; undefined of the others. */
export function finiteGroup(upTo: UpTo | undefined): MoveGroup | undefined {
  switch (upTo) {
    case 'sign':
      return { of: 'all', hasSigns: true, hasOrder: false };
    case 'order of modes':
      return { of: 'same', hasSigns: false, hasOrder: true };
    case 'signs of rows':
    case 'signs of columns':
    case 'order of rows':
    case 'order of columns':
    case 'signs and order of rows':
    case 'signs and order of columns':
      return {
        of: upTo.endsWith('rows') ? 'rows' : 'columns',
        hasSigns: upTo.startsWith('signs'),
        hasOrder: upTo.includes('order'),
      };
    default:
      return undefined;
  }
}

/** Of two square matrices. */
export function isOfSquares(upTo: UpTo): boolean {
  return upTo === 'order of modes' || upTo === 'orthogonal similarity';
}

/** What an invariant of an orthogonal group is called beside its value; undefined of the finite groups. */
export const INVARIANTS: Readonly<Partial<Record<UpTo, string>>> = {
  'orthogonal on the left': 'AᵀA',
  'orthogonal on the right': 'AAᵀ',
  'orthogonal on both sides': 'singular values',
  'orthogonal similarity': 'eigenvalues',
};

/** A == B up to an orthogonal group, as the equation of their invariants; up to a finite group, or exactly, as it is. */
export function ofInvariants(upTo: UpTo | undefined, relation: RelationNode): RelationNode {
  const invariant = (side: FormulaNode): FormulaNode => {
    switch (upTo) {
      case 'orthogonal on the left':
        return { kind: 'binary', op: '*', left: transposed(side), right: side, place: side.place };
      case 'orthogonal on the right':
        return { kind: 'binary', op: '*', left: side, right: transposed(side), place: side.place };
      case 'orthogonal on both sides':
        return call('svd', side);
      case 'orthogonal similarity':
        return call('eig', side);
      default:
        return side;
    }
  };
  return { ...relation, left: invariant(relation.left), right: invariant(relation.right) };
}
