import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { differences } from "./compare";
import { writeFieldList } from "./fieldList";
import { fieldLists } from "./fromDefinition";

const USAGE = `usage: npm run data:fields -- FILE.yaml FOLDER   (tests/data/crds/operator-<line>)
       npm run data:fields -- --check FOLDER      (with operator-<line>/apps.emqx.io_<plural>.yaml)`;

/** Writes the field lists of a CustomResourceDefinition into a folder, or compares those that are here with a folder of definitions. */
const [file, folder] = process.argv.slice(2);
if (file === undefined || folder === undefined) {
    console.error(USAGE);
    process.exit(2);
}
if (file === "--check") check(folder);
else write(file, folder);

function write(file: string, folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const list of fieldLists(parse(readFileSync(file, "utf8")))) {
        const name = join(folder, `${list.names.plural}.${list.version}.jsonl`);
        writeFileSync(name, writeFieldList(list));
        console.log(`${name}: ${list.fields.length} fields`);
    }
}

function check(definitions: string): void {
    const found = differences(definitions);
    console.log(found.length === 0 ? "The field lists are what the definitions say." : found.join("\n"));
    process.exitCode = found.length === 0 ? 0 : 1;
}
