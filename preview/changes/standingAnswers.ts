import { createHash } from "node:crypto";
import { type Answer, type Answers, previewAnswers } from "../monitor/answers";
import type { RecordedResource } from "../monitor/graph";
import { secret } from "../monitor/wire";

/**
 * The answers for both sides of a comparison: the stack stands, so its cluster can be asked, and what a program gives an
 * object in it comes back although the kubeconfig is not known here.
 */
export const standingAnswers: Answers = {
    ...previewAnswers,
    create: (resource) =>
        resource.type === GENERATED ? generated(resource) : previewAnswers.create(resource, true),
};

const GENERATED = "random:index/randomPassword:RandomPassword";

/**
 * A generated password stays what it is as long as its inputs do: a stand-in says so to what is computed from it, and
 * differs when the inputs do. Not by the URN, which an alias may change. Without one, an API key that stands beside it in a Secret would change unseen.
 */
function generated({ inputs }: RecordedResource): Answer {
    const standIn = createHash("sha512").update(JSON.stringify(inputs)).digest("hex");
    return { outputs: { ...inputs, result: secret(standIn.slice(0, Number(inputs.length) || 32)) } };
}
