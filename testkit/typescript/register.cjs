// TypeScript as `ts-node/register/transpile-only` runs it, but what has been transpiled once is kept: for most suites that was
// a quarter of their time.
const { join } = require("node:path");

require("ts-node").register({
    transpileOnly: true,
    project: join(__dirname, "../../tsconfig.json"),
    transpiler: join(__dirname, "transpiler.cjs"),
});
