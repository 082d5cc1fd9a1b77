import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { conform, isPlain, Known } from "../../../provider/validation/conform";
import { labelKey } from "../../../provider/validation/kubernetesNames";
import { memberPath } from "../../../provider/validation/path";
import { Problems } from "../../../provider/validation/problems";
import { quoted } from "../../../provider/validation/quoted";
import { flag, text, whole } from "../../../provider/validation/rules";
import {
    clearInput,
    idInput,
    input,
    listOf,
    mapOf,
    objectOf,
    plain,
    required,
    schemaOf,
    secretInput,
} from "../../../provider/validation/schema";

interface Disk {
    size: pulumi.Input<number>;
}

interface Machine {
    name: pulumi.Input<string>;
    on?: boolean;
    disks?: Disk[];
    labels?: { [key: string]: pulumi.Input<string> };
    password?: pulumi.Input<string>;
    note?: pulumi.Input<string>;
    id?: pulumi.Input<string>;
}

const MACHINE = objectOf(
    schemaOf<Machine>({
        name: required(input(text), "write a name"),
        on: plain(flag),
        disks: listOf(
            objectOf(schemaOf<Disk>({ size: required(input(whole(1, 10)), "write a size") })),
            "[{ size: 1 }]",
        ),
        labels: mapOf(input(text), labelKey),
        password: secretInput(text),
        note: clearInput(text, "keep it elsewhere"),
        id: idInput((value) => (value === "id-1" ? undefined : "write an id")),
    }),
    { color: "belongs to the house; paint that" },
);

function conformed(args: unknown): { told: string[]; sound: any } {
    const problems = new Problems();
    const sound = conform(problems, args, MACHINE);
    return { told: problems.all.map(({ path, reason }) => `${path}: ${reason}`), sound };
}

describe("arguments and their schema", () => {
    const wrong: [args: unknown, ...told: string[]][] = [
        [undefined, "args: is missing; write an object with the inputs"],
        [null, "args: is null; write an object with name, on, disks, labels, password, note, id"],
        [[], "args: is a list; write an object with name, on, disks, labels, password, note, id"],
        [new Map(), "name: is missing; write a name"],
        [{}, "name: is missing; write a name"],
        [{ name: null }, "name: is null; write a name"],
        [{ name: 7 }, "name: is 7; write a text in quotes"],
        [{ name: new Date(0) }, "name: is an object of class Date; write a text in quotes"],
        [{ name: "a", on: "yes" }, 'on: is "yes"; write true or false, without quotes'],
        [
            { name: "a", onn: true },
            "onn: is not an input; the inputs here are disks, id, labels, name, note, on, password",
        ],
        [{ name: "a", Disks: [] }, 'Disks: is not an input; did you mean "disks"?'],
        [{ name: "a", color: "red" }, "color: belongs to the house; paint that"],
        [{ name: "a", disks: {} }, "disks: is an object; write a list, e.g. [{ size: 1 }]"],
        [
            { name: "a", disks: [{ size: 11 }, {}, null] },
            "disks[0].size: is 11; write a whole number from 1 to 10",
            "disks[1].size: is missing; write a size",
            "disks[2]: is null; write a value, or leave it out",
        ],
        [
            { name: "a", labels: { "a b": "x", c: 7 } },
            'labels["a b"]: cannot be a name here; write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"',
            "labels.c: is 7; write a text in quotes",
        ],
        [{ name: "a", password: "" }, "password: does not fit; write a non-empty text, or leave it out"],
        [{ name: new Known("", true) }, "name: does not fit; write a non-empty text, or leave it out"],
        [{ name: new Known("", false) }, 'name: is ""; write a non-empty text, or leave it out'],
        [{ name: new Known(undefined, false) }, "name: is missing; write a name"],
        [
            { name: "a", note: new Known("x", true) },
            "note: is a secret, and would stand in clear in the Kubernetes cluster; keep it elsewhere",
        ],
        [
            { name: "a", on: pulumi.output(true) },
            "on: is an Output, and what is made depends on it before its value is known; write the value itself",
        ],
        [
            { name: "a", labels: Promise.resolve({}) },
            "labels: is an Output, and what is made depends on it before its value is known; write the value itself; its members may be Outputs",
        ],
        [{ name: "a", id: "id-2" }, 'id: is "id-2"; write an id'],
    ];
    for (const [args, ...told] of wrong) {
        it(`are told: ${told[0]!.slice(0, 60)}`, () => assert.deepEqual(conformed(args).told, told));
    }

    it("are taken when they are right, late or an id that a resource gave", () => {
        for (const args of [
            { name: "a", on: false, disks: [], labels: {}, note: "n", id: "id-1" },
            { name: pulumi.output("x"), disks: [{ size: Promise.resolve(99) }] },
            { name: "a", id: new Known("id-of-a-double", false) },
            { name: "a", note: new Known(null, false) },
        ]) {
            assert.deepEqual(conformed(args).told, []);
        }
    });

    it("come back with nothing in them that further checks could stumble over", () => {
        const { sound } = conformed({
            name: 7,
            on: "yes",
            disks: [{ size: "big" }, 7],
            labels: { a: "x", b: {}, "c d": "y", e: new Known("late", false), f: new Known("hidden", true) },
            extra: 1,
        });
        assert.ok(!isPlain(sound.name));
        assert.equal(sound.on, undefined);
        assert.ok(!isPlain(sound.disks[0].size));
        assert.deepEqual(sound.disks[1], {});
        assert.equal(sound.labels.a, "x");
        assert.equal(sound.labels.e, "late");
        assert.ok(!isPlain(sound.labels.b) && !isPlain(sound.labels.f));
        assert.deepEqual(Object.keys(sound.labels), ["a", "b", "e", "f"]);
        assert.equal(sound.extra, undefined);
    });

    it("may have any key without harm", () => {
        const { sound, told } = conformed(JSON.parse('{"name": "a", "labels": {"__proto__": "x"}}'));
        assert.deepEqual(told, [
            'labels.__proto__: cannot be a name here; write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"',
        ]);
        assert.equal(Object.getPrototypeOf(sound.labels), Object.prototype);
    });
});

describe("a property path", () => {
    it("is written as Pulumi writes it", () => {
        assert.equal(memberPath("", "a"), "a");
        assert.equal(memberPath("a", "b"), "a.b");
        assert.equal(memberPath("a", 3), "a[3]");
        assert.equal(memberPath("a", "b.c/d"), 'a["b.c/d"]');
        assert.equal(memberPath("a", 'b"c'), 'a["b\\"c"]');
    });
});

describe("a value in a sentence", () => {
    it("is short, whatever it is", () => {
        const circle: any = {};
        circle.self = circle;
        for (const [value, words] of [
            ["a", '"a"'],
            [1.5, "1.5"],
            [Number.NaN, "not a number"],
            [7n, "the bigint 7"],
            [null, "null"],
            [[1], "a list"],
            [circle, "an object"],
            [Object.create(null), "an object"],
            [new Date(0), "an object of class Date"],
            [() => 1, "a function"],
            [Symbol("x"), "a symbol"],
        ] as const) {
            assert.equal(quoted(value), words);
        }
        assert.equal(quoted("x".repeat(100)).length, 59);
    });
});
