import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fullTypeName } from "../../../preview/project/configTypes";
import { type ConfigDeclaration, loadProject } from "../../../preview/project/projectFile";
import { SETTINGS } from "../../../provider/naming/settings";

const ROOT = join(__dirname, "..", "..", "..");

export const CONFIGURATION_PAGE = join(ROOT, "docs", "configuration.md");

const START = "<!-- made of Pulumi.yaml by npm run docs:configuration -->";
const END = "<!-- end -->";

/** The page with its table as Pulumi.yaml has it now; what stands around it is written by hand. */
export function configurationPage(now = readFileSync(CONFIGURATION_PAGE, "utf8")): string {
    const [before, rest = ""] = now.split(START);
    return `${before}${START}\n\n${table()}\n\n${END}${rest.split(END)[1] ?? "\n"}`;
}

function table(): string {
    const { config } = loadProject(ROOT);
    const rows = SETTINGS.map(({ key, path, secret, rest }) => {
        const declared = config[key] as ConfigDeclaration;
        const type = `${fullTypeName(declared.type ?? "", declared.items)}${secret ? ", secret" : ""}`;
        const argument =
            key === "name" ? "the component's name" : `\`${path}\`${rest ? ", the rest of it" : ""}`;
        return `| \`${key}\` | ${cell(type)} | ${shown(declared.default)} | ${argument} | ${cell(declared.description ?? "")} |`;
    });
    return [
        "| setting | type | default | argument of `EmqxOnAck` | meaning |",
        "|---|---|---|---|---|",
        ...rows,
    ].join("\n");
}

function shown(value: unknown): string {
    const isEmpty =
        value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
    if (isEmpty) return "";
    return `\`${Array.isArray(value) ? value.join(", ") : String(value)}\``;
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
