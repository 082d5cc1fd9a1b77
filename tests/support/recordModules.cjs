// Preloaded with `node --require`: writes the files of all modules that the process has loaded by its end.
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.MODULES_LOG, JSON.stringify(Object.keys(require.cache))));
