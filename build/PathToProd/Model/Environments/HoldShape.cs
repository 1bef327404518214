using PathToProd.Formats.Shapes;
using PathToProd.Versions;

namespace PathToProd.Model.Environments;

/// <summary>What an entry of <c>holds</c> in <c>environment.yaml</c> must look like.</summary>
internal static class HoldShape
{
    private static readonly Key<VersionRange> Range = new(
        "range",
        new TextShape<VersionRange>(TextFormats.Range),
        "The versions that it may have here, such as 1.30.x."
    )
    {
        Fallback = VersionRange.Any,
        RequiredAs = "range: 1.30.x",
    };

    private static readonly Key<string?> Reason = Key.Line(
        "reason",
        "Why it is held; shown when something is refused because of it."
    );

    public static readonly ObjectShape<HeldRange> Shape = new(
        fields => new HeldRange(fields.Get(Range), fields.Get(Reason)),
        Range,
        Reason
    );
}
