import { randomBytes } from "node:crypto";
import type { RecordedResource } from "../../preview/monitor/graph";
import { isSecret, mapMembers, reveal, secret, type Wire, type WireObject } from "../../preview/monitor/wire";

/** What `pulumi stack export` gives after an update that has run: secrets encrypted anew, as with a passphrase. */
export function stateOf(resources: readonly RecordedResource[], more: object = {}): unknown {
    return {
        version: 3,
        deployment: {
            manifest: { time: "2026-11-21T20:18:45Z", magic: "", version: "" },
            secrets_providers: { type: "passphrase", state: { salt: "v1:salt" } },
            resources: resources.map(entryOf),
            ...more,
        },
    };
}

function entryOf(resource: RecordedResource): object {
    const { urn, type, custom, id, parent, provider, external, options } = resource;
    const { import: importID, aliases: _aliases, transforms: _transforms, ...others } = options;
    return {
        urn,
        type,
        custom,
        ...(id === undefined ? {} : { id }),
        ...(external ? { external } : {}),
        // Charts register themselves in their provider, without what they were given.
        inputs: resource.remote ? {} : sealed(checked(resource)),
        outputs: sealed({ ...resource.inputs, ...resource.outputs }),
        ...(parent === undefined ? {} : { parent }),
        ...(provider === undefined ? {} : { provider }),
        dependencies: resource.dependencies,
        propertyDependencies: resource.propertyDependencies,
        ...others,
        ...(importID === undefined ? {} : { importID }),
        created: "2026-11-21T20:18:45Z",
        modified: "2026-11-21T20:18:45Z",
    };
}

/** What providers make of a program's inputs before they are recorded. */
function checked({ type, inputs }: RecordedResource): WireObject {
    if (type.startsWith("alicloud:")) {
        return { ...inputs, __defaults: [] };
    }
    if (type.startsWith("pulumi:providers:")) {
        return { ...inputs, __internal: {} };
    }
    if (type === "kubernetes:helm.sh/v3:Release") {
        const { compat: _compat, ...release } = inputs;
        return { timeout: 300, ...release };
    }
    if (type !== "kubernetes:core/v1:Secret" || inputs.stringData === undefined) {
        return inputs;
    }
    const { stringData, ...object } = inputs;
    const texts = Object.entries(reveal(stringData) as Record<string, string>);
    const data = texts.map(([key, text]) => [key, Buffer.from(text).toString("base64")]);
    return { ...object, data: secret(Object.fromEntries(data)) };
}

function sealed(value: WireObject): WireObject {
    return seal(value) as WireObject;
}

function seal(value: Wire): Wire {
    if (!isSecret(value)) {
        return mapMembers(value, seal);
    }
    const { value: _text, ...mark } = value;
    return { ...mark, ciphertext: `v1:${randomBytes(12).toString("base64")}` };
}
