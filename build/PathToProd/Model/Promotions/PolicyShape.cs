using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;

namespace PathToProd.Model.Promotions;

/// <summary>What a policy of <c>promotion.yaml</c> must look like.</summary>
internal static class PolicyShape
{
    private static readonly Key<Named<GateFile>[]> Gates = new(
        "gates",
        new MapShape<GateFile>("a gate", TextFormats.Name, GateShape.Shape),
        "The gates, each by a name of its own: quiet: { alerts: { monitor: prod } }."
    )
    {
        Fallback = [],
    };

    private static readonly Key<bool> Override = new(
        "override",
        new WordShape<bool>(new("refused", false), new("allowed", true)),
        "Whether causes of gates that are not open may be accepted, with a reason and an end."
    )
    {
        Fallback = false,
        Default = "refused",
    };

    private static readonly Key<bool> OnFailure = new(
        "on-failure",
        new WordShape<bool>(new("stop", false), new("rollback", true)),
        "What Advance does when a deployment or its verification fails: nothing more, or it rolls back and condemns the set."
    )
    {
        Fallback = false,
        Default = "stop",
    };

    private static readonly Key<TimeLimit?> LongestFreeze = new(
        "longest-freeze",
        new TextShape<TimeLimit>(TextFormats.PositiveDuration)!,
        "For how long a freeze may stand. With it, a freeze needs an end."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<PolicyFile> Shape = new(
        fields => new PolicyFile(
            fields.Get(Gates),
            fields.Get(Override),
            fields.Get(OnFailure),
            fields.Get(LongestFreeze),
            fields.Source
        ),
        Gates,
        Override,
        OnFailure,
        LongestFreeze
    );
}

/// <summary>A policy as the file says it.</summary>
internal sealed record PolicyFile(
    Named<GateFile>[] Gates,
    bool AllowsOverride,
    bool RollsBack,
    TimeLimit? LongestFreeze,
    SourceMap Source
);
