/**
 * Text of a record without what no page may hold or what would steer a reader: controls, lone surrogates, marks of direction
 * and soft hyphens become U+FFFD. Tabs and line ends stay.
 */
export function foreignText(text: string): string {
  return text.replace(STEERING, '\uFFFD');
}

const STEERING = /[^\P{Cc}\t\n\r]|[\p{Cs}\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
