// No circles of folders. Tests and the door of the package, src/index.ts, look into rooms that may look back, and stand aside.
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [{ name: 'no-circles-of-folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } }],
  options: { ...options, exclude: { path: '[.]test[.]ts$|/testing/|^reports/(bench|pictures)/|^src/index[.]ts$' } },
};
