using System.Globalization;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>What a query gives is on the right side of a limit. A false condition, no data, no number and an error are four results.</summary>
internal sealed class SloGate(SloRule rule) : IGate
{
    private readonly string _limit = $"at {(rule.IsAtLeast ? "least" : "most")} {Text(rule.Limit)}";

    public bool IsSameForStep => true;

    public IEnumerable<Look> Looks(PromotionQuestion question) => [Look(question)];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var (answer, why) = question.Answers.Of(Look(question));
        if (answer is null)
        {
            yield return MonitoringCauses.Silent(
                "no answer",
                "Prometheus",
                $"the query {rule.Query} has no answer: {why}"
            );
            yield break;
        }

        var results = answer.All.Select(measurement => (measurement, Means: Meaning(measurement.Result))).ToArray();
        var failed = Of(SampleMeaning.Failed);
        if (failed.Length > rule.MaxFailed)
        {
            yield return Failed(failed, results[0].Means != SampleMeaning.Failed);
        }

        var errors = Of(SampleMeaning.Error);
        if (errors.Length > rule.MaxErrors)
        {
            yield return MonitoringCauses.Unknown(
                "error",
                $"{rule.Query} gave no answer that can be used: {Share(errors.Length, "ended with an error", rule.MaxErrors)} ({((Measured.Error)errors[0].Result).Why})",
                $"correct the query {rule.Query}, or see that Prometheus answers it"
            );
        }

        Measurement[] inconclusive = [.. Of(SampleMeaning.NoData), .. Of(SampleMeaning.NotANumber)];
        if (inconclusive.Length > rule.MaxInconclusive)
        {
            foreach (var cause in Inconclusive(Of(SampleMeaning.NoData).Length, Of(SampleMeaning.NotANumber).Length))
            {
                yield return cause;
            }
        }

        var useful = results.Length - errors.Length - inconclusive.Length;
        var isSaid = errors.Length > rule.MaxErrors || inconclusive.Length > rule.MaxInconclusive;
        if (useful < MinSamples && !isSaid)
        {
            yield return MonitoringCauses.Unknown(
                "too few samples",
                $"{useful} of {rule.Count} measurements of {rule.Query} say something, and {MinSamples} must",
                $"see why the others of {rule.Query} do not"
            );
        }

        Measurement[] Of(SampleMeaning meaning) =>
            [.. results.Where(one => one.Means == meaning).Select(one => one.measurement)];
    }

    public string Open(PromotionQuestion question)
    {
        var all = question.Answers.Of(Look(question)).Answer!.All;
        var last = all.Select(one => one.Result).OfType<Measured.Number>().FirstOrDefault();
        var passed = all.Count(one => Meaning(one.Result) == SampleMeaning.Passed);
        return $"{rule.Query} is {_limit} in {passed} of {Prose.Count(all.Length, "measurement")}"
            + (last is null ? "" : $", {Text(last.Value)} in the last");
    }

    private int MinSamples => rule.MinSamples ?? Math.Max(1, rule.Count - rule.MaxInconclusive - rule.MaxErrors);

    private MeasurementsLook Look(PromotionQuestion question) =>
        new(question.Path.Monitors[rule.Monitor], rule.Query, question.Now, rule.Count, rule.Interval);

    private SampleMeaning Meaning(Measured result) =>
        result switch
        {
            Measured.Number { Value: var value } when IsWrong(value) => SampleMeaning.Failed,
            // What is infinite was divided by nothing; on the wrong side of the limit it is wrong anyway.
            Measured.Number { Value: var value } => double.IsInfinity(value)
                ? SampleMeaning.NotANumber
                : SampleMeaning.Passed,
            Measured.NotANumber => SampleMeaning.NotANumber,
            Measured.NoData => rule.NoData switch
            {
                NoDataMeaning.Passed => SampleMeaning.Passed,
                NoDataMeaning.Failed => SampleMeaning.Failed,
                _ => SampleMeaning.NoData,
            },
            _ => SampleMeaning.Error,
        };

    private bool IsWrong(double value) => rule.IsAtLeast ? value < rule.Limit : value > rule.Limit;

    private GateCause Failed(Measurement[] failed, bool isGoodNow)
    {
        // With the one failure too many, those that are older leave too.
        var until = failed[rule.MaxFailed].At + (rule.Count * rule.Interval);
        var numbers = failed.Select(one => one.Result).OfType<Measured.Number>().Select(one => one.Value).ToArray();
        var worst =
            numbers.Length == 0 ? "found nothing, which counts as failed"
            : numbers.Length == 1 ? $"is {Text(numbers[0])}"
            : rule.IsAtLeast ? $"is as low as {Text(numbers.Min())}"
            : $"is as high as {Text(numbers.Max())}";
        return new GateCause
        {
            Kind = CauseKind.Closed,
            About = "failed",
            Because = $"{rule.Query} {worst} and must be {_limit}: {Share(failed.Length, "failed", rule.MaxFailed)}",
            Lift = isGoodNow
                ? $"wait until {Moment.Text(until)}, when those that failed no longer count, if no more fail"
                : $"bring it to {_limit}",
            Until = isGoodNow ? until : null,
        };
    }

    private IEnumerable<GateCause> Inconclusive(int noData, int notANumber)
    {
        if (noData > 0)
        {
            yield return MonitoringCauses.Unknown(
                "no data",
                $"{rule.Query} found nothing: {Share(noData, "had no data", rule.MaxInconclusive)}",
                $"see that what {rule.Query} measures is there, or say what that means with no-data: passed or failed"
            );
        }

        if (notANumber > 0)
        {
            yield return MonitoringCauses.Unknown(
                "not a number",
                $"{rule.Query} gave no number, as what is divided by nothing does: {Share(notANumber, notANumber == 1 ? "was not a number" : "were not a number", rule.MaxInconclusive)}",
                $"wait until {rule.Query} has something to measure, or have it say what that means"
            );
        }
    }

    private string Share(int count, string what, int most) =>
        $"{count} of {Prose.Count(rule.Count, "measurement")} {what}, and {(most == 0 ? "none" : $"at most {most}")} may";

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>What a measurement means for the gate.</summary>
    private enum SampleMeaning
    {
        Passed,
        Failed,
        NoData,
        NotANumber,
        Error,
    }
}
