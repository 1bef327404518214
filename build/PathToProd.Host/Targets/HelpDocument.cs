using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Host.CommandLine;

namespace PathToProd.Host.Targets;

[Description("All targets and all options.")]
internal sealed record HelpDocument(ImmutableArray<GroupedTargetPart> Targets, ImmutableArray<OptionPart> Options)
{
    public static HelpDocument OfAll() =>
        new(
            [
                .. Grouped("stages", TargetCatalog.Stages),
                .. Grouped("platform", TargetCatalog.Platform),
                .. Grouped("version-sets", TargetCatalog.VersionSets),
                .. Grouped("promotions", TargetCatalog.Promotions),
            ],
            [
                .. Option.All.Select(option => new OptionPart(
                    option.Word,
                    option.Letter?.ToString(),
                    option.Value,
                    option.Summary
                )),
            ]
        );

    private static IEnumerable<GroupedTargetPart> Grouped(string group, IReadOnlyList<HostTarget> targets) =>
        targets.Select(target => new GroupedTargetPart(TargetHelpDocument.Of(target), group));
}

internal sealed record GroupedTargetPart([property: JsonIgnore] TargetHelpDocument Target, string Group)
    : TargetHelpDocument(Target);

[Description("One target.")]
internal record TargetHelpDocument(
    string Name,
    string Summary,
    string? Detail,
    [Description("The options that may be given with it.")] ImmutableArray<string> Options,
    [Description("What --output may be for it.")] ImmutableArray<string> Formats
)
{
    public static TargetHelpDocument Of(HostTarget target) =>
        new(
            target.Name,
            target.Summary,
            target.Detail.Length == 0 ? null : target.Detail,
            [.. target.Accepted.Select(option => option.Word)],
            [.. target.Formats]
        );
}

internal sealed record OptionPart(string Name, string? Letter, string? Value, string Summary);
