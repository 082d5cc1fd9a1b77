import assert from "node:assert";
import type { ChangeSet } from "../../preview/changes/change";
import { fromEnginePlan } from "../../preview/changes/enginePlan";
import { standingAnswers } from "../../preview/changes/standingAnswers";
import { reviewOf } from "../../preview/impact/reviewOf";
import { EmqxCluster, EmqxEdition } from "../../provider";
import { isEmqxType } from "../../provider/emqx/lines";
import { runProgram } from "../../testkit/programs/runProgram";
import { changesAgainstState, changesBetween } from "../support/changes";
import { stateOf } from "../support/stateOf";

/** The same cluster under one operator or another. */
const under = (operatorVersion: string) => () => {
    new EmqxCluster("emqx", {
        edition: EmqxEdition.Enterprise,
        version: "5.8.11",
        licenseKey: "license-of-the-tests",
        operatorVersion,
    });
};

const [BEFORE, AFTER] = [under("2.2.29"), under("2.3.3")];

/** An object whose API version changes has another type for Pulumi; an alias says that it is the same one. */
function isOneUpdate(changes: ChangeSet): void {
    const objects = changes.changes.filter(({ type }) => isEmqxType(type));
    assert.deepStrictEqual(
        objects.map(({ operation, type }) => [operation, type]),
        [["update", "kubernetes:apps.emqx.io/v2:EMQX"]],
    );
    assert.match(objects[0]?.previousUrn ?? "", /apps\.emqx\.io\/v2beta1:EMQX/);
    const { effects, rollouts, refusals } = reviewOf(changes);
    const told = effects.filter(({ urn }) => urn === objects[0]?.urn);
    assert.deepStrictEqual(
        told.map(({ fact }) => fact.kind),
        ["lineChanged"],
    );
    assert.deepStrictEqual(rollouts[0]?.facts.roles, ["core", "replicant"]);
    assert.deepStrictEqual(refusals, []);
}

describe("a switch of the operator's line is one update of the same object", function () {
    this.timeout(60_000);

    it("between two programs", async () => {
        isOneUpdate(await changesBetween(BEFORE, AFTER));
    });

    it("against an exported state", async () => {
        const { recorded } = await runProgram(BEFORE, { answers: standingAnswers });
        isOneUpdate(await changesAgainstState(AFTER, stateOf(recorded.resources)));
    });

    it("in the engine's own plan, whose old state has the former type", async () => {
        const [before, after] = await Promise.all(
            [BEFORE, AFTER].map(async (program) => {
                const { recorded } = await runProgram(program, { answers: standingAnswers });
                const { deployment } = stateOf(recorded.resources) as {
                    deployment: { resources: { urn: string; type: string }[] };
                };
                return deployment.resources;
            }),
        );
        const object = (resources: typeof before) => resources?.find(({ type }) => isEmqxType(type));
        const [oldState, newState] = [object(before), object(after)];
        const same = (after ?? [])
            .filter(({ type }) => !isEmqxType(type))
            .map((state) => ({ op: "same", urn: state.urn, oldState: state, newState: state }));
        const plan = {
            steps: [...same, { op: "update", urn: newState?.urn, oldState, newState }],
            changeSummary: { same: same.length, update: 1 },
        };
        isOneUpdate(fromEnginePlan(plan));
    });
});
