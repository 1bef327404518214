using PathToProd.Tools.Calls;

namespace Cake.Skopeo;

/// <summary>What to do about the failures that Skopeo is known for.</summary>
internal static class SkopeoAdvice
{
    private const string Reachable =
        "The registry cannot be reached. Check its address in platform.yaml and this machine's network, then run the same command again.";

    private const string Credentials =
        "The registry does not accept the credentials. Log in with skopeo login, or name a file that has them by REGISTRY_AUTH_FILE; "
        + "then run the same command again.";

    public static IReadOnlyList<Advice> All { get; } =
    [
        new("unauthorized", Credentials),
        new("authentication required", Credentials),
        new("invalid username/password", Credentials),
        new("access to the resource is denied", Credentials),
        new("403 (Forbidden)", Credentials),
        new("connection refused", Reachable),
        new("no such host", Reachable),
        new("i/o timeout", Reachable),
        new("TLS handshake timeout", Reachable),
        new("deadline exceeded", Reachable),
        new("network is unreachable", Reachable),
        new("no route to host", Reachable),
        new(
            "server gave HTTP response to HTTPS client",
            "The registry speaks plain HTTP, which is accepted from this machine only. Give it a certificate."
        ),
        new(
            "x509:",
            "The registry's certificate is not trusted. Put its authority's certificate into /etc/containers/certs.d/<host>/."
        ),
        new(
            "policy.json",
            "Skopeo's policy, which says whose signatures count, is missing. On most systems it is in the package containers-common."
        ),
        new(
            "toomanyrequests",
            "The registry accepts no more requests for now. Log in, or wait; then run the same command again."
        ),
        new(
            "unknown flag",
            "This Skopeo is too old for that setting. The target Doctor shows which version is accepted."
        ),
    ];
}
