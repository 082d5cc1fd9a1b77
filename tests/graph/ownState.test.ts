import assert from "node:assert";
import { EmqxOnAck, type EmqxOnAckArgs } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { changesAgainstState } from "../support/changes";
import { SHAPES, shapeGraph } from "../support/stacks";
import { stateOf } from "../support/stateOf";
import { versionedStack } from "../support/versions";

function program(args: EmqxOnAckArgs) {
    return () => {
        new EmqxOnAck("mqtt", versionedStack(args));
    };
}

function operations({ changes }: { changes: readonly { operation: string; name: string }[] }): string[] {
    return changes.map(({ operation, name }) => `${operation} ${name}`);
}

describe("a stack against its own state", () => {
    for (const [shape, args] of Object.entries(SHAPES)) {
        it(`has nothing to change: ${shape}`, async () => {
            const graph: ProgramGraph = await shapeGraph(shape, "update");
            const changes = await changesAgainstState(program(args), stateOf(graph.resources));
            assert.deepStrictEqual(operations(changes), []);
            assert.deepStrictEqual(changes.mayChange, []);
        });
    }

    it("knows through the state what follows from ids of the cloud", async () => {
        const args = SHAPES["a new cluster"]!;
        const graph = await shapeGraph("a new cluster", "update");
        const changes = await changesAgainstState(
            program({ ...args, emqx: { version: "5.7.1" } }),
            stateOf(graph.resources),
        );
        assert.deepStrictEqual(operations(changes), ["update mqtt-emqx-emqx"]);
        assert.deepStrictEqual(changes.mayChange, []);
        const service = [...changes.after.values()].find(({ name }) => name === "mqtt-lb-mqtt-nlb");
        assert.doesNotMatch(JSON.stringify(service?.side.inputs), /04da6b54/);
    });
});
