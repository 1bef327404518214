using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>What the targets of promotions ask of the command line.</summary>
internal static class PromotionArguments
{
    /// <summary>The environment, which must be named: a decision about a default one is one that nobody meant.</summary>
    /// <exception cref="PlatformException">None is named, or there is no such environment.</exception>
    public static string Environment(Invocation invocation) =>
        invocation.Arguments.Has(Option.Environment)
            ? invocation.Environment.Name
            : throw PlatformException.Wrong(
                "no environment is named",
                "add --environment=NAME: one of "
                    + string.Join(", ", invocation.Model.DeployableEnvironments.Select(environment => environment.Name))
            );

    /// <summary>The environment or step that was named; null for the whole path.</summary>
    /// <exception cref="PlatformException">There is none of that name on the path.</exception>
    public static string? Place(Invocation invocation, PromotionView view)
    {
        var path = view.NeededPath;
        if (invocation.Arguments[Option.Environment] is not { } name)
        {
            return null;
        }

        string[] names =
        [
            .. path.Steps.SelectMany(step => step.Environments.Append(step.Name)).Distinct(StringComparer.Ordinal),
        ];
        return names.Contains(name, StringComparer.Ordinal)
            ? name
            : throw PlatformException.Wrong(
                $"no environment or step of the path is called {name}",
                Suggestion.Fix(name, names, "name", "add it to the path")
            );
    }

    /// <summary>A place as sentences name it.</summary>
    public static string Where(string? place) => place is null ? "on the whole path" : $"to {place}";

    /// <summary>Until when; null when that is not said.</summary>
    /// <exception cref="PlatformException">It is not a moment, or has passed.</exception>
    public static DateTimeOffset? Until(Invocation invocation, DateTimeOffset now) =>
        invocation.Arguments[Option.Until] is not { } text ? null
        : PathToProd.Text.Until.TryParse(text, now, out var moment, out var problem) ? moment
        : throw PlatformException.Wrong($"--until cannot be {text}: {problem.What}", problem.Fix);
}
