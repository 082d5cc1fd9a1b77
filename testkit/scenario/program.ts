import { EmqxOnAck, type EmqxOnAckArgs } from "../../provider";

/** What a scenario's program runs with; plain data, so that a child process can get it too. */
export interface StackInput {
    readonly name: string;
    readonly args: EmqxOnAckArgs;
}

/** The program of every scenario: the whole chain, as a user writes it. */
export default function emqxOnAck({ name, args }: StackInput) {
    const { nodes, endpoints, namespace } = new EmqxOnAck(name, args);
    return { nodes, endpoints, namespace };
}
