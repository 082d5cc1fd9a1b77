import assert from "node:assert";
import fc from "fast-check";
import type { ChangeSet } from "../../../../preview/changes/change";
import { compareGraphs, compareWithState } from "../../../../preview/changes/compare";
import type { Graph, RecordedResource } from "../../../../preview/monitor/graph";
import type { WireObject } from "../../../../preview/monitor/wire";
import { type Node, type Program, previewed, programs, run, stateFile } from "./generatedStacks";

function named(changes: ChangeSet): string[] {
    return changes.changes.map(({ operation, name }) => `${operation} ${name}`).sort();
}

function againstOwnState(program: Program, before: Program = program): ChangeSet {
    const state = stateFile(before);
    return compareWithState(state, previewed(program, state));
}

/** Nothing refers to it, depends on it or is in it. */
function isLeaf(program: Program, at: number): boolean {
    return program.every(
        ({ references, dependsOn, parent }) =>
            !references.includes(at) && !dependsOn.includes(at) && parent !== at,
    );
}

const leafPositions = (program: Program) => program.flatMap((_, at) => (isLeaf(program, at) ? [at] : []));

/** The program without one of its last resources; positions of the others stay. */
const withAndWithout = fc.tuple(programs, fc.nat()).map(([program, pick]): [Program, Program, string] => {
    const leaves = leafPositions(program).filter((at) => at === program.length - 1);
    const at = leaves[pick % leaves.length] ?? program.length - 1;
    return [program, program.slice(0, at), program[at]!.name];
});

describe("comparing generated stacks", () => {
    it("finds nothing between a program and its own fresh state", () => {
        fc.assert(
            fc.property(programs, (program) => {
                const changes = againstOwnState(program);
                assert.deepStrictEqual(named(changes), []);
                assert.deepStrictEqual(changes.mayChange, []);
                assert.strictEqual(changes.unchanged, program.length);
            }),
        );
    });

    it("finds nothing between two runs of a program", () => {
        fc.assert(
            fc.property(programs, (program) => {
                const changes = compareGraphs(run(program), run(program));
                assert.deepStrictEqual(named(changes), []);
                assert.deepStrictEqual(changes.mayChange, []);
            }),
        );
    });

    it("finds exactly the resource that the state has not, or has and the program does not", () => {
        fc.assert(
            fc.property(withAndWithout, ([more, less, name]) => {
                assert.deepStrictEqual(named(againstOwnState(more, less)), [`create ${name}`]);
                assert.deepStrictEqual(named(againstOwnState(less, more)), [`delete ${name}`]);
                assert.deepStrictEqual(named(compareGraphs(run(less), run(more))), [`create ${name}`]);
                assert.deepStrictEqual(named(compareGraphs(run(more), run(less))), [`delete ${name}`]);
            }),
        );
    });

    it("finds exactly the property that is another one", () => {
        const withPick = fc
            .tuple(programs, fc.nat())
            .filter(([program]) => program.some((node) => node.custom));
        fc.assert(
            fc.property(withPick, ([program, pick]) => {
                const custom = program.flatMap((node, at) =>
                    node.custom && isLeaf(program, at) ? [at] : [],
                );
                fc.pre(custom.length > 0);
                const at = custom[pick % custom.length]!;
                const before = program.map((node, i) => (i === at ? { ...node, secrets: false } : node));
                const changed = before.map((node, i) => (i === at ? withSetting(node) : node));
                const isRandom = program[at]!.type.startsWith("random:");
                for (const changes of [
                    againstOwnState(changed, before),
                    compareGraphs(run(before), run(changed)),
                ]) {
                    assert.deepStrictEqual(named(changes), [
                        `${isRandom ? "replace" : "update"} ${program[at]!.name}`,
                    ]);
                    assert.deepStrictEqual(
                        changes.changes[0]!.properties.map(({ path, kind, after }) => [path, kind, after]),
                        [['spec["a.b/c"]', "add", "new"]],
                    );
                }
            }),
        );
    });

    it("lists what is made after all it needs, and deletions the other way round", () => {
        fc.assert(
            fc.property(programs, (program) => {
                const full = run(program);
                const nothing: Graph = { ...full, resources: [] };
                const created = compareGraphs(nothing, full).changes.map(({ urn }) => urn);
                const deleted = compareGraphs(full, nothing).changes.map(({ urn }) => urn);
                for (const { urn, dependencies, parent } of full.resources) {
                    for (const needed of [...dependencies, ...(parent === undefined ? [] : [parent])]) {
                        assert.ok(created.indexOf(needed) < created.indexOf(urn));
                        assert.ok(deleted.indexOf(needed) > deleted.indexOf(urn));
                    }
                }
                assert.strictEqual(created.length, program.length);
                assert.strictEqual(deleted.length, program.length);
            }),
        );
    });

    it("gives the same for registrations in another order", () => {
        fc.assert(
            fc.property(programs, programs, (before, after) => {
                const [base, head] = [run(before), run(after)];
                const again = { ...head, resources: stableShuffle(head) };
                const [one, other] = [compareGraphs(base, head), compareGraphs(base, again)];
                assert.deepStrictEqual(other.changes, one.changes);
            }),
        );
    });
});

function withSetting(node: Node): Node {
    return {
        ...node,
        inputs: { ...node.inputs, spec: { ...(node.inputs.spec as WireObject), "a.b/c": "new" } },
    };
}

/** Another order in which the same program may register: independent resources change places. */
function stableShuffle({ resources }: Graph): Graph["resources"] {
    const left = [...resources];
    const done = new Set<string>();
    const order: Graph["resources"] = [];
    while (left.length > 0) {
        const isReady = ({ dependencies, parent }: RecordedResource) =>
            dependencies.every((urn) => done.has(urn)) && (parent === undefined || done.has(parent));
        const next = left.lastIndexOf(left.filter(isReady).at(-1)!);
        const [resource] = left.splice(next, 1);
        done.add(resource!.urn);
        order.push(resource!);
    }
    return order;
}
