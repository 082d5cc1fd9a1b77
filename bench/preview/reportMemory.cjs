// Preloaded into every Node.js process of a measured preview: says at its end how much memory it took.
const { appendFileSync } = require("node:fs");
process.on("exit", () => {
    const script = (process.argv[1] ?? "").replace(/\\/g, "/").replace(/\/index\.js$|\.js$/, "");
    appendFileSync(process.env.EMQX_ACK_BENCH_REPORT, `${script} ${process.resourceUsage().maxRSS}\n`);
});
