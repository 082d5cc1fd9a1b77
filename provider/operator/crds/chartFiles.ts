import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonical, revisionOf } from "../../emqx/lines/line/revision";
import type { Crd } from "./crd";

const NAME = "emqx-operator-crds";
const CRDS = "files";

/** Helm keeps what has this one when its release goes. Source: helm, pkg/action/resource_policy.go. */
const KEEP = { "helm.sh/resource-policy": "keep" };

/** Not as templates, which the text of a CRD may look like. */
const TEMPLATE = `{{ range $path, $_ := .Files.Glob "${CRDS}/*.json" }}
---
{{ $.Files.Get $path }}
{{- end }}
`;

/** The files of a chart of CRDs. The provider sees a chart change by its version alone, so that is made of the content. */
export function chartFiles(crds: readonly Crd[]): Record<string, string> {
    const kept = crds.map(({ metadata, ...crd }) => ({
        ...crd,
        metadata: { ...metadata, annotations: { ...metadata.annotations, ...KEEP } },
    }));
    const description = {
        apiVersion: "v2",
        name: NAME,
        description: "CRDs of the EMQX operator, as its own chart has them; made by emqx-ack.",
        version: `1.0.0+${revisionOf(kept)}`,
    };
    return {
        "Chart.yaml": `${JSON.stringify(description, undefined, 2)}\n`,
        "templates/crds.yaml": TEMPLATE,
        ...Object.fromEntries(kept.map((crd) => [`${CRDS}/${crd.metadata.name}.json`, canonical(crd)])),
    };
}

/** The CRDs of a chart that was made before; undefined if there is none. */
export function readCrds(chart: string): Crd[] | undefined {
    const folder = join(chart, CRDS);
    if (!existsSync(folder)) return undefined;
    return readdirSync(folder)
        .sort()
        .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
}
