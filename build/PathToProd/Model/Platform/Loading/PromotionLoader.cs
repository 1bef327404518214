using System.Collections.Immutable;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Model.People;
using PathToProd.Model.Platform.Checks;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Loading;

/// <summary>Reads the path of promotions. It is read only when something is asked about it, as most calls are not about it.</summary>
public static class PromotionLoader
{
    /// <summary>Reads and checks it; a platform without the file has an empty path.</summary>
    /// <param name="files">The repository's files.</param>
    /// <param name="model">The platform.</param>
    /// <exception cref="PlatformException">Something is wrong; every problem is in it.</exception>
    public static PromotionPath Load(IPlatformFiles files, PlatformModel model)
    {
        var problems = new List<Problem>();
        var reader = new ManifestReader(files, problems);
        if (problems.Count == 0 && files.Read(PromotionPath.FileName) is null)
        {
            return PromotionPath.None;
        }

        var file = reader.Read(PromotionPath.FileName, PromotionShape.Shape, "the path", "add it");
        PlatformException.ThrowIfAny(problems);
        PromotionChecks.Run(file!, model, problems);
        var owners = PeopleCheck.Owners(file!, model.Platform, files, problems);
        PlatformException.ThrowIfAny(problems);
        return Path(file!) with
        {
            People = new PeopleDirectory { Groups = model.Platform.People, Owners = owners },
            Notifications = [.. file!.Notifications],
        };
    }

    private static PromotionPath Path(PromotionFile file)
    {
        var policies = file.Policies.ToImmutableSortedDictionary(
            one => one.Name,
            one => Policy(one),
            StringComparer.Ordinal
        );
        var steps = file.Path.ToDictionary(one => one.Name, one => Step(one, policies), StringComparer.Ordinal);
        return new PromotionPath
        {
            Steps = Ordered(steps),
            Policies = policies,
            Monitors = file.Monitors.ToImmutableSortedDictionary(
                one => one.Name,
                one => one.Value with { Name = one.Name },
                StringComparer.Ordinal
            ),
            RecordsIn = file.RecordsIn,
        };
    }

    private static PromotionStep Step(
        Named<StepFile> step,
        ImmutableSortedDictionary<string, PromotionPolicy> policies
    ) =>
        new()
        {
            Name = step.Name,
            Environments =
                step.Value.Environments.Length == 0
                    ? [step.Name]
                    : [.. step.Value.Environments.Order(StringComparer.Ordinal)],
            After = [.. step.Value.After],
            Policy = step.Value.Policy is { } policy ? policies[policy] : PromotionPolicy.None,
            Pace = step.Value.Pace,
            Schedule = step.Value.Schedule,
            Where = step.Where,
        };

    private static PromotionPolicy Policy(Named<PolicyFile> policy) =>
        new()
        {
            Name = policy.Name,
            Gates =
            [
                .. policy.Value.Gates.Select(gate => new PolicyGate(
                    gate.Name,
                    gate.Value.Rule!,
                    gate.Value.IsInforming,
                    gate.Where
                )),
            ],
            AllowsOverride = policy.Value.AllowsOverride,
            RollsBack = policy.Value.RollsBack,
            LongestFreeze = policy.Value.LongestFreeze?.Value,
            // Comments and layout mean nothing, and keys have no order.
            Text = ValueText.ToJson(policy.Value.Source.Root!),
        };

    /// <summary>Those that may come next, by name; there is no cycle.</summary>
    private static ImmutableArray<PromotionStep> Ordered(Dictionary<string, PromotionStep> steps)
    {
        var ordered = ImmutableArray.CreateBuilder<PromotionStep>(steps.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (ordered.Count < steps.Count)
        {
            var next = steps
                .Values.Where(step => !done.Contains(step.Name) && step.After.All(done.Contains))
                .MinBy(step => step.Name, StringComparer.Ordinal)!;
            done.Add(next.Name);
            ordered.Add(next);
        }

        return ordered.ToImmutable();
    }
}
