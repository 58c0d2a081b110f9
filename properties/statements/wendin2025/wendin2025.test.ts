import { type Section, standsInItsText } from '../testing/standsInItsText.ts';
import { APPENDIX } from './appendix.ts';
import { SECTION_1 } from './section1.ts';
import { SECTION_2 } from './section2.ts';
import { SECTION_3 } from './section3.ts';
import { SECTION_4 } from './section4.ts';
import { SECTION_5 } from './section5.ts';
import { SECTION_6 } from './section6.ts';
import { SECTION_7 } from './section7.ts';

/** Sections with their first and last lines. */
const SECTIONS: readonly Section[] = [
  ['section 1', SECTION_1, 1, 98],
  ['section 2', SECTION_2, 99, 180],
  ['section 3', SECTION_3, 181, 403],
  ['section 4', SECTION_4, 404, 747],
  ['section 5', SECTION_5, 748, 969],
  ['section 6', SECTION_6, 970, 1091],
  ['sections 7 and 8', SECTION_7, 1092, 1135],
  ['the appendix', APPENDIX, 1136, 1294],
];

/** Sections that are still being read. */
const UNREAD: ReadonlySet<string> = new Set();

standsInItsText('wendin2025', SECTIONS, UNREAD);
