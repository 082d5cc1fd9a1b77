import fc from "fast-check";
import { stateAnswers } from "../../../../preview/changes/stateAnswers";
import { parseStateFile, type StateFile } from "../../../../preview/changes/stateFile";
import type { Answer } from "../../../../preview/monitor/answers";
import type { Graph, RecordedResource } from "../../../../preview/monitor/graph";
import { createUrn } from "../../../../preview/monitor/urns";
import { secret, UNKNOWN, type WireObject } from "../../../../preview/monitor/wire";
import { stateOf } from "../../../support/stateOf";
import { graphOf, resource } from "../graphs";

/** A resource of a made-up program. */
export interface Node {
    readonly name: string;
    readonly type: string;
    readonly custom: boolean;
    readonly inputs: WireObject;
    /** Positions of earlier resources whose ids become inputs. */
    readonly references: readonly number[];
    readonly dependsOn: readonly number[];
    readonly parent?: number;
    readonly secrets: boolean;
}

export type Program = readonly Node[];

const TYPES = [
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:Secret",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps.emqx.io/v2beta1:EMQX",
    "alicloud:cs/nodePool:NodePool",
    "alicloud:vpc/switch:Switch",
    "random:index/randomPassword:RandomPassword",
    "test:index:Thing",
];

const scalars = fc.oneof(
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 99 }),
    fc.constant(true),
);
const keys = fc.stringMatching(/^[a-z][a-z.-]{0,5}$/).filter((key) => !key.startsWith("__"));
const values = fc.letrec((tie) => ({
    value: fc.oneof(
        { maxDepth: 3 },
        scalars,
        fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(keys, tie("value"), { minKeys: 1, maxKeys: 3 }),
    ),
})).value as fc.Arbitrary<WireObject>;

/** Programs can only refer to what they have already constructed. */
export const programs: fc.Arbitrary<Program> = fc
    .array(
        fc.record({
            type: fc.constantFrom(...TYPES),
            custom: fc.boolean(),
            settings: fc.dictionary(keys, values, { maxKeys: 3 }),
            references: fc.array(fc.nat(), { maxLength: 2 }),
            dependsOn: fc.array(fc.nat(), { maxLength: 2 }),
            parent: fc.option(fc.nat()),
            secrets: fc.boolean(),
        }),
        { minLength: 1, maxLength: 12 },
    )
    .map((drafts) => {
        const earlier = (positions: readonly number[], i: number) =>
            i === 0 ? [] : [...new Set(positions.map((position) => position % i))];
        return drafts.map(
            ({ type, custom, settings, references, dependsOn, parent, secrets }, i): Node => ({
                name: `r${i}`,
                type: custom ? type : "test:index:Group",
                custom,
                inputs: custom ? { spec: settings, ...named(type, i) } : {},
                references: custom ? earlier(references, i).filter((at) => drafts[at]!.custom) : [],
                dependsOn: earlier(dependsOn, i),
                ...(parent === null || i === 0 || drafts[parent % i]!.custom ? {} : { parent: parent % i }),
                secrets,
            }),
        );
    });

function named(type: string, i: number): WireObject {
    return type.startsWith("kubernetes:") ? { metadata: { name: `object-${i}`, namespace: "mqtt" } } : {};
}

export const PROJECT = { project: "p", stack: "dev" };

/** A run of the program whose references are answered by the function; also what it registers. */
export function run(
    program: Program,
    answer: (resource: RecordedResource) => Pick<Answer, "id" | "outputs"> = () => ({ outputs: {} }),
): Graph {
    const made: RecordedResource[] = [];
    const urns: string[] = [];
    for (const node of program) {
        const parent = node.parent === undefined ? "" : urns[node.parent]!;
        const urn = createUrn(PROJECT.stack, PROJECT.project, parent, node.type, node.name);
        const references = node.references.map((at) => made[at]!.id ?? UNKNOWN);
        const { spec, ...others } = node.inputs;
        const settings = node.secrets && spec !== undefined ? { spec: secret(spec) } : { spec };
        const registered = resource({
            urn,
            type: node.type,
            name: node.name,
            custom: node.custom,
            ...(parent === "" ? {} : { parent }),
            inputs: node.custom
                ? ({
                      ...others,
                      ...settings,
                      ...(references.length > 0 ? { ids: references } : {}),
                  } as WireObject)
                : {},
            dependencies: [...node.references, ...node.dependsOn].map((at) => urns[at]!),
            propertyDependencies: node.custom
                ? { spec: [], metadata: [], ids: node.references.map((at) => urns[at]!) }
                : {},
        });
        const answered = node.custom ? answer(registered) : { outputs: {} };
        made.push({ ...registered, outputs: answered.outputs, ...(answered.id ? { id: answered.id } : {}) });
        urns.push(urn);
    }
    return graphOf(made);
}

/** An update of the program: everything gets an id. */
export function deployed(program: Program): Graph {
    return run(program, ({ name, inputs }) => ({ id: `id-of-${name}`, outputs: inputs }));
}

export function stateFile(program: Program): StateFile {
    return parseStateFile(stateOf(deployed(program).resources), "state.json");
}

/** A preview of the program on a stack that the state is of. */
export function previewed(program: Program, state: StateFile): Graph {
    const answers = stateAnswers(state, PROJECT);
    return run(program, (registered) => answers.create(registered, true) as Answer);
}
