/** What an alias says of a former self: only what is not as it is now. */
export interface Alias {
    readonly name?: string;
    readonly type?: string;
    /** URN of the parent it had. */
    readonly parent?: string;
    /** It had none but the stack. */
    readonly noParent?: true;
}

/** A component, or a resource, that Pulumi takes for another one since nothing says what it was called. */
export interface Rename {
    /** URN of the outermost one that has another identity: where a person writes the alias. */
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly formerUrn: string;
    readonly formerName: string;
    /** Tried out: with it everything beneath is what it was. */
    readonly alias: Alias;
    /** In a Kubernetes cluster that is made for it, so that the two do not meet. */
    readonly elsewhere: boolean;
    /** Its node pools are called after it: with the alias they are replaced, and EMQX is rolled onto the new ones. */
    readonly poolsFollow: boolean;
}
