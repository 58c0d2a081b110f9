/** Where the pages of claims stand in a site, from its root: one path an id, whatever is in it, and no two the same. */
export function claimFiles(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    [...new Set(ids)].map(id => {
      const slash = id.indexOf('/');
      const folder = slash < 1 ? '_' : plainName(id.slice(0, slash));
      const name = plainName(id.slice(slash + 1));
      let file = `claims/${folder}/${name}.html`;
      for (let count = 2; taken.has(file.toLowerCase()); count++) file = `claims/${folder}/${name}~${count}.html`;
      taken.add(file.toLowerCase());
      return [id, file];
    }),
  );
}

/** Letters, digits, dots and hyphens that every file system takes, and no path but itself. */
function plainName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, LONGEST_NAME);
  return /^\.*$/.test(name) ? '_' : name;
}

const LONGEST_NAME = 100;
