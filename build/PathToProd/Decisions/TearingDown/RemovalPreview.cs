using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.TearingDown;

/// <summary>What a removal would do, which is only shown.</summary>
/// <param name="Target">Destroy or TearDown.</param>
/// <param name="Environment">Where.</param>
/// <param name="Place">What the environment deploys to, for people: <c>directory artifacts/sandbox</c>.</param>
/// <param name="Order">The components, what is removed first in front.</param>
/// <param name="Ledger">What is there.</param>
public sealed record RemovalPreview(
    RunTarget Target,
    string Environment,
    string Place,
    ImmutableArray<string> Order,
    LedgerState Ledger
)
{
    /// <summary>True when controllers may have made something outside of what is deployed to. Default: false.</summary>
    public bool IsCluster { get; init; }

    /// <summary>For people.</summary>
    public string Text(Style style)
    {
        var text = new StringBuilder();
        var table = new Table();
        foreach (var (name, there) in Members)
        {
            table.Add(
                new Cell(name, Tone.Strong),
                there?.Version.ToString() ?? "",
                there?.Digest.ShortText ?? "is not there, as far as the ledger knows"
            );
        }

        var place = $"{Environment} ({Place})";
        text.Append(
            Order.IsEmpty
                ? $"{Target} would remove nothing from {place}.\n"
                : $"{Target} would remove from {place}, in this order:\n{table.Write(style, indent: 2)}"
        );
        if (Target == RunTarget.TearDown && IsCluster)
        {
            text.Append(style.Fit(First)).Append('\n');
        }

        return text.Append("Nothing was changed.\n").ToString();
    }

    /// <summary>For programs.</summary>
    public string Json() =>
        JsonReport.Write(
            new RemovalDocument(
                Target.Name,
                Environment,
                [
                    .. Members.Select(one => new RemovedPart(
                        one.Name,
                        one.There?.Version.ToString(),
                        one.There?.Digest.ToString()
                    )),
                ]
            ),
            RemovalJson.Default.RemovalDocument
        );

    private const string First =
        "Before that goes what controllers made outside the cluster, and after it their definitions; what that is, only the removal looks up.";

    private IEnumerable<(string Name, SetMember? There)> Members => Order.Select(name => (name, Ledger[name].Member));
}

[Description("What Destroy or TearDown would remove: they were called with --dry-run.")]
internal sealed record RemovalDocument(
    string Target,
    string Environment,
    [Description("In the order in which they would be removed.")] ImmutableArray<RemovedPart> Components
);

internal sealed record RemovedPart(
    string Component,
    [Description("Left out when the ledger knows of nothing there.")] string? Version,
    string? Digest
);
