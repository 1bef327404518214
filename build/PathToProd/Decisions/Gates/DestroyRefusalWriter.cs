using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Decisions.Gates;

/// <summary>Writes a refusal of the destroy gate as prose: because, and because, so; and what would lift it.</summary>
public static class DestroyRefusalWriter
{
    /// <summary>One paragraph for one cause; a line for each of several.</summary>
    /// <param name="asked">The components that were to be removed.</param>
    /// <param name="environment">Where.</param>
    /// <param name="causes">At least one.</param>
    public static string Write(IReadOnlyList<string> asked, string environment, IReadOnlyList<DependentCause> causes)
    {
        var lines = causes
            .Select((cause, at) => $"{(at == 0 ? "Because" : "and because")} {Because(cause, environment)},")
            .Append($"{Prose.List([.. asked])} cannot be removed from {environment}.")
            .Append(Remedy(asked, environment, causes));
        return string.Join(causes.Count == 1 ? ' ' : '\n', lines);
    }

    private static string Because(DependentCause cause, string environment) =>
        cause switch
        {
            DependentCause.Requires { Version: var version, Requirement: var requirement } =>
                $"{environment} has {cause.Component} {version}, which requires {requirement.Component} {requirement.Range}",
            DependentCause.NotKnown { Version: var version } =>
                $"{environment} has {cause.Component} {version}, and what it requires is not known, "
                    + "as no store has its artifact",
            DependentCause.InDoubt { Doubt: var doubt } => DoubtWriter.Write(cause.Component, environment, doubt),
            _ => throw new InvalidOperationException($"{cause} is not known."),
        };

    private static string Remedy(IReadOnlyList<string> asked, string environment, IReadOnlyList<DependentCause> causes)
    {
        var dependents = causes
            .OfType<DependentCause.Requires>()
            .Select(cause => cause.Component)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var alone = asked.Count == 1 ? "it" : "them";
        string[] doubtful = [.. causes.OfType<DependentCause.InDoubt>().Select(cause => cause.Component)];
        string[] all = [.. asked.Concat(dependents).Order(StringComparer.Ordinal)];
        string[] ways =
        [
            .. doubtful.Length == 0
                ? (string[])[]
                : [$"deploy {Prose.List(doubtful)} again ({CommandLine.Of("Deploy", doubtful, environment)})"],
            .. dependents.Length == 0
                ? (string[])[]
                : [$"remove {Prose.List(dependents)} too ({CommandLine.Of("Destroy", all, environment)})"],
        ];
        var force = $"add --force to remove {alone} anyway";
        return Sentence(ways.Length == 0 ? force : $"{string.Join(" and ", ways)}, or {force}");
    }

    private static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + ".";
}
