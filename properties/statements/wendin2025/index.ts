import type { LinedStatement } from '../statement.ts';
import { APPENDIX } from './appendix.ts';
import { SECTION_1 } from './section1.ts';
import { SECTION_2 } from './section2.ts';
import { SECTION_3 } from './section3.ts';
import { SECTION_4 } from './section4.ts';
import { SECTION_5 } from './section5.ts';
import { SECTION_6 } from './section6.ts';
import { SECTION_7 } from './section7.ts';

/** Line by line of the extracted text; a file for each section. */
export const WENDIN2025: readonly LinedStatement[] = [
  ...SECTION_1,
  ...SECTION_2,
  ...SECTION_3,
  ...SECTION_4,
  ...SECTION_5,
  ...SECTION_6,
  ...SECTION_7,
  ...APPENDIX,
];
