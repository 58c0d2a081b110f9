/**
 * The folder of package.json. Data, and what starts threads and processes, is found from there: by code as it stands in a
 * checkout and by code compiled into dist alike.
 */
export const PACKAGE_ROOT: URL = new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url);
