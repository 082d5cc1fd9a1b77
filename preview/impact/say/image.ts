import { EmqxEdition } from "../../../provider/emqx/args/edition";
import { isOneEmqx } from "../../../provider/emqx/lines/versions";
import type { FactOf } from "../facts/fact";
import { type Inputs, inputText } from "./inputs";

/** EMQX's own images, by the edition that asks for them. */
const EDITIONS: Readonly<Record<string, EmqxEdition>> = {
    emqx: EmqxEdition.OpenSource,
    "emqx-enterprise": EmqxEdition.Enterprise,
};

/** Where EMQX's images are without an imageRegistry. */
const VENDOR = "emqx";

/** Registry and namespace, name, tag. */
interface Image {
    readonly registry: string;
    readonly name: string;
    readonly tag: string;
}

/** Another image as a person asked for it: by edition, version and registry where it is EMQX's own, else as it is. */
export function imageHeading({ from, to }: FactOf<"image">, inputs: Inputs): string {
    const [old, now] = [read(from), read(to)];
    const plain = `EMQX image ${from ?? "(not known)"} to ${to ?? "(not known)"}`;
    if (inputs.byHand || old === undefined || now === undefined) return plain;
    const [was, is] = [editionIn(old), editionIn(now)];
    if (EDITIONS[old.name] === undefined || EDITIONS[now.name] === undefined)
        return `${inputs.path("image")} ${from} to ${to}`;
    const changes = [
        ...(was === undefined || is === undefined ? [] : [{ input: "edition", from: was, to: is }]),
        { input: "version", from: old.tag, to: now.tag },
        { input: "imageRegistry", from: old.registry, to: now.registry },
    ]
        .filter((change) => change.from !== change.to)
        .map(({ input, from: before, to: after }) => ({
            input,
            ...(before === VENDOR ? {} : { from: before }),
            ...(after === VENDOR ? {} : { to: after }),
        }));
    return changes.map((change) => inputText(inputs, change)).join(" and ");
}

/** From 5.9 on there is one EMQX, and the name of its image tells none. */
function editionIn({ name, tag }: Image): EmqxEdition | undefined {
    return isOneEmqx(tag) ? undefined : EDITIONS[name];
}

function read(image: string | undefined): Image | undefined {
    const [, registry = "", name, tag] = /^(?:(.*)\/)?([^/:@]+):([^/@]+)$/.exec(image ?? "") ?? [];
    return name === undefined || tag === undefined ? undefined : { registry, name, tag };
}
