import assert from "node:assert";
import fc from "fast-check";
import { differences } from "../../../../preview/changes/difference";
import { memberName } from "../../../../preview/changes/lists";
import { formatPath } from "../../../../preview/changes/path";
import { propertyChanges } from "../../../../preview/changes/properties";
import { UNKNOWN, type Wire } from "../../../../preview/monitor/wire";

const EXACT = { scalarsAsText: false, emptyAsAbsent: false };

function found(before: readonly Wire[], after: readonly Wire[]): string[] {
    const changed = differences({ x: [...before] }, { x: [...after] }, EXACT);
    return propertyChanges(changed, []).map(
        ({ path, kind, order }) => `${order ? "order of" : kind} ${path}`,
    );
}

/** Lists of Kubernetes and of Alibaba Cloud whose members have an identity, by what makes a member of a number. */
const LISTS: Readonly<Record<string, (i: number) => Wire>> = {
    "environment variables": (i) => ({ name: `EMQX_V${i}`, value: "same" }),
    "variables from a Secret": (i) => ({
        name: `EMQX_V${i}`,
        valueFrom: { secretKeyRef: { name: "s", key: "k" } },
    }),
    containers: (i) => ({ name: `c${i}`, image: "emqx", env: [{ name: "A" }] }),
    volumes: (i) => ({ name: `v${i}`, secret: { secretName: "s" } }),
    "mounts of one volume": (i) => ({ name: "v", mountPath: `/mnt/${i}` }),
    sysctls: (i) => ({ name: `net.core.k${i}`, value: "1" }),
    "container ports": (i) => ({ containerPort: 1883 + i, protocol: "TCP" }),
    "Service ports": (i) => ({ name: `p${i}`, port: 1883 + i, targetPort: `p${i}` }),
    "Service ports without names": (i) => ({ port: 1883 + (i >> 1), protocol: i % 2 ? "TCP" : "UDP" }),
    "labels of a pool": (i) => ({ key: `k${i}`, value: "same" }),
    taints: (i) => ({ key: `k${i >> 1}`, value: "v", effect: i % 2 ? "NoSchedule" : "NoExecute" }),
    tolerations: (i) => ({ key: "k", operator: "Equal", value: `v${i}`, effect: "NoSchedule" }),
    "tolerations of everything": (i) => ({ operator: "Exists", tolerationSeconds: i }),
    "topology spread": (i) => ({ topologyKey: `t${i}`, whenUnsatisfiable: "ScheduleAnyway", maxSkew: 1 }),
    "zones of a load balancer": (i) => ({ zoneId: `cn-hangzhou-${i}`, vswitchId: "vsw" }),
    "secrets for pulling": (i) => ({ name: `s${i}` }),
    "plain texts": (i) => `ecs.c7.${i}xlarge`,
    "objects without a name": (i) => ({ secretRef: { name: `s${i}` } }),
};

const kinds = fc.constantFrom(...Object.keys(LISTS));
const members = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 10 });
const of = (kind: string, numbers: readonly number[]) => numbers.map(LISTS[kind] as (i: number) => Wire);

describe("lists", () => {
    it("in another order differ in their order, and no member of them differs", () => {
        const shuffled = members.chain((numbers) =>
            fc.tuple(
                fc.constant(numbers),
                fc.shuffledSubarray(numbers, { minLength: numbers.length, maxLength: numbers.length }),
            ),
        );
        fc.assert(
            fc.property(kinds, shuffled, (kind, [numbers, others]) => {
                const same = numbers.every((number, i) => number === others[i]);
                assert.deepStrictEqual(
                    found(of(kind, numbers), of(kind, others)),
                    same ? [] : ["order of x"],
                );
            }),
        );
    });

    it("have exactly one more where one is inserted, wherever that is, and one fewer the other way round", () => {
        fc.assert(
            fc.property(kinds, members, fc.nat(), (kind, numbers, at) => {
                const position = at % (numbers.length + 1);
                const more = [...numbers.slice(0, position), 31, ...numbers.slice(position)];
                assert.deepStrictEqual(found(of(kind, numbers), of(kind, more)), [`add x[${position}]`]);
                assert.deepStrictEqual(found(of(kind, more), of(kind, numbers)), [`delete x[${position}]`]);
            }),
        );
    });

    it("differ in the one value that is another one, and in the order, where both change", () => {
        const variable = (name: string, value = "1") => ({ name, value });
        const three = ["A", "B", "C"].map((name) => variable(name));
        assert.deepStrictEqual(found(three, [variable("A"), variable("B", "2"), variable("C")]), [
            "update x[1].value",
        ]);
        assert.deepStrictEqual(found(three, [variable("C"), variable("A"), variable("B", "2")]), [
            "order of x",
            "update x[2].value",
        ]);
        assert.deepStrictEqual(found(three, [variable("D"), variable("B", "2"), variable("A")]), [
            "order of x",
            "add x[0]",
            "update x[1].value",
            "delete x[2]",
        ]);
    });

    it("differ by position in what tells nothing apart", () => {
        assert.deepStrictEqual(found(["a", "b", "c"], ["a", "c"]), ["delete x[1]"]);
        assert.deepStrictEqual(found(["a", "b"], ["a", "c"]), ["update x[1]"]);
        assert.deepStrictEqual(found(["a"], ["b", "c"]), ["update x[0]", "add x[1]"]);
        assert.deepStrictEqual(found([{ size: 1 }, { size: 2 }], [{ size: 1 }, { size: 3 }]), [
            "update x[1].size",
        ]);
        const twice = [
            { name: "A", value: "1" },
            { name: "A", value: "2" },
        ];
        assert.deepStrictEqual(found(twice, [twice[0]!, { name: "A", value: "3" }]), ["update x[1].value"]);
        assert.deepStrictEqual(found([UNKNOWN, "a"], ["vsw-1", "a"]), ["update x[0]"]);
    });

    it("have names for their members where people know some", () => {
        assert.strictEqual(memberName(of("environment variables", [1, 2]), 1), "EMQX_V2");
        assert.strictEqual(memberName(of("labels of a pool", [4]), 0), "k4");
        assert.strictEqual(memberName(of("Service ports without names", [0, 1]), 1), "1883 TCP");
        assert.strictEqual(memberName(["a"], 0), undefined);
    });

    it("that a property test made are compared without a loss", () => {
        const list = fc.array(
            fc.oneof(
                fc.constantFrom<Wire>("a", "b", 1, null, UNKNOWN),
                fc.record({ name: fc.constantFrom("A", "B", "C"), value: fc.constantFrom("1", "2") }),
            ),
            { maxLength: 6 },
        );
        fc.assert(
            fc.property(list, list, (before, after) => {
                const paths = differences({ x: before }, { x: after }, EXACT).map(({ path }) =>
                    formatPath(path),
                );
                const plain = (value: Wire[]) => JSON.stringify(value.filter((v) => v !== null));
                if (plain(before) !== plain(after)) assert.ok(paths.length > 0);
            }),
        );
    });
});
