import { describe, expect, it } from 'vitest';
import {
  ARCHITECTURE_KINDS,
  type Architecture,
  architecture,
  architectureKind,
} from '../../src/network/architecture.ts';
import { architectureArbitrary } from './architectureArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller } from './testing/laws.ts';

describe('architectureArbitrary', () => {
  it('keeps the laws', () => {
    const size = ({ Ni, Nh, No }: Architecture) => 1e4 * (Ni + Nh + No) + 100 * Nh + Ni;
    sameSeedSameValue(architectureArbitrary());
    onlyValidAlsoWhenShrunk(architectureArbitrary(), widths => {
      expect(Math.max(...Object.values(widths))).toBeLessThanOrEqual(3);
    });
    shrinksStrictlySmaller(architectureArbitrary(), { size, smallest: architecture(1, 1, 1) });
    shrinksStrictlySmaller(architectureArbitrary('bottleneck', { maxWidth: 5 }), {
      size,
      smallest: architecture(2, 1, 2),
    });
  });

  it('stays with the kinds, the largest width and the condition', () => {
    for (const kind of ARCHITECTURE_KINDS) {
      onlyValidAlsoWhenShrunk(architectureArbitrary(kind, { maxWidth: 4 }), widths =>
        expect(architectureKind(widths)).toBe(kind),
      );
    }
    const narrow = architectureArbitrary(['wide', 'funnel'], { maxWidth: 6, accepts: ({ Nh }) => Nh === 2 });
    onlyValidAlsoWhenShrunk(narrow, widths => expect(widths.Nh).toBe(2));
    expect(() => architectureArbitrary('bottleneck', { maxWidth: 1 })).toThrow(/maxWidth/);
    expect(() => architectureArbitrary('square', { maxWidth: 0 })).toThrow(/whole number/);
  });
});
