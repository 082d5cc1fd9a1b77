import assert from "node:assert/strict";
import type { Graph } from "../../preview/monitor/graph";
import { STACK_TYPE } from "../../preview/monitor/urns";
import {
    isSecret,
    mapMembers,
    secret,
    UNKNOWN,
    type Wire,
    type WireObject,
} from "../../preview/monitor/wire";
import type { Command } from "../support/languages/command";
import { goExample } from "../support/languages/go";
import { javaExample } from "../support/languages/java";
import { graphOf, typescriptGraph } from "../support/languages/million";
import { pythonExample } from "../support/languages/python";
import { orSkip } from "../support/languages/unavailable";
import { assertSameDeployment } from "../support/plugin/canonical";
import { withPlugin } from "../support/plugin/suite";
import { MODES } from "../support/stacks";

interface Example {
    prepare(): Promise<{ check(): Promise<string>; program: Command }>;
    /** What the language's SDK makes of a stack output that is a secret and not known yet. */
    readonly unknownSecret: Wire;
}

const EXAMPLES: Record<string, Example> = {
    Python: { prepare: pythonExample, unknownSecret: secret(UNKNOWN) },
    Go: { prepare: goExample, unknownSecret: secret("") },
    Java: { prepare: javaExample, unknownSecret: UNKNOWN },
};

describe("the million-connection stack in another language", function () {
    // Most of it is a first compilation of Pulumi's SDK, which is kept.
    this.timeout(15 * 60_000);
    const suite = withPlugin();

    for (const [language, { prepare, unknownSecret }] of Object.entries(EXAMPLES)) {
        it(`${language}: passes the checks of its compiler`, async function () {
            const example = await orSkip(this, prepare);
            await example.check();
        });

        for (const mode of MODES) {
            it(`${language}: asks for the very resources of the TypeScript example (${mode})`, async function () {
                const { program } = await orSkip(this, prepare);
                const typescript = await typescriptGraph(mode);
                assert.ok(typescript.resources.some(({ type }) => type.endsWith(":EMQX")));
                assert.ok(isSecret(typescript.outputs.kubeconfig));
                const own = await graphOf(program, mode, suite.plugin, suite.cluster);
                assertSameDeployment(own, withUnknownSecrets(typescript, unknownSecret));
            });
        }
    }
});

/** The graph with another form of unknown secrets in the stack's outputs: all that an SDK decides on its own. */
function withUnknownSecrets(graph: Graph, form: Wire): Graph {
    const rewritten = (value: Wire): Wire =>
        isSecret(value) && value.value === UNKNOWN ? form : mapMembers(value, rewritten);
    const outputs = rewritten(graph.outputs) as WireObject;
    return {
        ...graph,
        outputs,
        resources: graph.resources.map((r) => (r.type === STACK_TYPE ? { ...r, outputs } : r)),
    };
}
