import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { minimalEmqxCrd } from "../../../testkit/operator/minimalCrd";
import { SHARED } from "../../../testkit/shared";
import { ROOT } from "../cli";

const CHARTS = join(ROOT, "tests", "e2e", "charts");

/** So that the CRDs of two versions differ, as real ones do. */
const VERSIONED = '  labels: { app.kubernetes.io/version: "{{ .Chart.AppVersion }}" }';

export interface Charts {
    readonly certManager: string;
    readonly operator: string;
    /** Makes the operator's chart one of another version, as a repository would have it. */
    setOperatorVersion(version: string): void;
}

/** Copies of our charts in a folder; the operator's with its CRDs as templates, as the real one has them. */
export function writeCharts(folder: string): Charts {
    cpSync(CHARTS, folder, { recursive: true });
    const operator = join(folder, "emqx-operator");
    for (const [name, text] of Object.entries(crds())) {
        // Descriptions of the real ones may look like template actions.
        const literal = text
            .replaceAll("{{", '{{ "{{" }}')
            .replace(/^metadata:$/m, `metadata:\n${VERSIONED}`);
        writeFileSync(join(operator, "templates", `crd.${name}`), literal);
    }
    const description = join(operator, "Chart.yaml");
    return {
        certManager: join(folder, "cert-manager"),
        operator,
        setOperatorVersion: (version) => {
            const text = readFileSync(description, "utf8").replace(
                /^(version|appVersion): .*$/gm,
                `$1: ${version}`,
            );
            writeFileSync(description, text);
        },
    };
}

/** The real ones where they are at hand. */
function crds(): Record<string, string> {
    const files = ["apps.emqx.io_emqxes.yaml", "apps.emqx.io_rebalances.yaml"];
    const found = files.filter((file) => existsSync(join(SHARED, "crds", file)));
    if (found.length < files.length) return { "emqxes.yaml": stringify(minimalEmqxCrd()) };
    return Object.fromEntries(found.map((file) => [file, readFileSync(join(SHARED, "crds", file), "utf8")]));
}
