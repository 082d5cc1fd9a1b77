import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const ways: Record<string, () => unknown> = {
    throw: () => {
        throw new TypeError("one zone is not enough");
    },
    apply: () => {
        const pet = new random.RandomPet("pet", { length: 2 });
        pet.length.apply((length) => {
            throw new Error(`a pet of ${length} words`);
        });
    },
    async: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new Error("later");
    },
    run: () => {
        throw new pulumi.RunError("EMQX rollout stalled after 90 s: cores 2/3");
    },
    resource: () => {
        const pet = new random.RandomPet("pet", { length: 2 });
        throw new pulumi.ResourceError("this resource is wrong", pet, true);
    },
    properties: () => {
        throw new pulumi.InputPropertiesError({
            message: "2 problems in the arguments",
            errors: [{ propertyPath: "nodes", reason: "is zero" }],
        });
    },
    input: () => {
        const zones = pulumi.output(["a"]).apply((): string => {
            throw new Error("no such zone");
        });
        return new random.RandomPet("pet", { keepers: { zones } });
    },
    duplicate: () => [1, 2].map((length) => new random.RandomPet("same", { length })),
    log: () => pulumi.log.error("the licence has expired"),
    exit: () => process.exit(7),
    kill: () => process.kill(process.pid, "SIGKILL"),
    string: () => {
        throw "just a text";
    },
    config: () => new pulumi.Config().require("unset"),
};

const way = ways[new pulumi.Config().require("how")];
export const result = way();
