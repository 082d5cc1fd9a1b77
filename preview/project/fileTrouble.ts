/** Why a file cannot be read, for whoever named it. */
export function fileTrouble(error: unknown): string {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "there is no such file";
    return code === "EISDIR" ? "that is a folder" : (error as Error).message;
}
