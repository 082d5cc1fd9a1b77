import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { writeFieldList } from "./fieldList";
import { fieldLists } from "./fromDefinition";

/** `npm run data:fields -- FILE.yaml FOLDER`: writes the field lists of a CustomResourceDefinition into a folder. */
const [file, folder] = process.argv.slice(2);
if (file === undefined || folder === undefined) {
    console.error("usage: npm run data:fields -- FILE.yaml FOLDER (tests/data/crds/operator-<line>)");
    process.exit(2);
}
mkdirSync(folder, { recursive: true });
for (const list of fieldLists(parse(readFileSync(file, "utf8")))) {
    const name = join(folder, `${list.names.plural}.${list.version}.jsonl`);
    writeFileSync(name, writeFieldList(list));
    console.log(`${name}: ${list.fields.length} fields`);
}
