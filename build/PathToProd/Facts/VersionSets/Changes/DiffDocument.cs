using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PathToProd.Facts.VersionSets.Changes;

[Description("What differs between two version sets, and what lies between.")]
internal sealed record DiffDocument(
    SetReferencePart From,
    SetReferencePart To,
    [Description("How many components are the same.")] int Same,
    ImmutableArray<ChangeHistoryPart> Changes,
    [Description("The values and inputs that differ between two environments; left out when a set is compared.")]
        ImmutableArray<ValueDifferencePart>? Values
);

internal sealed record ValueDifferencePart(
    string Component,
    string Path,
    [Description("As JSON, in which secrets are only named; left out when nothing says it.")] string? From,
    [Description("The same of the second environment.")] string? To,
    [Description("The output that it is taken from.")] string? Input
)
{
    public static ValueDifferencePart Of(ValueDifference value) =>
        new(value.Component, value.Path, value.From, value.To, value.Input);
}

internal sealed record ChangeHistoryPart(
    [property: JsonIgnore] SetChangePart Common,
    [property: JsonPropertyOrder(1)] ImmutableArray<CommitPart> Commits,
    [property: JsonPropertyOrder(1)] [Description("How many older commits there are.")] int MoreCommits,
    [property: JsonPropertyOrder(1)] [Description("Why the commits are not known.")] string? CommitsUnknown,
    [property: JsonPropertyOrder(1)] ImmutableArray<ChangelogPart> Changelog
) : SetChangePart(Common)
{
    public static ChangeHistoryPart Of(SetChangeHistory change) =>
        new(
            Of(change.Change),
            [.. change.Commits.Select(commit => new CommitPart(commit.Id, commit.Subject))],
            change.MoreCommits,
            change.NoCommits,
            [
                .. change.Changelog.Select(section => new ChangelogPart(
                    section.Version.ToString(),
                    string.Join('\n', section.Lines)
                )),
            ]
        );
}

internal sealed record CommitPart(string Commit, string Subject);

internal sealed record ChangelogPart(string Version, string Text);
