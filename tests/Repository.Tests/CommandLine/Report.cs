using System.Text.Json;

namespace Repository.Tests.CommandLine;

/// <summary>Which report for programs a call of the program writes: <c>docs/reports.md</c> says the same to users.</summary>
internal static class Report
{
    /// <summary>The name of its schema.</summary>
    public static string Of(string[] arguments)
    {
        var target = Array.Find(arguments, word => word.StartsWith("--target=", StringComparison.Ordinal))?[9..];
        return arguments.Contains("--version") ? "version"
            : arguments.Contains("--help") && target is not null ? "target-help"
            : arguments.Contains("--check-inputs") ? "check-inputs"
            : arguments.Contains("--dry-run") && target is "Destroy" or "TearDown" ? "removal"
            : Of(target ?? "Help");
    }

    private static readonly string[] Records =
    [
        "Approve",
        "Override",
        "Freeze",
        "Unfreeze",
        "Hold",
        "Condemn",
        "Release",
    ];

    /// <summary>The same of a target alone: stages and components' own tasks write the report of a run.</summary>
    public static string Of(string target) =>
        IsRecord(target) ? "record"
        : Named(target) is var name && ReportSchema.Exists(name) ? name
        : "run";

    /// <summary>Whether a target writes a record of the promotions, and shows it.</summary>
    public static bool IsRecord(string target) => Records.Contains(target);

    /// <summary>Writes <c>InstallTools</c> as <c>install-tools</c>. What changes a pool shows that pool as Leases does.</summary>
    public static string Named(string target) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(target is "Quarantine" or "Readmit" ? "Leases" : target);
}
