using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Versions;

namespace LedgerBenchmark;

/// <summary>Records as deployments leave them. The same arguments always give the same.</summary>
internal static class Records
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The lines of a component in an environment: of each attempt its start and its end; one of seven fails, but not the last.</summary>
    public static IEnumerable<LedgerEntry> Of(string component, string environment, int attempts)
    {
        for (var at = 0; at < attempts; at++)
        {
            var (started, ended) = Attempt(component, environment, at, isSuccess: at % 7 != 3 || at == attempts - 1);
            yield return started;
            yield return ended;
        }
    }

    /// <summary>One attempt.</summary>
    public static (LedgerEntry.Started, LedgerEntry.Ended) Attempt(
        string component,
        string environment,
        int at,
        bool isSuccess
    )
    {
        var id = Hex($"{component} {environment} {at}");
        var start = Day.AddHours(12 * at);
        var run = string.Create(CultureInfo.InvariantCulture, $"{start:yyyyMMdd}-{start:HHmmss}-{id[..4]}");
        return (
            new LedgerEntry.Started
            {
                Attempt = id[..32],
                Run = run,
                At = start,
                Token = at + 1,
                Action = LedgerAction.Deploy,
                Component = component,
                Environment = environment,
                Version = SemVersion.Parse($"1.{at}.0"),
                Digest = new Digest($"sha256:{id}"),
                Values = new Digest($"sha256:{Hex(id)}"),
                Who = "ann@laptop",
                Commit = id[..7],
            },
            new LedgerEntry.Ended
            {
                Attempt = id[..32],
                Run = run,
                At = start.AddMinutes(2),
                Token = at + 1,
                Outcome = isSuccess ? Outcome.Succeeded : Outcome.Failed,
                Duration = TimeSpan.FromSeconds(120),
                Error = isSuccess ? null : "helm upgrade ended with exit code 1",
                Deployed = isSuccess ? id[..16] : null,
            }
        );
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
