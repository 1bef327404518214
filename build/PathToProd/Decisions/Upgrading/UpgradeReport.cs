using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Decisions.Upgrading;

/// <summary>Tells what another version of Path to Prod changes for a platform.</summary>
/// <param name="Upgrade">What it changes.</param>
/// <param name="Difference">What differs in what is rendered, line by line, without what is secret; empty when nothing does.</param>
public sealed record UpgradeReport(PlatformUpgrade Upgrade, string Difference)
{
    private const string Schemas = ".schemas/";

    /// <summary>For people.</summary>
    public string Text()
    {
        var (from, to) = (Upgrade.From, Upgrade.To);
        var text = new StringBuilder($"From Path to Prod {from}, which is pinned, to {to}:\n\n");
        Part(
            $"Check of {to}",
            Upgrade.After.Problems,
            Upgrade.Before.Problems.IsEmpty
                ? "no problem, as before"
                : $"no problem, while that of {from} refuses the platform"
        );
        Part("Keys", Upgrade.Edits.Select(edit => edit.ToString()), "none was renamed");
        Part(
            "Evidence",
            (Upgrade.Evidence ?? []).Select(change => change.ToString()),
            Upgrade.Evidence is null ? null : "all counts as before"
        );
        Part(
            "Rendered",
            Difference.TrimEnd('\n').Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Upgrade.IsComparable
                ? $"{Prose.Count(Upgrade.After.Rendered.Count, "file")}, each the same as before"
                : null
        );
        Part("Not known", Upgrade.Unknown, none: null);
        Part("Files", Files(), none: null);
        return text.Append('\n').Append(Upgrade.IsDone ? Done() : Next()).ToString();

        void Part(string name, IEnumerable<string> lines, string? none)
        {
            var all = lines.ToArray();
            if (all.Length > 0)
            {
                text.Append(name).Append('\n').Append(string.Concat(all.Select(line => $"  {line}\n")));
            }
            else if (none is not null)
            {
                text.Append($"{name}: {none}\n");
            }
        }
    }

    /// <summary>For programs.</summary>
    public string Json() =>
        JsonReport.Write(UpgradeDocument.Of(Upgrade, Difference), UpgradeJson.Default.UpgradeDocument);

    /// <summary>Schemas are many, and all of them change with the version in their address.</summary>
    private IEnumerable<string> Files()
    {
        var schemas = Upgrade.Files.Count(file => file.StartsWith(Schemas, StringComparison.Ordinal));
        return Upgrade
            .Files.Where(file => !file.StartsWith(Schemas, StringComparison.Ordinal))
            .Concat(schemas == 0 ? [] : [$"{Schemas} ({Prose.Count(schemas, "file")})"]);
    }

    private string Next() =>
        $"""
            Nothing was changed. To do it{(Upgrade.After.Problems.IsEmpty ? "" : ", and then edit what Check reports")}:

              ./build.sh --target=Upgrade --confirm={Upgrade.To}

            """;

    private string Done() =>
        $"""
            The files above were changed{(
                Upgrade.After.Problems.IsEmpty ? "" : "; what Check reports is left to you"
            )}. Read them with git diff, and commit them.
            To take it back: git restore . before the commit, ./build.sh --target=Upgrade --to={Upgrade.From} after it.

            """;
}
