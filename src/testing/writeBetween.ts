import { writeWhole } from '../writeWhole.ts';

// Writes something to stdout, then a text to the path named on the command line, then to stdout again.

process.stdout.write('before ');
await writeWhole(process.argv[2]!, 'text');
process.stdout.write(' after');
