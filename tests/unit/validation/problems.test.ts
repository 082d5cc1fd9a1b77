import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArguments, throwIfAny } from "../../../provider/validation/invalidArguments";
import { Problems } from "../../../provider/validation/problems";

function thrownBy(add: (problems: Problems) => void): InvalidArguments {
    const problems = new Problems();
    add(problems);
    try {
        throwIfAny(problems, "EmqxOnAck", "mqtt");
    } catch (error) {
        return error as InvalidArguments;
    }
    throw new Error("nothing was thrown");
}

describe("wrong arguments", () => {
    const error = thrownBy((problems) => {
        problems.add("connections", "is 0; write more");
        problems.add("newCluster.zones[0]", "is missing");
    });

    it("are told all in one message, each with its property", () => {
        assert.equal(
            error.message,
            'EmqxOnAck "mqtt" has 2 problems in its arguments:\n' +
                "  connections: is 0; write more\n  newCluster.zones[0]: is missing",
        );
        assert.match(thrownBy((p) => p.add("a", "b")).message, /has 1 problem in its arguments/);
    });

    it("carry property paths to the engine when they come from a plugin", () => {
        assert.ok(pulumi.InputPropertiesError.isInstance(error));
        assert.deepEqual(error.errors, [
            { propertyPath: "connections", reason: "is 0; write more" },
            { propertyPath: "newCluster.zones[0]", reason: "is missing" },
        ]);
    });

    it("are printed without a stack by Pulumi's host when they come from the program", () => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.ok(error instanceof Error);
        assert.ok(error instanceof InvalidArguments);
    });

    it("of a part of the arguments carry the path to it", () => {
        const problems = new Problems();
        const listeners = problems.at("emqx", "listeners");
        listeners.at("tcp").add("port", "is 0; write more");
        listeners.at("labels", "a/b").add("", "is missing");
        problems.at("zones").at(0).add("[1]", "is odd");
        assert.deepEqual(
            problems.all.map(({ path }) => path),
            ["emqx.listeners.tcp.port", 'emqx.listeners.labels["a/b"]', "zones[0][1]"],
        );
        assert.ok(listeners.has("tcp.port"));
        assert.ok(!problems.has("tcp.port"));
    });

    it("are none when there is none", () => {
        assert.doesNotThrow(() => throwIfAny(new Problems(), "EmqxOnAck", "mqtt"));
    });
});
