import { standsInItsText } from '../testing/standsInItsText.ts';
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

standsInItsText('anguita2024', [
  ['chapter 1', CHAPTER_1, 1, 136],
  ['section 2.1', SECTION_2_1, 137, 184],
  ['section 2.2', SECTION_2_2, 185, 401],
  ['section 2.3', SECTION_2_3, 402, 484],
  ['section 3.1', SECTION_3_1, 485, 617],
  ['section 3.2', SECTION_3_2, 618, 785],
  ['section 3.3', SECTION_3_3, 786, 1085],
  ['section 3.4', SECTION_3_4, 1086, 1212],
  ['section 4.1', SECTION_4_1, 1213, 1354],
  ['section 4.2', SECTION_4_2, 1355, 1454],
  ['section 4.3', SECTION_4_3, 1455, 1523],
  ['section 4.4', SECTION_4_4, 1524, 1585],
  ['section 4.5', SECTION_4_5, 1586, 1628],
  ['chapter 5', CHAPTER_5, 1629, 1642],
  ['chapter 6', CHAPTER_6, 1643, 1710],
]);
