using PathToProd.Text;

namespace PathToProd.Decisions.Leases;

/// <summary>Says why a run does not get a lease: who holds it, when it could be taken over at the earliest, and what to do.</summary>
public static class LeaseRefusalWriter
{
    /// <summary>The whole message.</summary>
    /// <param name="what">What the lease is for: <c>ingress in prod</c>.</param>
    /// <param name="refused">The refusal.</param>
    /// <param name="patience">How long the run would have waited.</param>
    /// <param name="now">The current time.</param>
    public static string Text(string what, LeaseDecision.Refused refused, TimeSpan patience, DateTimeOffset now) =>
        $"Another run is changing {what}: it is held by {refused.Holder}. "
        + (
            refused.IsTooShort
                ? $"This run would wait {Duration.Text(patience)} for it, and only a run that sees it unchanged for {Duration.Text(refused.Duration)} "
                    + $"may take it over: at {Moment.Text(now + refused.Earliest)} at the earliest, if the holder is gone by now. "
                : $"It was renewed while this run waited {Duration.Text(patience)}, so the holder is alive; were it gone by now, "
                    + $"it could be taken over at {Moment.Text(now + refused.Earliest)} at the earliest. "
        )
        + "Nothing was touched. Wait for that run to end, or end it; then run the same command again"
        + (
            refused.IsTooShort
                ? $" with --wait, or with a lock-timeout of {Duration.ToSetting(refused.Duration)} or more."
                : "."
        );
}
