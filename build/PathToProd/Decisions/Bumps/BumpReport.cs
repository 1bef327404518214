using System.Collections.Immutable;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Bumps;

/// <summary>What a bump shows, and what it wrote.</summary>
/// <param name="Component">The component.</param>
/// <param name="File">Its manifest, relative to the root.</param>
/// <param name="Bumps">What it refers to, each with the version that it goes to.</param>
/// <param name="Version">The component's own version from now on; null when it stays.</param>
/// <param name="IsWritten">Whether the manifest was changed.</param>
public sealed record BumpReport(
    ComponentManifest Component,
    string File,
    ImmutableArray<Bump> Bumps,
    string? Version,
    bool IsWritten
)
{
    /// <summary>For people.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var bump in Bumps)
        {
            Append(text, bump);
        }

        return text.Append(Outcome()).ToString();
    }

    /// <summary>For programs.</summary>
    public string Json() =>
        JsonReport.Write(
            new BumpDocument(
                Component.Name,
                File,
                [
                    .. Bumps.Select(bump => new BumpedPart(
                        bump.Reference.Key,
                        bump.Reference.Place,
                        bump.Reference.Name,
                        bump.Reference.Version,
                        bump.To,
                        bump.Digest.ToString(),
                        bump.Commit,
                        bump.IsChange,
                        bump.Changes.Source,
                        bump.Changes.Lines,
                        [
                            .. bump.Rendered.Select(one => new BumpedEnvironmentPart(
                                one.Environment,
                                one.Failure is null ? one.Text.Length > 0 : null,
                                one.Text,
                                one.Failure
                            )),
                        ]
                    )),
                ],
                Version,
                IsWritten
            ),
            BumpJson.Default.BumpDocument
        );

    private static void Append(StringBuilder text, Bump bump)
    {
        var (reference, kind) = (bump.Reference, bump.Reference.IsChart ? "chart" : "module");
        if (!bump.IsChange)
        {
            text.Append(
                bump.IsListed
                    ? $"The {kind} {reference.Name} {reference.Version} is the newest release of {reference.Place}.\n"
                    : $"The {kind} {reference.Name} {reference.Version} stays: {reference.Place} is an archive, whose versions no one lists. "
                        + "To raise it, write its version and remove its digest.\n"
            );
            return;
        }

        text.Append(
            bump.To == reference.Version
                ? $"The {kind} {reference.Name} {bump.To} of {reference.Place}\n"
                : $"The {kind} {reference.Name} {reference.Version} -> {bump.To} of {reference.Place}\n"
        );
        text.Append($"  {bump.Digest}\n");
        if (bump.Commit is { } commit)
        {
            text.Append($"  commit {commit}\n");
        }

        if (bump.To != reference.Version)
        {
            AppendChanges(text, bump);
        }

        AppendRendered(text, bump.Rendered);
        text.Append('\n');
    }

    private static void AppendChanges(StringBuilder text, Bump bump)
    {
        var changes = bump.Changes;
        if (ChartChanges.IsOlder(bump.Reference.Version, bump.To))
        {
            text.Append("\nThat is an older version.\n");
            return;
        }

        if (changes.Lines.IsEmpty)
        {
            text.Append("\nIts package says nothing about what changed.\n");
            return;
        }

        text.Append($"\nWhat its makers say ({changes.Source}):\n");
        foreach (var line in changes.Lines)
        {
            text.Append($"  {line}\n");
        }
    }

    /// <summary>Environments that get the same are shown once.</summary>
    private static void AppendRendered(StringBuilder text, ImmutableArray<RenderedChange> rendered)
    {
        foreach (var same in rendered.GroupBy(one => (one.Text, one.Failure)))
        {
            var names = string.Join(", ", same.Select(one => one.Environment));
            if (same.Key.Failure is { } failure)
            {
                text.Append($"\nWhat changes in {names} is not known: {failure}\n");
            }
            else if (same.Key.Text.Length == 0)
            {
                text.Append($"\nNothing is rendered otherwise for {names}.\n");
            }
            else
            {
                text.Append($"\nWhat is rendered otherwise for {names}:\n{same.Key.Text}");
            }
        }
    }

    private string Outcome()
    {
        if (!Bumps.Any(bump => bump.IsChange))
        {
            return "Nothing was written.\n";
        }

        if (!IsWritten)
        {
            return $"Nothing was written: --dry-run. Without it, {File} says this.\n";
        }

        // A digest that was only looked up makes no other version of it.
        var isLookedUp = Bumps.All(bump =>
            !bump.IsChange || bump.Reference is { IsPinned: false } && bump.To == bump.Reference.Version
        );
        var version =
            isLookedUp ? "It says which package is meant from now on."
            : Version is null ? $"Raise its own version, {Component.Version}, before you publish it."
            : $"Its own version follows: {Version}.";
        var next =
            Component.Chart is null ? $"--target=Plan --component={Component.Name} shows what they change."
            : isLookedUp ? $"--target=Test --component={Component.Name}"
            : $"--target=Test --component={Component.Name} --update-snapshots, and read the diff.";
        return $"Wrote {File}. {version}\nNext: ./build.sh {next}\n";
    }
}
