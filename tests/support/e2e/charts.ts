import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { definition } from "../../../testkit/crds/toDefinition";
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
    for (const plural of ["emqxes", "rebalances"]) {
        // Rules and patterns may look like template actions.
        const literal = stringify(definition("operator-2.2", plural))
            .replaceAll("{{", '{{ "{{" }}')
            .replace(/^metadata:$/m, `metadata:\n${VERSIONED}`);
        const template = `{{- if not .Values.skipCRDs }}\n${literal}{{- end }}\n`;
        writeFileSync(join(operator, "templates", `crd.${plural}.yaml`), template);
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
