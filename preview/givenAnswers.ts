import { isCloudFunction, OWN_CALL } from "./cloudCalls";
import type { Answers } from "./monitor/answers";
import { RpcError, STATUS } from "./monitor/rpcError";
import type { FunctionData } from "./project/functionData";

/**
 * The answers of a preview, with cloud functions answered from a file. The engine answers every call or refuses it, and so does
 * this: a program would go on with an empty result otherwise.
 */
export function givenAnswers(data: FunctionData | undefined, answers: Answers): Answers {
    if (data === undefined) return answers;
    return {
        ...answers,
        invoke: (token, args) => {
            const answer = data.find(token, args);
            if (answer?.result instanceof Error) {
                throw new RpcError(STATUS.unknown, answer.result.message);
            }
            if (answer !== undefined) return answer.result;
            if (!isCloudFunction(token) || OWN_CALL.test(token)) return answers.invoke(token, args);
            throw new RpcError(STATUS.invalidArgument, data.missing(token, args));
        },
    };
}
