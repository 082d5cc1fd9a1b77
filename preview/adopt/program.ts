import { objectType } from "../../provider/emqx/lines";
import type { Adoption } from "./adoption";
import { hidden } from "./hidden";
import { identifierOf } from "./identifier";
import type { Difference } from "./kept";
import { literal } from "./literal";
import { EnumMember, FromConfig, leavesOfKind, type Shown } from "./shown";

/** A printed program, and the secrets that its stack has to hold first. */
export interface Program {
    /** Of the component. */
    readonly name: string;
    readonly text: string;
    readonly secrets: readonly FromConfig[];
}

/** A Pulumi program in TypeScript whose EMQX object is the live one. */
export function programOf({ live, inputs, differences }: Adoption): Program {
    const name = identifierOf(live.instance);
    const kept = differences.map((difference) => ({ difference, shown: hidden(difference, live) }));
    const shown: Shown = [inputs, kept.map((one) => one.shown)];
    const secrets = unique(leavesOfKind(shown, FromConfig), ({ key }) => key);
    const enums = unique(leavesOfKind(inputs, EnumMember), ({ type }) => type).map(({ type }) => type);
    const lines = [
        'import * as pulumi from "@pulumi/pulumi";',
        `import { ${["EmqxCluster", ...enums].sort().join(", ")} } from "emqx-ack";`,
        "",
        ...(secrets.length > 0 ? ["const config = new pulumi.Config();", ""] : []),
        ...keptLines(kept, live.line),
        ...TRANSFORM(objectType(live.line)),
        `export const ${name} = new EmqxCluster(${JSON.stringify(live.instance)}, ${literal(inputs)}, {`,
        "    transforms: [asItIs],",
        "});",
    ];
    return { name: live.instance, text: `${lines.join("\n")}\n`, secrets };
}

interface Kept {
    readonly difference: Difference;
    readonly shown: Shown;
}

function keptLines(kept: readonly Kept[], line: Adoption["live"]["line"]): string[] {
    const comment = ({ path, written }: Difference) => {
        const { rolls, name } = line.field(["spec", ...path]);
        const roles = rolls.map((role) => `${role}s`).join(" and ");
        const what = roles === "" ? "restarts nothing" : `restarts ${roles}`;
        return written
            ? `    // ${name}: handing it over ${what}.`
            : `    // ${name}: no input says it; without this line it stays as it is, and nobody writes it.`;
    };
    return [
        "/** What the object in the cluster says and the inputs do not. Taking a line out hands the field over to them. */",
        "const kept: [path: string[], value: pulumi.Input<unknown>][] = [",
        ...kept.flatMap(({ difference, shown }) => [
            comment(difference),
            `    [${literal([...difference.path])}, ${literal(shown, "    ")}],`,
        ]),
        "];",
        "",
    ];
}

/** What of the printed program is the same for all. */
const TRANSFORM = (type: string) => [
    "function withValue(object: any, [key, ...rest]: string[], value: unknown): any {",
    "    if (key === undefined) return value;",
    "    const { [key]: inner, ...others } = object ?? {};",
    "    const next = withValue(inner, rest, value);",
    "    return next === undefined ? others : { ...others, [key]: next };",
    "}",
    "",
    "const asItIs: pulumi.ResourceTransform = ({ type, props, opts }) => {",
    `    if (type === ${JSON.stringify(type)}) {`,
    "        const spec = kept.reduce((object, [path, value]) => withValue(object, path, value), props.spec);",
    "        return { props: { ...props, spec }, opts };",
    "    }",
    "    // Imported ones say of what they are made otherwise, and would be made anew.",
    '    if (type === "random:index/randomPassword:RandomPassword") {',
    '        return { props, opts: { ...opts, ignoreChanges: ["length", "special"] } };',
    "    }",
    "    return undefined;",
    "};",
    "",
];

function unique<T>(all: readonly T[], of: (one: T) => string): T[] {
    return all.filter((one, i) => all.findIndex((other) => of(other) === of(one)) === i);
}
