/** An error with the code and text a gRPC client of ours will see. */
export class RpcError extends Error {
    constructor(
        public readonly code: number,
        public readonly details: string,
    ) {
        super(details);
    }
}

/** gRPC status codes that we send (https://grpc.io/docs/guides/status-codes). */
export const STATUS = {
    unknown: 2,
    invalidArgument: 3,
    notFound: 5,
    alreadyExists: 6,
    unimplemented: 12,
} as const;
