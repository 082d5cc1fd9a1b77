import assert from "node:assert/strict";
import * as fc from "fast-check";
import { annotationFact, levelOfAnnotation } from "../../../../preview/impact/rules/loadBalancerAnnotations";
import { inputsOf } from "../../../../preview/impact/say/inputs";
import { LOAD_BALANCER } from "../../../../preview/impact/say/loadBalancer";
import { FORMER_PREFIX, NLB_CLASS, PREFIX } from "../../../../provider/loadBalancer/annotationNames";
import { ANNOTATIONS } from "../../../../provider/loadBalancer/annotationTable";

/** A Service that loses an annotation. */
function factOf(name: string, kind: "Nlb" | "Clb", prefix = PREFIX) {
    const property = {
        path: `metadata.annotations["${prefix}${name}"]`,
        kind: "delete",
        certainty: "certain",
        before: "x",
    } as any;
    const spec = { type: "LoadBalancer", ...(kind === "Nlb" ? { loadBalancerClass: NLB_CLASS } : {}) };
    return annotationFact(prefix + name, property, { after: { inputs: { spec } } } as any);
}

function sentenceOf(name: string, kind: "Nlb" | "Clb"): string {
    const fact = {
        kind: "serviceAnnotations",
        thing: { name: "mqtt" },
        balanced: true,
        users: "clients",
        annotations: [factOf(name, kind)],
        values: [{ name, from: "x" }],
    } as const;
    return LOAD_BALANCER.serviceAnnotations(fact, undefined as any, inputsOf("")).happens as string;
}

describe("a PROXY header that is switched off", () => {
    it("is told by what is so from then on, and is a reconnect as one that is switched on", () => {
        for (const [after, does] of [
            ["off", "proxyProtocolOff"],
            ["on", "proxyProtocol"],
        ]) {
            const property = { kind: "update", certainty: "certain", before: "x", after } as any;
            const spec = { type: "LoadBalancer", loadBalancerClass: NLB_CLASS };
            const fact = annotationFact(`${PREFIX}proxy-protocol`, property, {
                after: { inputs: { spec } },
            } as any);
            assert.equal(fact.does, does);
            assert.equal(levelOfAnnotation(fact), "reconnect");
        }
    });
});

describe("an annotation that is taken out", () => {
    it("is said to leave the load balancer as it is, with what to write, wherever the controller does so", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...ANNOTATIONS),
                fc.constantFrom("Nlb" as const, "Clb" as const),
                fc.constantFrom(PREFIX, FORMER_PREFIX),
                (row, kind, prefix) => {
                    if (row.name === "address-type") return;
                    const fact = factOf(row.name, kind, prefix);
                    const read = row[kind];
                    if (read === undefined) assert.equal(fact.does, "notRead");
                    else assert.equal(fact.does === "leftAsItIs", read.out === "stays", row.name);
                    if (fact.does === "leftAsItIs") assert.equal(levelOfAnnotation(fact), "none");
                },
            ),
            { numRuns: 400 },
        );
    });

    it("never cuts anybody by itself", () => {
        for (const kind of ["Nlb", "Clb"] as const) {
            const sentence = sentenceOf("proxy-protocol", kind);
            assert.doesNotMatch(sentence, /in between nobody gets in/);
            assert.match(sentence, /stays as it is at the load balancer.*Write "off" to switch it off/);
        }
        assert.match(sentenceOf("cps", "Nlb"), /Write "0"/);
        assert.match(sentenceOf("security-group-ids", "Nlb"), /Write ""/);
        assert.match(sentenceOf("acl-status", "Clb"), /Write "off"/);
        assert.match(sentenceOf("acl-id", "Clb"), /For another value, write that/);
    });

    it("is told as what it is where the Service then has no load balancer any more", () => {
        assert.match(sentenceOf("id", "Nlb"), /refuses, and takes up no change of this Service any more/);
    });
});
