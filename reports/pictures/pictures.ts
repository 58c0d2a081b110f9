import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesFor, sampleOf } from './drawnWith.ts';

/** A picture of the README: a part of a page that a command writes. */
export interface Picture {
  /** In docs/. */
  readonly file: string;
  readonly shows: 'counterexample' | 'figure' | 'gate';
  /** Files that it shows the content or the answers of, from the root. */
  readonly of: readonly string[];
}

export const PICTURES: Readonly<Record<Picture['shows'], Picture>> = {
  counterexample: {
    file: 'report.png',
    shows: 'counterexample',
    of: [
      'fixtures/counterexamples/domine2025/thm-a.3_unequal-dimensions/307317df78b3.json',
      'properties/plots/plotOf.ts',
      'properties/plots/kernelPlot.ts',
    ],
  },
  figure: {
    file: 'figure1.png',
    shows: 'figure',
    of: ['properties/figures/domine2025/fig1.ts', 'fixtures/figures/domine2025/fig1.json'],
  },
  gate: { file: 'gate.png', shows: 'gate', of: ['examples/subjects/numpy_solver.py'] },
};

export const ALL_PICTURES: readonly Picture[] = Object.values(PICTURES);

/** What is kept of a picture: that it is this one, and what a sample looked like to the code that drew it. Hashes. */
export interface PictureHashes {
  readonly drawnWith: string;
  readonly picture: string;
}

export const PICTURES_FOLDER: string = fileURLToPath(new URL('../../docs/', import.meta.url));

/** The file in which the hashes stand, by the picture's name. */
export const HASHES_FILE: string = `${PICTURES_FOLDER}pictures.json`;

export function keptHashes(): Readonly<Record<string, PictureHashes>> {
  return JSON.parse(readFileSync(HASHES_FILE, 'utf8')) as Record<string, PictureHashes>;
}

export function hashesNow(picture: Picture): PictureHashes {
  return { drawnWith: drawnWith(picture), picture: sha256(readFileSync(PICTURES_FOLDER + picture.file)) };
}

/**
 * Of a made sample as the code draws it now, with the rules of style that speak of it, and of the files shown: another hash means
 * that the picture would look different. Code that is written otherwise and draws the same leaves it.
 */
function drawnWith({ shows, of }: Picture): string {
  const { html, style } = sampleOf(shows);
  const texts = of.map(path =>
    readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n'),
  );
  return sha256([html, ...rulesFor(html, style), ...texts].join('\0'));
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
