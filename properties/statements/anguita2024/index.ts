import type { LinedStatement } from '../statement.ts';
import { CHAPTER_1 } from './chapter1.ts';
import { CHAPTER_5 } from './chapter5.ts';
import { CHAPTER_6 } from './chapter6.ts';
import { SECTION_2_1 } from './section21.ts';
import { SECTION_2_2 } from './section22.ts';
import { SECTION_2_3 } from './section23.ts';
import { SECTION_3_1 } from './section31.ts';
import { SECTION_3_2 } from './section32.ts';
import { SECTION_3_3 } from './section33.ts';
import { SECTION_3_4 } from './section34.ts';
import { SECTION_4_1 } from './section41.ts';
import { SECTION_4_2 } from './section42.ts';
import { SECTION_4_3 } from './section43.ts';
import { SECTION_4_4 } from './section44.ts';
import { SECTION_4_5 } from './section45.ts';

/** Line by line of the extracted text; a file for each section, or chapter. */
export const ANGUITA2024: readonly LinedStatement[] = [
  ...CHAPTER_1,
  ...SECTION_2_1,
  ...SECTION_2_2,
  ...SECTION_2_3,
  ...SECTION_3_1,
  ...SECTION_3_2,
  ...SECTION_3_3,
  ...SECTION_3_4,
  ...SECTION_4_1,
  ...SECTION_4_2,
  ...SECTION_4_3,
  ...SECTION_4_4,
  ...SECTION_4_5,
  ...CHAPTER_5,
  ...CHAPTER_6,
];
