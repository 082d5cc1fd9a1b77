import { isAtLeast } from "../../../emqx/release";
import { type Answer, ok, refused } from "../answer";
import { anyText, checkBody } from "../body";
import type { Call, Route } from "../route";

/** Source: emqx_dashboard_api.erl and emqx_dashboard_admin.erl, 5.8.11, 5.10.4 and 6.3. */
export const USER_ROUTES: readonly Route[] = [
    { method: "POST", path: "/api/v5/login", open: true, answer: (call) => login(call) },
    {
        method: "POST",
        path: "/api/v5/logout",
        refusesKeysAs: "logout",
        forEverybody: true,
        answer: ({ cluster, caller }) => {
            cluster.accounts.logout(caller?.token ?? "");
            return { status: 204 };
        },
    },
    {
        method: "GET",
        path: "/api/v5/users",
        refusesKeysAs: "users",
        answer: ({ cluster }) =>
            ok(
                [...cluster.accounts.users.values()].map(({ password: _, ...user }) => ({
                    ...user,
                    backend: "local",
                })),
            ),
    },
    {
        method: "POST",
        path: "/api/v5/users/:username/change_pwd",
        refusesKeysAs: "users",
        // 5.8 lets an API key that knows the old password do it.
        refusesKeysSince: "5.10",
        forEverybody: true,
        answer: (call) => changePassword(call),
    },
];

function login({ cluster, node, json }: Call): Answer {
    const { username, password } = checkBody(
        json(),
        { username: anyText, password: anyText, mfa_token: anyText },
        ["username", "password"],
    );
    const result = cluster.accounts.login(username, password);
    if (result === "failed") return refused(401, "BAD_USERNAME_OR_PWD", "Auth failed");
    if (result === "locked") return refused(401, "LOGIN_LOCKED", "Login locked");
    const { version, edition } = node.release;
    return ok({
        role: result.user.role,
        token: result.token,
        version,
        license: { edition: edition === "Enterprise" ? "ee" : "ce" },
        ...(isAtLeast(node.release, "6.0") ? { namespace: null } : {}),
    });
}

function changePassword({ cluster, caller, names, json }: Call): Answer {
    const { old_pwd, new_pwd } = checkBody(json(), { old_pwd: anyText, new_pwd: anyText }, [
        "old_pwd",
        "new_pwd",
    ]);
    if (caller?.role !== "administrator" && caller?.user?.username !== names.username) {
        return refused(403, "UNAUTHORIZED_ROLE", "You don't have permission to access this resource");
    }
    if (old_pwd === "" || new_pwd === "") {
        return refused(400, "BAD_REQUEST", "Old password or new password undefined");
    }
    const user = cluster.accounts.users.get(names.username as string);
    if (user === undefined) return refused(404, "USER_NOT_FOUND", "User not found");
    if (user.password !== old_pwd) return refused(400, "ERROR_PWD_NOT_MATCH", "Old password not match");
    const problem = passwordProblem(new_pwd);
    if (problem !== undefined) return refused(400, "BAD_REQUEST", problem);
    cluster.accounts.changePassword(user, new_pwd);
    return { status: 204 };
}

/** Source: emqx_dashboard_admin.erl, legal_password. */
function passwordProblem(password: string): string | undefined {
    if (password.length < 8 || password.length > 64) return "The range of password length is 8~64";
    if ([/[0-9]/, /[A-Za-z]/, /[^0-9A-Za-z]/].filter((kind) => kind.test(password)).length < 2) {
        return (
            "Bad password. At least two different kind of characters from groups of letters, numbers, and special " +
            "characters. For example, if password is composed from letters, it must contain at least one number or a " +
            "special character."
        );
    }
    const isAscii = [...password].every((letter) => letter.charCodeAt(0) < 0x80);
    return isAscii ? undefined : "Only ascii characters are allowed in the password";
}
