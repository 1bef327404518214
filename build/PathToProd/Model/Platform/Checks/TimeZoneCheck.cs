using PathToProd.Formats.Shapes;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Times;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>Time zones are those of the world.</summary>
internal static class TimeZoneCheck
{
    public static void Run(string zone, SourcePosition where, string subject, List<Problem> problems)
    {
        if (!TimeZones.Has(zone))
        {
            problems.Add(
                new Problem(
                    where,
                    $"{subject} for the time zone {zone}, and there is no such time zone",
                    Suggestion.For(zone, TimeZones.Names) is { } nearest
                        ? $"did you mean {nearest}?"
                        : "write a name of the tz database such as Europe/Berlin, or UTC"
                )
            );
        }
    }

    public static void Run(Named<StepFile> step, List<Problem> problems)
    {
        if (step.Value.Schedule is { } schedule)
        {
            Run(
                schedule.TimeZone,
                step.Value.Source.Value("schedule", schedule.Text),
                $"the schedule of the step {step.Name} asks",
                problems
            );
        }
    }
}
