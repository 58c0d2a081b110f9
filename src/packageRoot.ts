const COMPILED = !import.meta.url.endsWith('.ts');

/**
 * The folder of package.json. Data, and what starts threads and processes, is found from there: by code as it stands in a
 * checkout and by code compiled into chunks in a folder of dist alike.
 */
export const PACKAGE_ROOT: URL = new URL(COMPILED ? '../../' : '../', import.meta.url);

/** A file of the code, named from the root and without its ending. */
export function codeFile(path: string): URL {
  return COMPILED ? new URL(`dist/${path}.js`, PACKAGE_ROOT) : new URL(`${path}.ts`, PACKAGE_ROOT);
}

/** The folder of the papers, whose texts stand beside their modules, compiled or not. */
export const CLAIMS_FOLDER: URL = new URL(`${COMPILED ? 'dist/' : ''}properties/claims/`, PACKAGE_ROOT);
