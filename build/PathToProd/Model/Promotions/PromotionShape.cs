using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.Promotions.Notifications;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Model.Promotions;

/// <summary>What <c>environments/promotion.yaml</c> must look like.</summary>
internal static class PromotionShape
{
    private static readonly Key<Named<StepFile>[]> Path = new(
        "path",
        new MapShape<StepFile>("a step", TextFormats.Name, PathShape.Shape),
        "The steps from the first environment to production: staging: { after: ci, policy: early }."
    )
    {
        Fallback = [],
        RequiredAs = "path: { ci: {} }",
    };

    private static readonly Key<Named<PolicyFile>[]> Policies = new(
        "policies",
        new MapShape<PolicyFile>("a policy", TextFormats.Name, PolicyShape.Shape),
        "The gates that steps share, each policy by its name."
    )
    {
        Fallback = [],
    };

    private static readonly Key<Named<Monitor>[]> Monitors = new(
        "monitors",
        new MapShape<Monitor>("a monitor", TextFormats.Name, MonitorShape.Shape),
        "Where alerts and measurements come from, each by its name."
    )
    {
        Fallback = [],
    };

    private static readonly Key<string?> RecordsIn = new(
        "records-in",
        new TextShape<string>(TextFormats.Name)!,
        "The environment whose cluster keeps what is promoted, approved and frozen, where ledgers are kept in clusters."
    )
    {
        Fallback = null,
    };

    public static readonly ObjectShape<PromotionFile> Shape = new(
        fields => new PromotionFile(
            fields.Get(Path),
            fields.Get(Policies),
            fields.Get(Monitors),
            fields.Get(RecordsIn),
            fields.Get(ReceiverShape.Notifications),
            fields.Source
        ),
        Path,
        Policies,
        Monitors,
        RecordsIn,
        ReceiverShape.Notifications
    );
}

/// <summary>The path as the file says it, before its names are looked up.</summary>
internal sealed record PromotionFile(
    Named<StepFile>[] Path,
    Named<PolicyFile>[] Policies,
    Named<Monitor>[] Monitors,
    string? RecordsIn,
    NotificationReceiver[] Notifications,
    SourceMap Source
);
