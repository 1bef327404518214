using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Writes why a set has not soaked: the time that it was not there, and each thing that took time away.</summary>
/// <param name="rule">What is asked.</param>
/// <param name="question">The question.</param>
/// <param name="times">How long it soaked, by environments where it ever was.</param>
internal sealed class SoakCauses(SoakRule rule, PromotionQuestion question, SoakTime[] times)
{
    /// <summary>The reasons in an environment; none where its time is enough.</summary>
    public IEnumerable<GateCause> Of(string environment)
    {
        var time = Array.Find(times, one => one.Environment == environment);
        if (time is null)
        {
            return [NeverThere(environment)];
        }

        var missing = Missing(time);
        if (missing <= TimeSpan.Zero)
        {
            return [];
        }

        var isShort = rule.Counting == SoakCounting.Sum ? StaySum < rule.For : time.Stay.Length < rule.For;
        return
        [
            .. isShort || !time.IsThere ? [TooShort(time)] : (GateCause[])[],
            .. time.Unhealthy.Select(one => Unhealthy(time, one.About, one.Times)),
            .. time.Unevaluated.IsEmpty ? [] : (GateCause[])[Unevaluated(time)],
        ];
    }

    /// <summary>When the verification of the set failed in an environment, each failure by itself.</summary>
    public static IEnumerable<(string About, TimeRange Time)> Failures(
        PromotionQuestion question,
        string environment
    ) =>
        question
            .Verdicts.Failed.Of(environment, question.Set.Digest)
            .Select(failed =>
                (
                    $"verification (run {failed.Evidence.Run})",
                    new TimeRange(failed.Evidence.Start, failed.Until ?? SoakGate.Now(question))
                )
            );

    private TimeSpan StaySum => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time.Stay.Length);

    private TimeSpan Missing(SoakTime time) =>
        rule.For - (rule.Counting == SoakCounting.Sum ? SoakGate.Sum(times) : time.Healthy.Length);

    /// <summary>When it is enough if all goes well; null when time is not being earned now.</summary>
    private DateTimeOffset? Until(SoakTime time)
    {
        // Several environments earn side by side.
        var earning = rule.Counting == SoakCounting.Sum ? times.Count(one => one.Grows) : 1;
        return time.Grows ? SoakGate.Now(question) + (Missing(time) / earning) : null;
    }

    private GateCause NeverThere(string environment) =>
        Closed(
            environment,
            $"{question.Set.Name} was not whole in {environment} in the last {Duration.Text(rule.Within)}",
            PromoteThere(environment),
            until: null
        );

    private GateCause TooShort(SoakTime time)
    {
        var place = time.Environment;
        var start = Moment.Text(time.Stay.Start);
        var needed =
            $"{Duration.Text(rule.For)} {(rule.Counting == SoakCounting.Sum ? "in all environments together" : "without a break")} is needed";
        return time.IsThere
            ? Closed(
                place,
                $"{question.Set.Name} runs in {place} since {start}, for {Duration.Text(time.Stay.Length)}, and {needed}",
                Wait(time),
                Until(time)
            )
            : Closed(
                place,
                $"{question.Set.Name} ran in {place} from {start} to {Moment.Text(time.Stay.End)}, for {Duration.Text(time.Stay.Length)}, and {needed}",
                PromoteThere(place),
                until: null
            );
    }

    private GateCause Unhealthy(SoakTime time, string about, Spans times)
    {
        var isNow = time.IsThere && times.End == time.Stay.End;
        var lost = Duration.Text(times.Length);
        return Closed(
            $"{about} in {time.Environment}",
            isNow
                ? $"{about} takes time from {time.Environment} since {Moment.Text(times.All[^1].Start)}, {lost} so far"
                : $"{about} took {lost} from {time.Environment}, last until {Moment.Text(times.End!.Value)}",
            isNow ? $"resolve {about}; then {Duration.Text(Missing(time))} is still missing" : Wait(time),
            isNow ? null : Until(time)
        );
    }

    private GateCause Unevaluated(SoakTime time)
    {
        var (spans, place) = (time.Unevaluated, time.Environment);
        var isNow = time.IsThere && spans.End == time.Stay.End;
        return MonitoringCauses.Unknown(
            $"unevaluated time in {place}",
            isNow
                ? $"the watchdog does not fire since {Moment.Text(spans.All[^1].Start)}, and {Duration.Text(spans.Length)} in {place} does not count, as no one evaluated the rules"
                : $"the watchdog did not fire for {Duration.Text(spans.Length)} in {place}, last until {Moment.Text(spans.End!.Value)}, which does not count, as no one evaluated the rules",
            isNow
                ? $"see that the watchdog always fires; then {Duration.Text(Missing(time))} is still missing"
                : Wait(time),
            isNow ? null : Until(time)
        );
    }

    private string Wait(SoakTime time) =>
        Until(time) is { } until
            ? $"wait until {Moment.Text(until)}{(rule.Monitor is null ? "" : ", if no such alert fires until then")}"
        : time.IsThere
            ? $"resolve what takes time in {time.Environment} now; then {Duration.Text(Missing(time))} is still missing"
        : PromoteThere(time.Environment);

    private string PromoteThere(string environment) =>
        $"have it run there: ./build.sh --target=Promote --set={question.Set.Name} --environment={environment} --deploy";

    private static GateCause Closed(string about, string because, string lift, DateTimeOffset? until) =>
        new()
        {
            Kind = CauseKind.Closed,
            About = about,
            Because = because,
            Lift = lift,
            Until = until,
        };
}
