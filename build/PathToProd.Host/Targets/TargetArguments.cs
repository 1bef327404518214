using PathToProd.Host.CommandLine;
using PathToProd.Model.Pools;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>What a command line may say for one target: a user who gives an option expects something of it.</summary>
internal static class TargetArguments
{
    /// <summary>Refuses what means nothing for the target.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="target">The target; null for a component's own.</param>
    /// <exception cref="PlatformException">Something does.</exception>
    public static void Check(Arguments arguments, HostTarget? target)
    {
        Refuse(OtherOptions(arguments, target));
        Refuse(OtherFormats(arguments, target));
        Refuse(ComparingForNothing(arguments, target));
        Refuse(PoolForNothing(arguments, target));
    }

    private static IEnumerable<Problem> OtherOptions(Arguments arguments, HostTarget? target) =>
        target is null
            ? []
            : arguments
                .Given.Except(target.Accepted)
                .Select(option => new Problem(
                    null,
                    $"--{option.Word} means nothing for {target.Name}",
                    $"leave it out; ./build.sh --target={target.Name} --help lists what it takes"
                ));

    private static IEnumerable<Problem> OtherFormats(Arguments arguments, HostTarget? target)
    {
        var formats = arguments.Has(Option.CheckInputs)
            ? HostTarget.UsualFormats
            : target?.Formats ?? HostTarget.RunFormats;
        if (arguments[Option.Output] is { } format && !formats.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            yield return new Problem(
                null,
                $"--output={format} means nothing for {target?.Name ?? arguments[Option.Target]}",
                $"write {Prose.List(formats, "or")}"
            );
        }
    }

    private static IEnumerable<Problem> ComparingForNothing(Arguments arguments, HostTarget? target)
    {
        var selects =
            arguments[Option.Component] == Arguments.Affected
            || (target?.Accepted.Contains(Option.Since) == true && !target.Accepted.Contains(Option.Component));
        return ((Option[])[Option.Since, Option.Depth])
            .Where(option => !selects && arguments.Has(option) && !IsMoment(option, target))
            .Select(option => new Problem(
                null,
                $"--{option.Word} means nothing without --component={Arguments.Affected}",
                $"add that, or leave --{option.Word} out"
            ));
    }

    /// <summary>What means something only where an environment of a pool is leased, or chosen.</summary>
    private static IEnumerable<Problem> PoolForNothing(Arguments arguments, HostTarget? target) =>
        arguments[Option.Environment] is { } environment && PoolReference.Is(environment)
            ? []
            : ((Option[])[Option.WaitForPool, Option.SetOfPool])
                .Where(option =>
                    arguments.Has(option) && target?.Accepted.Any(one => ReferenceEquals(one, option)) == true
                )
                .Select(option => new Problem(
                    null,
                    $"--{option.Word} means nothing for {target!.Name} without --environment=pool:NAME",
                    $"add that, or leave --{option.Word} out"
                ));

    private static bool IsMoment(Option option, HostTarget? target) =>
        option == Option.Since && target?.Accepted.Any(one => ReferenceEquals(one, Option.SinceMoment)) == true;

    private static void Refuse(IEnumerable<Problem> problems)
    {
        if (problems.ToArray() is { Length: > 0 } all)
        {
            throw new PlatformException(all);
        }
    }
}
