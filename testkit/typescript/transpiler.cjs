const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const ts = require("typescript");

const ROOT = join(__dirname, "../..");
/** A file for each source, which the next version of it overwrites; safe to delete. */
const KEPT = join(ROOT, ".cache/transpiled");

/** A transpiler as ts-node takes it (its documentation, "Third-party transpilers"). */
exports.create = ({ service }) => {
    const compilerOptions = { ...service.config.options, sourceMap: true, inlineSourceMap: false };
    const setting = [ts.version, readFileSync(join(ROOT, "tsconfig.json")), readFileSync(__filename)];

    return {
        transpile(text, { fileName }) {
            const hash = createHash("sha256");
            for (const part of [...setting, fileName, text]) hash.update(part).update("\0");
            const key = hash.digest("hex");
            const file = join(KEPT, `${relative(ROOT, fileName).replaceAll("..", "_")}.json`);
            return kept(file, key) ?? keep(file, key, transpiled(text, fileName));
        },
    };

    function transpiled(text, fileName) {
        return ts.transpileModule(text, { fileName, compilerOptions, reportDiagnostics: true });
    }
};

function kept(file, key) {
    try {
        const found = JSON.parse(readFileSync(file, "utf8"));
        return found.key === key ? found.output : undefined;
    } catch {
        return undefined;
    }
}

function keep(file, key, { outputText, sourceMapText, diagnostics }) {
    const output = { outputText, sourceMapText };
    if (diagnostics.length > 0) return { ...output, diagnostics };
    try {
        mkdirSync(dirname(file), { recursive: true });
        // Other suites read it at the same time.
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, JSON.stringify({ key, output }));
        renameSync(unfinished, file);
    } catch {
        // A folder that cannot be written to costs time, and no more.
    }
    return output;
}
