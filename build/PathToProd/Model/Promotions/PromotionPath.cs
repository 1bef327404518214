using System.Collections.Immutable;
using PathToProd.Model.People;
using PathToProd.Model.Promotions.Notifications;
using PathToProd.Model.Promotions.Rules;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Model.Promotions;

/// <summary>What <c>environments/promotion.yaml</c> says: the steps from the first environment to production, and what each demands.</summary>
public sealed record PromotionPath
{
    /// <summary>The file.</summary>
    public const string FileName = "environments/promotion.yaml";

    /// <summary>A platform without a path: nothing is promoted.</summary>
    public static PromotionPath None { get; } = new();

    /// <summary>The steps, each after those that come before it on the path, else by name.</summary>
    public ImmutableArray<PromotionStep> Steps { get; init; } = [];

    /// <summary>The policies, by name.</summary>
    public ImmutableSortedDictionary<string, PromotionPolicy> Policies { get; init; } =
        ImmutableSortedDictionary<string, PromotionPolicy>.Empty;

    /// <summary>The monitoring that gates ask, by name.</summary>
    public ImmutableSortedDictionary<string, Monitor> Monitors { get; init; } =
        ImmutableSortedDictionary<string, Monitor>.Empty;

    /// <summary>The environment whose cluster keeps the records, where ledgers are kept in clusters; null elsewhere.</summary>
    public string? RecordsIn { get; init; }

    /// <summary>Who belongs to which group, for approvals.</summary>
    public PeopleDirectory People { get; init; } = PeopleDirectory.None;

    /// <summary>Who is notified of what happens. Default: no one.</summary>
    public ImmutableArray<NotificationReceiver> Notifications { get; init; } = [];

    /// <summary>Whether there is a path.</summary>
    public bool IsEmpty => Steps.IsEmpty;

    /// <summary>The environments that anything is asked about: those of the steps, in their order, then those that gates name.</summary>
    public IEnumerable<string> Environments =>
        Steps
            .SelectMany(step => step.Environments)
            .Concat(
                from policy in Policies.Values
                from gate in policy.Gates
                from reference in gate.Rule.References
                where reference.Kind == ReferenceKind.Environment
                select reference.Name
            )
            .Distinct(StringComparer.Ordinal);

    /// <summary>The environments that gates of some steps look at beside the one that is asked about: those before, and those that gates name.</summary>
    public IEnumerable<string> LookedAtFrom(IEnumerable<PromotionStep> steps) =>
        steps
            .SelectMany(step =>
                EnvironmentsBefore(step)
                    .Concat(
                        from gate in step.Policy.Gates
                        from reference in gate.Rule.References
                        where reference.Kind == ReferenceKind.Environment
                        select reference.Name
                    )
            )
            .Distinct(StringComparer.Ordinal);

    /// <summary>The step that an environment belongs to; null when it is not on the path.</summary>
    public PromotionStep? StepOf(string environment) =>
        Steps.FirstOrDefault(step => step.Environments.Contains(environment));

    /// <summary>The environments of the steps before one.</summary>
    public IEnumerable<string> EnvironmentsBefore(PromotionStep step) =>
        Steps.Where(one => step.After.Contains(one.Name)).SelectMany(one => one.Environments);
}
